using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>A market's story told step by step, with what must come of it. Read from a file by <see cref="Read"/>.</summary>
public sealed record Scenario
{
    /// <summary>The longest file that is read, in characters.</summary>
    public const int LongestFile = 4 * 1024 * 1024;

    /// <summary>The most steps that are played.</summary>
    public const int MostSteps = 100_000;

    internal Scenario() { }

    /// <summary>What it shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What it shows, in a sentence; empty when the title says all.</summary>
    public required string About { get; init; }

    /// <summary>Where its numbers come from; empty when they are its own.</summary>
    public required string Source { get; init; }

    /// <summary>The mechanism's name in the catalogue.</summary>
    public required string Mechanism { get; init; }

    internal string? Profile { get; init; }

    /// <summary>The version of the mechanism's rules; null for the newest.</summary>
    public ushort? Rules { get; init; }

    internal JsonElement? Parameters { get; init; }

    internal ModuleGiven? Finality { get; init; }

    internal ModuleGiven[]? Schedules { get; init; }

    internal JsonElement? Limits { get; init; }

    internal IReadOnlyList<Name>? Assets { get; init; }

    internal TimeUnit Time { get; init; }

    internal ulong VerdictWait { get; init; }

    internal Hash32 BeaconAnchor { get; init; }

    internal IReadOnlyList<(Name Office, Name Holder)> Authorities { get; init; } = [];

    internal IReadOnlyList<Opening> Accounts { get; init; } = [];

    internal IReadOnlyList<Binding> Let { get; init; } = [];

    internal IReadOnlyList<RowGiven> Given { get; init; } = [];

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    internal Books Finally { get; init; } = Books.Empty;

    /// <summary>Reads a scenario file: JSON with comments and trailing commas.</summary>
    /// <exception cref="ScenarioException">It is no scenario; the message names the field.</exception>
    public static Scenario Read(string json) => ScenarioReader.Read(json);
}

/// <summary>An account and what it begins with.</summary>
sealed record Opening(Name Account, IReadOnlyList<(Name Asset, UInt128 Amount, string Path)> Deposits);

/// <summary>A name for a value, to be written later as $name.</summary>
sealed record Binding(string Name, JsonElement Value, string Path);

/// <summary>A row that a table begins with.</summary>
sealed record RowGiven(string Table, JsonElement Row, string Path);

/// <summary>One step of a scenario.</summary>
public sealed record ScenarioStep
{
    internal ScenarioStep() { }

    internal string Path { get; init; } = "";

    /// <summary>Its position, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The instant; null for that of the step before.</summary>
    public ulong? At { get; init; }

    /// <summary>The block; null for that of the step before.</summary>
    public ulong? Block { get; init; }

    /// <summary>Who acts; null for the sequencer, in a step that only lets time pass.</summary>
    public Name? By { get; init; }

    /// <summary>The action; null in a step that only lets time pass.</summary>
    public string? Do { get; init; }

    /// <summary>A remark shown in the story; empty for none.</summary>
    public required string Note { get; init; }

    internal JsonElement? With { get; init; }

    internal Verdict[]? Verdicts { get; init; }

    internal IReadOnlyList<(JsonElement Value, string Path)> Draws { get; init; } = [];

    internal (JsonElement Value, string Path)? Receipt { get; init; }

    internal IReadOnlyList<Binding> Let { get; init; } = [];

    internal IReadOnlyList<(string Name, string Event, string Field, string Path)> Remember { get; init; } = [];

    /// <summary>The outcome expected, as "applied", "marked:code" or "refused:code"; null when any will do.</summary>
    public string? Expect { get; init; }

    internal IReadOnlyList<string>? Items { get; init; }

    internal IReadOnlyList<EventExpected> Events { get; init; } = [];

    internal Books Books { get; init; } = Books.Empty;
}

/// <summary>An event that must occur, with the fields that are given.</summary>
sealed record EventExpected(string Event, JsonElement Fields, string Path);

/// <summary>What the books must say at an instant.</summary>
sealed record Books
{
    public static readonly Books Empty = new();

    public IReadOnlyList<(Name Account, Name Asset, Int128 Amount, string Path)> Balances { get; init; } = [];

    public IReadOnlyList<(Name Asset, Int128 Amount, string Path)> Held { get; init; } = [];

    public IReadOnlyList<RowGiven> Rows { get; init; } = [];

    public IReadOnlyList<(string Table, ulong Count, string Path)> Counts { get; init; } = [];
}

/// <summary>A finality policy or reward schedule that a scenario's market has.</summary>
/// <param name="Name">Its name in the catalogue.</param>
/// <param name="Profile">The named parameters it begins from; null for the defaults.</param>
/// <param name="Parameters">Those of its parameters that differ from the defaults.</param>
/// <param name="Path">Where the file says so.</param>
sealed record ModuleGiven(string Name, string? Profile, JsonElement? Parameters, string Path)
{
    public string ParametersPath => Path.Length == 0 ? "parameters" : Path + ".parameters";
}
