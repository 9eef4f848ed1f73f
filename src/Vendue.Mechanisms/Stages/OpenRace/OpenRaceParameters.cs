namespace Vendue.Mechanisms.Stages;

/// <summary>The parameters of open races. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record OpenRaceParameters
{
    const ulong LongestTime = 86_400_000;

    /// <summary>How long before its delivery a proof must be committed to.</summary>
    [Meaning("How long before its delivery a proof must be committed to, in milliseconds (0 to 86,400,000)")]
    public ulong CommitLead { get; init; } = 1_000;

    /// <summary>How long those who had committed before the race was won can still deliver.</summary>
    [Meaning("How long those who had committed before the race was won can still deliver, in milliseconds (0 to 86,400,000)")]
    public ulong Grace { get; init; } = 10_000;

    /// <summary>How many racers are paid.</summary>
    [Meaning("How many racers are paid (1 to 16); a parent says otherwise")]
    public byte Racers { get; init; } = 1;

    /// <summary>What racers after the first are paid.</summary>
    [Meaning("What racers after the first are paid, in parts of 10,000 of the price; a parent says otherwise")]
    public uint ConsolationBps { get; init; }

    /// <summary>Where the price begins.</summary>
    [Meaning("Where the price begins, in parts of 10,000 of the highest; a parent says otherwise")]
    public uint StartBps { get; init; } = 10_000;

    /// <summary>How long the price rises.</summary>
    [Meaning("How long the price rises, in milliseconds (0 to 86,400,000); a parent says otherwise")]
    public ulong Ramp { get; init; }

    /// <summary>How many stages can be open.</summary>
    [Meaning("How many races can be open at once")]
    public uint MaxOpen { get; init; } = 100_000;

    /// <summary>How many racers one race has.</summary>
    [Meaning("How many racers one race has (1 to 10,000)")]
    public uint MaxRacers { get; init; } = 1_000;

    /// <summary>How many commitments can stand over all races.</summary>
    [Meaning("How many commitments can stand over all races")]
    public uint MaxCommitments { get; init; } = 1_000_000;

    /// <summary>How requests are posted where it is the market's own mechanism.</summary>
    [Meaning("How requests are posted where it is the market's own mechanism; there are no bonds in a race")]
    public Posting Posting { get; init; } = new() { BondBps = 0 };

    /// <summary>What is wrong, in one sentence; null when nothing is.</summary>
    internal string? Wrong()
    {
        if (CommitLead > LongestTime || Grace > LongestTime || Ramp > LongestTime) return $"commitLead, grace and ramp are at most {LongestTime} ms.";
        if (Racers is 0 or > 16) return "racers is from 1 to 16.";
        if (ConsolationBps > 10_000 || StartBps > 10_000) return "consolationBps and startBps are at most 10,000.";
        if (MaxOpen is 0 or > 1 << 30 || MaxCommitments is 0 or > 1 << 30) return "maxOpen and maxCommitments are from 1 to 2^30.";
        if (MaxRacers is 0 or > 10_000) return "maxRacers is from 1 to 10,000.";
        if (Posting.BondBps != 0) return "A race has no bonds: posting.bondBps is 0.";
        return Posting.Wrong();
    }
}
