namespace Vendue.Node.Sequencing;

/// <summary>The node's clock in the units of its market. It never goes back, whatever the machine's clock does.</summary>
/// <param name="time">The machine's clock.</param>
/// <param name="unit">The market's unit.</param>
/// <param name="blockEvery">How long a block of the market's block clock is.</param>
public sealed class MarketClock(TimeProvider time, TimeUnit unit, TimeSpan blockEvery)
{
    /// <summary>How many of the market's units a second has.</summary>
    public ulong UnitsPerSecond => unit == TimeUnit.Seconds ? 1UL : 1000UL;

    /// <summary>The instant and block for the market's next command.</summary>
    public (ulong Now, ulong Block) Next(Market market)
    {
        ulong milliseconds = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        return (ulong.Max(market.Now, milliseconds * UnitsPerSecond / 1000), ulong.Max(market.Block, milliseconds / (ulong)blockEvery.TotalMilliseconds));
    }
}
