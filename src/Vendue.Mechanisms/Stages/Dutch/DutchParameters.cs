namespace Vendue.Mechanisms.Stages;

/// <summary>The parameters of Dutch stages. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record DutchParameters
{
    const ulong LongestTime = 86_400_000;

    /// <summary>Where the price begins.</summary>
    [Meaning("Where the price begins, in parts of 10,000 of the ceiling; a parent says otherwise")]
    public uint StartBps { get; init; } = 1_000;

    /// <summary>How long the price rises.</summary>
    [Meaning("How long the price rises, in milliseconds (0 to 86,400,000; 0 for a posted price); a parent says otherwise")]
    public ulong Ramp { get; init; } = 300_000;

    /// <summary>How long a request can be taken.</summary>
    [Meaning("How long a request can be taken, in milliseconds (1 to 86,400,000); a parent says otherwise")]
    public ulong Window { get; init; } = 600_000;

    /// <summary>How many stages can be open.</summary>
    [Meaning("How many stages can be open at once")]
    public uint MaxOpen { get; init; } = 100_000;

    /// <summary>How requests are posted where it is the market's own mechanism.</summary>
    [Meaning("How requests are posted where it is the market's own mechanism")]
    public Posting Posting { get; init; } = new();

    /// <summary>What is wrong, in one sentence; null when nothing is.</summary>
    internal string? Wrong()
    {
        if (StartBps > 10_000) return "startBps is at most 10,000.";
        if (Ramp > LongestTime || Window is 0 or > LongestTime) return $"ramp is at most {LongestTime} ms, window from 1 to as many.";
        if (MaxOpen is 0 or > 1 << 30) return "maxOpen is from 1 to 2^30.";
        return Posting.Wrong();
    }
}
