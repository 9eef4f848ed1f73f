namespace Vendue.Node.Tests.Running;

/// <summary>Waiting for what must come.</summary>
static class Waiting
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<MarketEvent> ForEventAsync(MarketClient client, Func<MarketEvent, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var happened in client.SubscribeAsync(1, limit.Token))
            if (wanted(happened)) return happened;
        throw new InvalidOperationException("The stream of events ended.");
    }

    public static async Task ForInstantAsync(MarketClient client, ulong instant)
    {
        using var limit = new CancellationTokenSource(Patience);
        while ((await client.GetMarketAsync(limit.Token)).Now < instant) await Task.Yield();
    }

    public static async Task ForBlockAsync(MarketClient client, ulong block)
    {
        using var limit = new CancellationTokenSource(Patience);
        while ((await client.GetMarketAsync(limit.Token)).Block < block) await Task.Yield();
    }
}
