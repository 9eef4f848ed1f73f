using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Client;

namespace Vendue.Cli.Explaining;

/// <summary>A request's story: its events with times and money, for people and for programs.</summary>
sealed class Story(RequestView request, IReadOnlyList<MarketEvent> events, ulong unitsPerSecond)
{
    static readonly HashSet<string> Plain = ["request", "row"];

    /// <summary>One line an event.</summary>
    internal IEnumerable<string> Lines() => events.Select(e => $"{After(e.Now),12}  {Sentence(e)}");

    /// <summary>What each account gained or lost by what moved, free and held money together.</summary>
    internal SortedDictionary<string, SortedDictionary<string, Int128>> Money()
    {
        var money = new SortedDictionary<string, SortedDictionary<string, Int128>>(StringComparer.Ordinal);
        foreach (var moved in events.Where(e => e.Event == "moved"))
        {
            var amount = Int128.Parse(Text(moved, "amount"), CultureInfo.InvariantCulture);
            Add(money, Text(moved, "from"), Text(moved, "asset"), -amount);
            Add(money, Text(moved, "to"), Text(moved, "asset"), amount);
        }
        foreach (var account in money.Values)
            foreach (string asset in account.Where(a => a.Value == 0).Select(a => a.Key).ToList()) account.Remove(asset);
        foreach (string account in money.Where(m => m.Value.Count == 0).Select(m => m.Key).ToList()) money.Remove(account);
        return money;
    }

    /// <summary>One line an account: what it gained and lost.</summary>
    internal IEnumerable<string> Balance() => Money().Select(m => $"{m.Key}: {string.Join(", ", m.Value.Select(a => $"{(a.Value > 0 ? "+" : "")}{a.Value.ToString("N0", CultureInfo.InvariantCulture)} {a.Key}"))}");

    internal JsonArray Machine() => new([.. events.Select(e => JsonSerializer.SerializeToNode(e, WireJson.Options))]);

    internal JsonObject MoneyMachine() => new(Money().Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, new JsonObject(m.Value.Select(a => KeyValuePair.Create<string, JsonNode?>(a.Key, a.Value.ToString(CultureInfo.InvariantCulture)))))));

    /// <summary>The events that decided its fate, in sentences.</summary>
    internal IEnumerable<string> Turns() => events.Where(e => e.Event is "assigned" or "slashed" or "settled" or "reported" or "request-ended").Select(e => $"{After(e.Now).Trim()}: {Sentence(e)}");

    /// <summary>An instant as the time since the request was opened.</summary>
    internal string After(ulong now) => string.Create(CultureInfo.InvariantCulture, $"+{(now - ulong.Min(now, request.Opened)) / (double)unitsPerSecond:0.000} s");

    static string Sentence(MarketEvent e) => e.Event switch
    {
        "request-opened" => $"{Text(e, "requester")} asks for a proof of {Number(e, "work")} units of work, until {Text(e, "ends")}",
        "assigned" => $"{Text(e, "prover")} takes it at {Amount(e, "price", "payment")} with {Amount(e, "bond", "collateral")} at risk, due at {Text(e, "until")}",
        "proof-received" => $"a proof of {Text(e, "prover")} arrives; its verdict follows",
        "settled" => $"{Text(e, "payee")} is paid {Amount(e, "fee", "asset")} for the proof",
        "slashed" => $"{Text(e, "loser")} loses {Amount(e, "amount", "asset")} of its bond",
        "moved" => $"{Amount(e, "amount", "asset")} from {Text(e, "from")} ({Text(e, "fromPlace")}) to {Text(e, "to")} ({Text(e, "toPlace")}): {Text(e, "reason")}",
        "request-ended" => $"it ends: {Text(e, "ending")}",
        _ => $"{e.Event} {string.Join(", ", e.Body.EnumerateObject().Where(p => !Plain.Contains(p.Name)).Select(p => $"{p.Name} {Value(p.Value)}"))}".TrimEnd(),
    };

    static void Add(SortedDictionary<string, SortedDictionary<string, Int128>> money, string account, string asset, Int128 amount)
    {
        if (!money.TryGetValue(account, out var assets)) assets = money[account] = new(StringComparer.Ordinal);
        assets[asset] = assets.GetValueOrDefault(asset) + amount;
    }

    static string Amount(MarketEvent e, string amount, string asset) =>
        $"{(UInt128.TryParse(Text(e, amount), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value.ToString("N0", CultureInfo.InvariantCulture) : Text(e, amount))} {Text(e, asset)}";

    static string Number(MarketEvent e, string field) => ulong.TryParse(Text(e, field), out ulong value) ? value.ToString("N0", CultureInfo.InvariantCulture) : Text(e, field);

    static string Text(MarketEvent e, string field) => e.Body.TryGetProperty(field, out var value) ? Value(value) : "?";

    static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
