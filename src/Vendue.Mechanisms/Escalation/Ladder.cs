namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>The kinds of stage that a ladder has.</summary>
public enum Format : byte
{
    /// <summary>Sealed offers; the lowest wins at the price of the second-lowest.</summary>
    SecondPrice,
    /// <summary>A price that rises until somebody takes it.</summary>
    Dutch,
    /// <summary>Whoever proves first.</summary>
    Race,
}

/// <summary>How a request climbs: frozen with it. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record Ladder
{
    const ulong LongestTime = 86_400_000;

    /// <summary>The formats, in the order in which they are tried; a race, where there is one, stands last.</summary>
    [Meaning("The formats in the order in which they are tried; a race stands last")]
    public Format[] Formats { get; init; } = [Format.SecondPrice, Format.Dutch, Format.Race];

    /// <summary>Whether the first ceiling is the cap.</summary>
    [Meaning("Whether the first ceiling is the cap, whatever the reference price")]
    public bool FromCap { get; init; }

    /// <summary>The first ceiling, in percent of the reference price.</summary>
    [Meaning("The first ceiling in percent of the reference price (100 to 1,000)")]
    public uint BufferPct { get; init; } = 120;

    /// <summary>The numerator by which a ceiling grows.</summary>
    [Meaning("The numerator by which a ceiling grows")]
    public uint GrowthNum { get; init; } = 2;

    /// <summary>The denominator by which a ceiling grows.</summary>
    [Meaning("The denominator by which a ceiling grows; growth is 1 to 10, and at 1 the ceiling stays")]
    public uint GrowthDen { get; init; } = 1;

    /// <summary>Where a Dutch price begins, in percent of the ceiling.</summary>
    [Meaning("Where the first Dutch price begins, in percent of the ceiling (0 to 100)")]
    public uint StartPct { get; init; } = 100;

    /// <summary>The numerator by which the beginning of a Dutch price grows.</summary>
    [Meaning("The numerator by which the beginning of a Dutch price grows")]
    public uint StartNum { get; init; } = 2;

    /// <summary>The denominator by which the beginning of a Dutch price grows.</summary>
    [Meaning("The denominator by which the beginning of a Dutch price grows; 1 to 10")]
    public uint StartDen { get; init; } = 1;

    /// <summary>Whether a Dutch price rises to the cap.</summary>
    [Meaning("Whether a Dutch price rises to the cap; otherwise to the ceiling")]
    public bool DutchToCap { get; init; } = true;

    /// <summary>How long a Dutch price rises.</summary>
    [Meaning("How long a Dutch price rises, in milliseconds (0 to 86,400,000)")]
    public ulong Ramp { get; init; } = 300_000;

    /// <summary>How long the first stage takes offers.</summary>
    [Meaning("How long the first stage takes offers, in milliseconds (1 to 3,600,000)")]
    public ulong Window { get; init; } = 30_000;

    /// <summary>How long a stage takes offers at most.</summary>
    [Meaning("How long a stage takes offers at most, in milliseconds (to 3,600,000)")]
    public ulong LongestWindow { get; init; } = 3_600_000;

    /// <summary>How many stages of a format may find no or too few offers before the next format.</summary>
    [Meaning("How many stages of a format may find no or too few offers before the next format (1 to 5)")]
    public uint AttemptsPerFormat { get; init; } = 1;

    /// <summary>How many offers are wanted, until there were too few once.</summary>
    [Meaning("How many offers are wanted, until there were too few once (0 to 20)")]
    public uint MinOffers { get; init; } = 2;

    /// <summary>How many stages there are at most, the race at the end not counted.</summary>
    [Meaning("How many stages there are at most, a race at the end not counted (1 to 32)")]
    public uint MaxAttempts { get; init; } = 8;

    /// <summary>How long to wait before each stage, by its number; the last is repeated.</summary>
    [Meaning("How long to wait before each stage, in milliseconds, by its number; the last is repeated (1 to 32 entries)")]
    public ulong[] Backoff { get; init; } = [0, 60_000, 120_000, 300_000];

    /// <summary>Whether a race is opened at the cap when there is time for one proof only.</summary>
    [Meaning("Whether a race is opened at the cap when there is time for one proof only")]
    public bool PanicRace { get; init; } = true;

    /// <summary>How many racers are paid.</summary>
    [Meaning("How many racers are paid (1 to 16)")]
    public byte Racers { get; init; } = 1;

    /// <summary>What racers after the first are paid.</summary>
    [Meaning("What racers after the first are paid, in parts of 10,000 of the price (0 to 10,000)")]
    public uint ConsolationBps { get; init; }

    /// <summary>Whether stages after the first admit only provers that are nearly always on time.</summary>
    [Meaning("Whether stages after the first admit only provers that were on time in 99 of 100 assignments")]
    public bool OnTimeOnly { get; init; }

    /// <summary>What is wrong with the ladder, in one sentence; null when nothing is.</summary>
    public string? Wrong()
    {
        if (Formats.Length is 0 or > 3 || Formats.Distinct().Count() < Formats.Length) return "formats names one to three formats, each once.";
        if (Formats.Contains(Format.Race) && Formats[^1] != Format.Race) return "A race stands last among the formats, since it lasts until the deadline.";
        if (BufferPct is < 100 or > 1_000) return "bufferPct is from 100 to 1,000.";
        if (Grows(GrowthNum, GrowthDen) || Grows(StartNum, StartDen)) return "Growth is from 1 to 10.";
        if (StartPct > 100) return "startPct is at most 100.";
        if (Ramp > LongestTime) return $"ramp is at most {LongestTime} ms.";
        if (Window == 0 || Window > LongestWindow || LongestWindow > 3_600_000) return "window is from 1 ms to longestWindow, and that at most 3,600,000 ms.";
        if (AttemptsPerFormat is 0 or > 5) return "attemptsPerFormat is from 1 to 5.";
        if (MinOffers > 20) return "minOffers is at most 20.";
        if (MaxAttempts is 0 or > 32) return "maxAttempts is from 1 to 32.";
        if (Backoff.Length is 0 or > 32 || Backoff.Any(b => b > LongestTime)) return $"backoff has one to 32 entries of at most {LongestTime} ms.";
        if (Racers is 0 or > 16) return "racers is from 1 to 16.";
        return ConsolationBps > 10_000 ? "consolationBps is at most 10,000." : null;
    }

    /// <summary>The ladder with its times in a market's unit, rounded up.</summary>
    public Ladder In(TimeUnit unit) => unit == TimeUnit.Milliseconds ? this : this with
    {
        Ramp = Seconds(Ramp),
        Window = Seconds(Window),
        LongestWindow = Seconds(LongestWindow),
        Backoff = [.. Backoff.Select(Seconds)],
    };

    static bool Grows(uint num, uint den) => den == 0 || num < den || num / 10 > den || (ulong)num > 10UL * den;

    static ulong Seconds(ulong milliseconds) => (milliseconds + 999) / 1000;
}
