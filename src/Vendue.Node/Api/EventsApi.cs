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
        string asked = context.Request.Query["from"].ToString();
        if (!ulong.TryParse(asked.Length == 0 ? "1" : asked, out ulong from) || from > long.MaxValue)
            throw new ApiException(ApiError.Malformed.Because("'from' must be a sequence, a number from 1."));
        if (!await places.WaitAsync(0, context.RequestAborted).ConfigureAwait(false)) throw new ApiException(ApiError.TooMany);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            while (!host.Completion.IsCompleted) from = await SendNextAsync(context, from).ConfigureAwait(false);
        }
        finally
        {
            places.Release();
        }
    }

    async Task<ulong> SendNextAsync(HttpContext context, ulong from)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Heartbeat);
        try
        {
            foreach (var (sequence, events) in await host.EventsAsync(from, Page, patience.Token).ConfigureAwait(false))
            {
                await context.Response.WriteAsync(Frames(sequence, events), context.RequestAborted).ConfigureAwait(false);
                from = sequence + 1;
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(":\n\n", context.RequestAborted).ConfigureAwait(false);
        }
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        return from;
    }

    static string Frames(ulong sequence, byte[] events)
    {
        var text = new StringBuilder();
        using var document = JsonDocument.Parse(events);
        foreach (var item in document.RootElement.EnumerateArray())
        {
            text.Append("id: ").Append(sequence).Append('.').Append(item.GetProperty("index").GetInt32())
                .Append("\nevent: ").Append(item.GetProperty("event").GetString())
                .Append("\ndata: ").Append(item.GetRawText()).Append("\n\n");
        }
        return text.ToString();
    }
}
