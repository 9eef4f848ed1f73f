using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vendue.Client;
using Vendue.Node.Sequencing;

namespace Vendue.Node.Api;

/// <summary><c>GET /v1/events</c>: everything that happens, from any place in the journal on, as server-sent events.</summary>
sealed class EventsApi(MarketHost host, int mostSubscribers = 256) : IDisposable
{
    const int Page = 500;
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    readonly SemaphoreSlim places = new(mostSubscribers);

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/events", (Delegate)SubscribeAsync).WithName("subscribe").WithSummary("What happens in the market, as server-sent events; 'from' is the first sequence wanted.")
            .Produces<MarketEvent>(200, "text/event-stream").Produces<ErrorAnswer>(400).Produces<ErrorAnswer>(429);

    public void Dispose() => places.Dispose();

    async Task SubscribeAsync(HttpContext context)
    {
        var place = PlaceOf(context.Request);
        if (!await places.WaitAsync(0, context.RequestAborted).ConfigureAwait(false)) throw new ApiException(ApiError.TooMany);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            while (!host.Completion.IsCompleted) place = await SendNextAsync(context, place).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Leaving is how a subscriber ends.
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Where to begin: behind the last event that a browser saw when it comes back by itself, otherwise where it asks.</summary>
    static (ulong Sequence, int Index) PlaceOf(HttpRequest request)
    {
        var last = request.Headers["Last-Event-ID"].ToString().Split('.');
        if (last.Length == 2 && ulong.TryParse(last[0], out ulong seen) && seen <= long.MaxValue && int.TryParse(last[1], out int index) && index is >= 0 and < int.MaxValue) return (seen, index + 1);
        string asked = request.Query["from"].ToString();
        return ulong.TryParse(asked.Length == 0 ? "1" : asked, out ulong from) && from <= long.MaxValue
            ? (from, 0)
            : throw new ApiException(ApiError.Malformed.Because("'from' must be a sequence, a number from 1."));
    }

    async Task<(ulong, int)> SendNextAsync(HttpContext context, (ulong Sequence, int Index) place)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Heartbeat);
        try
        {
            foreach (var (sequence, events) in await host.EventsAsync(place.Sequence, Page, patience.Token).ConfigureAwait(false))
            {
                await context.Response.WriteAsync(Frames(sequence, events, sequence == place.Sequence ? place.Index : 0), context.RequestAborted).ConfigureAwait(false);
                place = (sequence + 1, 0);
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(":\n\n", context.RequestAborted).ConfigureAwait(false);
        }
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        return place;
    }

    static string Frames(ulong sequence, byte[] events, int from)
    {
        var text = new StringBuilder();
        using var document = JsonDocument.Parse(events);
        foreach (var item in document.RootElement.EnumerateArray().Skip(from))
        {
            text.Append("id: ").Append(sequence).Append('.').Append(item.GetProperty("index").GetInt32())
                .Append("\nevent: ").Append(item.GetProperty("event").GetString())
                .Append("\ndata: ").Append(item.GetRawText()).Append("\n\n");
        }
        return text.ToString();
    }
}
