using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vendue.Scenarios.Tests.Golden;

/// <summary>
/// What a market did under released rules, kept for ever: the state it began with, every command, its outcome and the hash of
/// the whole state after it. A program that replays it differently has changed rules that others rely on.
/// </summary>
public sealed record GoldenJournal
{
    static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, WriteIndented = true, IndentSize = 1 };

    /// <summary>Where the journals are kept: a folder for each version of a module's rules.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", "golden"));

    /// <summary>The scenario it was recorded from.</summary>
    public required string Scenario { get; init; }

    /// <summary>The genesis, encoded.</summary>
    public required string Genesis { get; init; }

    /// <summary>The state before the first command.</summary>
    public required string Snapshot { get; init; }

    /// <summary>The hash of that state.</summary>
    public required string State { get; init; }

    /// <summary>The commands.</summary>
    public required IReadOnlyList<GoldenEntry> Entries { get; init; }

    /// <summary>The genesis.</summary>
    [JsonIgnore]
    public Genesis Begun => Codec<Genesis>.Of.Decode(GoldenEntry.Bytes(Genesis).Memory);

    public static IEnumerable<string> Files => Directory.Exists(Root) ? Directory.EnumerateFiles(Root, "*.golden.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal) : [];

    public static GoldenJournal Read(string file) => JsonSerializer.Deserialize<GoldenJournal>(File.ReadAllText(Path.Combine(Root, file)), Form)!;

    /// <summary>Keeps the journal; one that stands is never overwritten.</summary>
    public bool TryKeep(string file)
    {
        string path = Path.Combine(Root, file);
        if (File.Exists(path)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Form) + "\n");
        return true;
    }

    static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>One command of a golden journal.</summary>
public sealed record GoldenEntry
{
    public ulong Now { get; init; }

    public ulong Block { get; init; }

    public string Sender { get; init; } = "";

    public string? Receipt { get; init; }

    public byte[]? Verdicts { get; init; }

    public string[]? Draws { get; init; }

    /// <summary>The action's name, for who reads it.</summary>
    public string Name { get; init; } = "";

    public ushort Action { get; init; }

    public string Body { get; init; } = "";

    public string Outcome { get; init; } = "";

    /// <summary>The hash of the whole state afterwards.</summary>
    public string State { get; init; } = "";

    public static GoldenEntry Of(Market market, in Command command, ushort action, Bytes body, Outcome outcome) => new()
    {
        Now = command.Now,
        Block = command.Block,
        Sender = market.Ledger.NameOf(command.Sender).ToString(),
        Receipt = command.Receipt.IsZero ? null : command.Receipt.ToString(),
        Verdicts = command.Verdicts.Length == 0 ? null : [.. command.Verdicts.ToArray().Select(v => (byte)v)],
        Draws = command.Draws.Length == 0 ? null : [.. command.Draws.ToArray().Select(d => d.ToString())],
        Name = market.Actions.FirstOrDefault(a => a.Tag == action)?.Name ?? "",
        Action = action,
        Body = body.ToString(),
        Outcome = outcome.Code,
        State = market.StateHash().ToString(),
    };

    public Outcome Apply(Market market)
    {
        market.Ledger.TryFind(Kernel.Name.Parse(Sender), out Account sender);
        return market.Apply(
            new Command
            {
                Now = Now,
                Block = Block,
                Sender = sender,
                Receipt = Receipt is null ? default : Hash(Receipt),
                Verdicts = (Verdicts ?? []).Select(v => (Verdict)v).ToArray(),
                Draws = (Draws ?? []).Select(Hash).ToArray(),
            },
            Action, Bytes(Body).Memory);
    }

    public static Bytes Bytes(string hex) => Kernel.Bytes.TryParse(hex, out var bytes) ? bytes : throw new FormatException($"{hex} is no byte string.");

    static Hash32 Hash(string hex) => Hash32.TryParse(hex, out var hash) ? hash : throw new FormatException($"{hex} is no hash.");
}
