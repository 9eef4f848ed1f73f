using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Client;

namespace Vendue.Cli.Explaining;

/// <summary>An estimate as people and programs read it.</summary>
static class EstimateText
{
    internal static string Of(EstimateView estimate, MarketClient market)
    {
        string asset = market.Genesis.Assets[0].ToString();
        var lines = new List<string>
        {
            estimate.Price is { } price ? $"Likely price: {N(price)} {asset}." : "Likely price: unknown; nothing was paid in this market yet.",
            estimate.Wait is { } wait ? $"Likely wait: {Seconds(wait, market)}." : "Likely wait: unknown; nothing was settled in this market yet.",
        };
        if (estimate.Rules is { } rules)
            lines.Add($"By the rules: from {N(rules.Least)} to {N(rules.Most)} {asset}{(rules.Bond > 0 ? $", {N(rules.Bond)} at risk for its prover" : "")}. {rules.Because}");
        if (estimate.Recent is { } recent)
            lines.Add($"Lately: {recent.Settled} of {recent.Requests} ended requests were paid, at {N(recent.PricePerMillion.Low)} to {N(recent.PricePerMillion.High)} {asset} for 1,000,000 units of work (half of them), within {Seconds((ulong)recent.Wait.Low, market)} to {Seconds((ulong)recent.Wait.High, market)}.");
        return string.Join('\n', lines);
    }

    internal static JsonObject Machine(EstimateView estimate) => JsonSerializer.SerializeToNode(estimate, WireJson.Options)!.AsObject();

    static string N(UInt128 amount) => amount.ToString("N0", CultureInfo.InvariantCulture);

    static string Seconds(ulong time, MarketClient market) => string.Create(CultureInfo.InvariantCulture, $"{time / (double)market.Market.UnitsPerSecond:0.0} s");
}
