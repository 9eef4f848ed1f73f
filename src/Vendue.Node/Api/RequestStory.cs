using System.Text.Json;
using Vendue.Client;

namespace Vendue.Node.Api;

/// <summary>Which events belong to a request's story.</summary>
static class RequestStory
{
    /// <summary>
    /// Of one command's events those that name the request, and the money that moved with them: all of it where no other
    /// request is named, else what stands between two events of this one.
    /// </summary>
    public static IEnumerable<MarketEvent> Concerning(Hash32 request, IReadOnlyList<MarketEvent> told)
    {
        bool alone = told.All(e => RequestOf(e) is null || Names(e, request));
        if (!told.Any(e => Names(e, request))) return [];
        int first = told.Index().First(e => Names(e.Item, request)).Index, last = told.Index().Last(e => Names(e.Item, request)).Index;
        return told.Index().Where(e => Names(e.Item, request) || (e.Item.Event == "moved" && (alone || (e.Index > first && e.Index < last)))).Select(e => e.Item);
    }

    /// <summary>Whether an event has the request's id in one of its fields.</summary>
    public static bool Names(MarketEvent told, Hash32 request) =>
        told.Body.EnumerateObject().Any(p => p.Value.ValueKind == JsonValueKind.String && p.Value.ValueEquals(request.ToString()));

    static string? RequestOf(MarketEvent told) => told.Body.TryGetProperty("request", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
