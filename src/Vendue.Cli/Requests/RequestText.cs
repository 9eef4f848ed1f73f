using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Requests;

/// <summary>A request as people and programs read it.</summary>
static class RequestText
{
    /// <summary>What became of a request, in a sentence.</summary>
    internal static string Of(RequestView request, MarketClient market) => request.State switch
    {
        "open" => $"Request {request.Id} is open until {request.Ends} (it is {market.Now} now).",
        "settled" => $"Request {request.Id} is proven by {TextOf(request, "prover")}, who was paid {AmountOf(request, "paid")} {market.Genesis.Assets[0]}.",
        _ => $"Request {request.Id} is {request.State}: nobody was paid for a proof.",
    };

    /// <summary>A line of a list.</summary>
    internal static string Line(RequestView request) =>
        $"{request.Id}  {request.State,-9}  {request.Requester}  {request.Work.ToString("N0", CultureInfo.InvariantCulture),12}  paid {AmountOf(request, "paid")}";

    internal static JsonObject Machine(RequestView request) => JsonSerializer.SerializeToNode(request, WireJson.Options)!.AsObject();

    /// <summary>The blob of the proof that was paid for; null when none was.</summary>
    internal static Hash32? ProofOf(RequestView request) =>
        request.State == "settled" && Hash32.TryParse(TextOf(request, "proof"), out var proof) ? proof : null;

    /// <summary>The public values of the proof.</summary>
    internal static byte[] PublicValuesOf(RequestView request) =>
        Bytes.TryParse(TextOf(request, "publicValues"), out var values) ? values.Span.ToArray() : [];

    static string AmountOf(RequestView request, string field) =>
        UInt128.TryParse(TextOf(request, field), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("N0", CultureInfo.InvariantCulture) : "nothing";

    static string TextOf(RequestView request, string field) =>
        request.More is { } more && more.TryGetValue(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
