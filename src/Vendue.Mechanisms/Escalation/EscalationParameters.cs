using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>The parameters of a market of ladders. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record EscalationParameters
{
    const ulong LongestTime = 86_400_000, TenYears = 315_360_000_000;

    /// <summary>The market's own ladder.</summary>
    [Meaning("The ladder of requests that name none")]
    public Ladder Ladder { get; init; } = new();

    /// <summary>The part of a slashed bond that waits for who delivers.</summary>
    [Meaning("The part of a slashed bond that waits for who delivers, in parts of 10,000; the treasury has the rest")]
    public uint BountyBps { get; init; } = 5_000;

    /// <summary>How long a runner-up that is asked has to accept.</summary>
    [Meaning("How long a runner-up that is asked has to accept, in milliseconds (1 to 86,400,000)")]
    public ulong AcceptWindow { get; init; } = 5_000;

    /// <summary>How many provers must say that a request cannot be proven.</summary>
    [Meaning("How many provers must say under bond that a request cannot be proven until it stops (1 to 100)")]
    public uint ObjectionsToStop { get; init; } = 3;

    /// <summary>For how much work prices are remembered.</summary>
    [Meaning("For how much work prices are remembered: a price of this many units")]
    public ulong PriceUnit { get; init; } = 1_000_000;

    /// <summary>How many prices and proving times of a class are remembered.</summary>
    [Meaning("How many prices, one a pair of requester and prover, and how many proving times of a class are remembered (1 to 1,000)")]
    public uint Samples { get; init; } = 101;

    /// <summary>How long an ended request is not bought again.</summary>
    [Meaning("How long the id of an ended request is remembered, in milliseconds (at most 10 years)")]
    public ulong Memory { get; init; } = 86_400_000;

    /// <summary>The furthest deadline that can be asked for.</summary>
    [Meaning("The furthest deadline that can be asked for, from now, in milliseconds (at most 10 years)")]
    public ulong LongestLife { get; init; } = 604_800_000;

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>How many requests can stand.</summary>
    [Meaning("How many requests can stand")]
    public uint MaxRequests { get; init; } = 100_000;

    /// <summary>How many rows each table of exclusions, objections, samples, provers and ended requests has.</summary>
    [Meaning("How many rows each table of exclusions, objections, samples, provers and ended requests has")]
    public uint MaxRows { get; init; } = 1_000_000;

    /// <summary>The sealed second-price stages.</summary>
    [Meaning("The sealed second-price stages")]
    public SecondPriceParameters SecondPrice { get; init; } = new();

    /// <summary>The open races.</summary>
    [Meaning("The open races")]
    public OpenRaceParameters Race { get; init; } = new();

    /// <summary>What is wrong, in one sentence; null when nothing is.</summary>
    internal string? Wrong()
    {
        if (Ladder.Wrong() is { } wrong) return wrong;
        if (BountyBps > 10_000) return "bountyBps is at most 10,000.";
        if (AcceptWindow is 0 or > LongestTime) return $"acceptWindow is from 1 to {LongestTime} ms.";
        if (ObjectionsToStop is 0 or > 100) return "objectionsToStop is from 1 to 100.";
        if (PriceUnit is 0 or > uint.MaxValue) return "priceUnit is from 1 to 2^32 - 1.";
        if (Samples is 0 or > 1_000) return "samples is from 1 to 1,000.";
        if (Memory > TenYears || LongestLife > TenYears) return "memory and longestLife are at most ten years.";
        if (MaxRequests is 0 or > 1 << 30 || MaxRows is 0 or > 1 << 30) return "maxRequests and maxRows are from 1 to 2^30.";
        return SecondPrice.Wrong() ?? Race.Wrong();
    }
}
