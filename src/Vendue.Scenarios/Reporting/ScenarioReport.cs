using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>What happened when a scenario was played, and whether it is what was expected.</summary>
public sealed record ScenarioReport
{
    /// <summary>What was played.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The steps as they went.</summary>
    public required IReadOnlyList<StepReport> Steps { get; init; }

    /// <summary>The expectations that did not hold, in order; empty when all did.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }

    /// <summary>What each account has free at the end, in order of opening; amounts in base units.</summary>
    public required IReadOnlyList<Balance> Balances { get; init; }

    /// <summary>What is still held at the end, by owner and purpose.</summary>
    public required IReadOnlyList<Held> Held { get; init; }

    /// <summary>The market's state hash at the end.</summary>
    public required Hash32 StateHash { get; init; }

    /// <summary>Whether all expectations held.</summary>
    public bool Passed => Failures.Count == 0;
}

/// <summary>How one step went.</summary>
public sealed record StepReport
{
    /// <summary>Its position, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The instant at which it was applied.</summary>
    public required ulong At { get; init; }

    /// <summary>The block.</summary>
    public required ulong Block { get; init; }

    /// <summary>Who acted.</summary>
    public required Name By { get; init; }

    /// <summary>The action's name.</summary>
    public required string Action { get; init; }

    /// <summary>The action's fields, with names and labels replaced.</summary>
    public required JsonElement With { get; init; }

    /// <summary>What became of it.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What became of each item, where it was a batch.</summary>
    public required IReadOnlyList<Outcome> Items { get; init; }

    /// <summary>What happened, timers that fired before it included.</summary>
    public required IReadOnlyList<EventReport> Events { get; init; }

    /// <summary>The scenario's remark on it; empty for none.</summary>
    public required string Note { get; init; }

    /// <summary>The expectations of this step that did not hold.</summary>
    public required IReadOnlyList<Failure> Failures { get; init; }
}

/// <summary>Something that happened.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Fields">Its fields in JSON.</param>
/// <param name="Line">One line for people.</param>
public sealed record EventReport(string Name, JsonElement Fields, string Line);

/// <summary>An expectation that did not hold.</summary>
/// <param name="Step">The step's position, from 1; 0 for the end of the scenario.</param>
/// <param name="Where">The expectation, by its path in the file.</param>
/// <param name="Expected">What the file says.</param>
/// <param name="Found">What was found.</param>
public sealed record Failure(int Step, string Where, string Expected, string Found)
{
    /// <summary>One sentence for people.</summary>
    public override string ToString() => $"{(Step == 0 ? "At the end" : $"Step {Step}")}, {Where}: expected {Expected}, found {Found}.";
}

/// <summary>What an account has free of an asset.</summary>
public sealed record Balance(Name Account, Name Asset, Int128 Amount);

/// <summary>What is held of an account's money for a purpose.</summary>
public sealed record Held(Name Owner, Place Place, Name Asset, UInt128 Amount);
