using System.Globalization;
using System.Text.Json;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Prover;

namespace Vendue.Cli.Up;

/// <summary>What became of one request, as far as it was seen.</summary>
sealed record TaleRow(Hash32 Request, int Number, string Circuit, string Requester, ulong Work, string State)
{
    internal string Prover { get; init; } = "";

    internal UInt128? Price { get; init; }

    internal string Bond { get; init; } = "";

    internal UInt128 Paid { get; init; }

    internal ulong OpenedAt { get; init; }

    internal ulong? PaidAt { get; init; }

    internal string ProvedIn { get; init; } = "";

    internal bool IsProven => State is "paid" or "settled";

    internal bool IsOver => IsProven || State is "refunded" or "expired" or "cancelled" or "voided" or "unprovable";
}

/// <summary>Follows a market's events and tells them: who asks, who takes it at what price, proves, is paid.</summary>
sealed class MarketTale(IReadOnlyDictionary<Hash32, string> circuits, IReadOnlyDictionary<Name, string> people, ulong unitsPerSecond, Action<string> line)
{
    readonly Lock gate = new();
    readonly Dictionary<Hash32, TaleRow> rows = [];
    ulong began;

    internal IReadOnlyList<TaleRow> Rows
    {
        get
        {
            lock (gate) return [.. rows.Values.OrderBy(r => r.Number)];
        }
    }

    /// <summary>Takes in something that happened.</summary>
    internal void Take(MarketEvent happened)
    {
        lock (gate)
        {
            if (began == 0) began = happened.Now;
            switch (happened.Event)
            {
                case "request-opened": Opened(happened); break;
                case "assigned": Assigned(happened); break;
                case "settled": Settled(happened); break;
                case "slashed": Say(happened.Now, happened.Body, r => r, r => $"{Person(happened.Body, "loser")} loses {Amount(happened.Body, "amount", "asset")} over request {r.Number}"); break;
                case "request-ended": Ended(happened); break;
                case "moved": Issued(happened); break;
                default: break;
            }
        }
    }

    /// <summary>Takes in what a prover tells of its own work.</summary>
    internal void Take(string prover, AgentNote note)
    {
        lock (gate)
        {
            if (!rows.TryGetValue(note.Request, out var row))
            {
                if (note.Step == AgentStep.Failed) line($"{prover}: {note.Text}");
                return;
            }
            if (note.Step == AgentStep.Proved) rows[note.Request] = row with { ProvedIn = note.Text, State = row.IsOver ? row.State : "proved" };
            if (note.Step == AgentStep.Proving) rows[note.Request] = row with { State = row.IsOver ? row.State : "proving" };
            string? told = note.Step switch
            {
                AgentStep.Proving => $"{prover} proves request {row.Number}",
                AgentStep.Proved => $"{prover} has proven request {row.Number} in {note.Text}",
                AgentStep.Failed => $"{prover}, request {row.Number}: {note.Text}",
                _ => null,
            };
            if (told is not null) line(told);
        }
    }

    void Opened(MarketEvent e)
    {
        var id = Id(e.Body, "request");
        rows[id] = new TaleRow(id, rows.Count + 1, circuits.GetValueOrDefault(Id(e.Body, "program"), "?"), Person(e.Body, "requester"), e.Body.GetProperty("work").GetUInt64(), "open") { OpenedAt = e.Now };
        Say(e.Now, e.Body, r => r, r => $"{r.Requester} asks for a proof of {r.Circuit} ({r.Work:N0} constraints): request {r.Number}");
    }

    void Assigned(MarketEvent e) => Say(e.Now, e.Body,
        r => r with { State = "taken", Prover = Person(e.Body, "prover"), Price = UInt128.Parse(e.Body.GetProperty("price").GetString()!, CultureInfo.InvariantCulture), Bond = Amount(e.Body, "bond", "collateral") },
        r => $"{r.Prover} takes request {r.Number} at {Amount(e.Body, "price", "payment")}, with {r.Bond} at risk");

    void Settled(MarketEvent e) => Say(e.Now, e.Body,
        r => r with { State = "paid", Prover = Person(e.Body, "payee"), Paid = r.Paid + UInt128.Parse(e.Body.GetProperty("fee").GetString()!, CultureInfo.InvariantCulture), PaidAt = e.Now },
        r => $"{r.Prover} is paid {Amount(e.Body, "fee", "asset")} for request {r.Number}");

    /// <summary>Money that a reward schedule created; what the custodian deposits is no reward.</summary>
    void Issued(MarketEvent e)
    {
        if (e.Body.GetProperty("from").GetString() != "issued" || e.Body.GetProperty("reason").GetString() is not { } reason || reason == "deposit") return;
        line($"{(e.Now - began) / (double)unitsPerSecond,6:0.0} s  {Person(e.Body, "to")} is rewarded with {Amount(e.Body, "amount", "asset")}, newly issued ({reason})");
    }

    void Ended(MarketEvent e)
    {
        string ending = e.Body.GetProperty("ending").GetString()!;
        Say(e.Now, e.Body, r => r.State == "paid" ? r : r with { State = ending }, r => r.State == "paid" ? null : $"request {r.Number} ended: {ending}");
    }

    void Say(ulong now, JsonElement body, Func<TaleRow, TaleRow> change, Func<TaleRow, string?> sentence)
    {
        if (!rows.TryGetValue(Id(body, "request"), out var row)) return;
        row = rows[row.Request] = change(row);
        if (sentence(row) is { } told) line($"{(now - began) / (double)unitsPerSecond,6:0.0} s  {told}");
    }

    string Person(JsonElement body, string field) =>
        Name.TryParse(body.GetProperty(field).GetString(), out var name) ? people.GetValueOrDefault(name, name.ToString()) : "?";

    static Hash32 Id(JsonElement body, string field) => Hash32.TryParse(body.GetProperty(field).GetString(), out var id) ? id : default;

    static string Amount(JsonElement body, string amount, string asset) =>
        $"{UInt128.Parse(body.GetProperty(amount).GetString()!, CultureInfo.InvariantCulture):N0} {body.GetProperty(asset).GetString()}";
}
