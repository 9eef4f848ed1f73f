using System.Collections.Concurrent;
using System.Globalization;

namespace Vendue.Conformance.Tests.Playing;

/// <summary>What the games over one subject reached: outcomes by action, codes of refusal, endings, events.</summary>
sealed class Coverage
{
    readonly ConcurrentDictionary<(string Action, OutcomeKind Kind), int> outcomes = [];
    readonly ConcurrentDictionary<string, int> codes = [];
    readonly ConcurrentDictionary<string, int> told = [];

    /// <summary>How many commands were given, ticks apart.</summary>
    public int Commands => outcomes.Where(o => o.Key.Action != "tick").Sum(o => o.Value);

    public int Accepted => outcomes.Where(o => o.Key.Action != "tick" && o.Key.Kind != OutcomeKind.Refused).Sum(o => o.Value);

    public void Note(string action, Outcome outcome)
    {
        outcomes.AddOrUpdate((action, outcome.Kind), 1, (_, n) => n + 1);
        codes.AddOrUpdate(outcome.Code, 1, (_, n) => n + 1);
    }

    public void Note(EventLog events)
    {
        for (int i = 0; i < events.Count; i++) told.AddOrUpdate(events.KindAt(i).Name, 1, (_, n) => n + 1);
        foreach (var ended in events.OfType<RequestEnded>()) told.AddOrUpdate("ended: " + ended.Ending, 1, (_, n) => n + 1);
    }

    /// <summary>Whether an action was applied or marked at least once.</summary>
    public bool WasAccepted(string action) => outcomes.Keys.Any(o => o.Action == action && o.Kind != OutcomeKind.Refused);

    /// <summary>The share of commands that were applied, and how often each action, code and event was reached.</summary>
    public string Report()
    {
        string actions = string.Join(", ", outcomes.Keys.Select(k => k.Action).Distinct().Order(StringComparer.Ordinal).Select(a =>
            string.Create(CultureInfo.InvariantCulture, $"{a} {Count(a, OutcomeKind.Applied) + Count(a, OutcomeKind.Marked)}/{Count(a, OutcomeKind.Applied) + Count(a, OutcomeKind.Marked) + Count(a, OutcomeKind.Refused)}")));
        return string.Create(CultureInfo.InvariantCulture, $"{Commands} commands, {100.0 * Accepted / int.Max(1, Commands):0}% applied\n  accepted of given: {actions}\n  codes: {List(codes)}\n  told: {List(told)}");
    }

    int Count(string action, OutcomeKind kind) => outcomes.GetValueOrDefault((action, kind));

    static string List(ConcurrentDictionary<string, int> counts) => string.Join(", ", counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
}
