namespace Vendue.Mechanisms.Stages;

/// <summary>How requests are posted where a stage is a market's own mechanism. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record Posting
{
    const ulong TenYears = 315_360_000_000;

    /// <summary>How long an assigned prover has.</summary>
    [Meaning("How long an assigned prover has, in milliseconds, at most to the deadline")]
    public ulong ProvingTime { get; init; } = 600_000;

    /// <summary>A prover's bond.</summary>
    [Meaning("A prover's bond, in parts of 10,000 of the ceiling (0 to 100,000)")]
    public uint BondBps { get; init; } = 5_000;

    /// <summary>What the requester has of a bond that is taken.</summary>
    [Meaning("What the requester has of a bond that is taken, in parts of 10,000; the treasury has the rest")]
    public uint CompensationBps { get; init; } = 5_000;

    /// <summary>The furthest deadline that can be asked for.</summary>
    [Meaning("The furthest deadline that can be asked for, from now, in milliseconds (at most 10 years)")]
    public ulong LongestLife { get; init; } = 604_800_000;

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>What is wrong, in one sentence; null when nothing is.</summary>
    internal string? Wrong()
    {
        if (ProvingTime > TenYears || LongestLife > TenYears) return "posting.provingTime and posting.longestLife are at most ten years.";
        if (BondBps > 100_000) return "posting.bondBps is at most 100,000.";
        return CompensationBps > 10_000 ? "posting.compensationBps is at most 10,000." : null;
    }
}
