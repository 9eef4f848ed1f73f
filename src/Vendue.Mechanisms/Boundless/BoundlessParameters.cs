namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>What a Boundless market can be set to. Times in the market's unit.</summary>
public sealed record BoundlessParameters
{
    /// <summary>How many basis points a whole has.</summary>
    public const ushort Whole = 10_000;

    /// <summary>The part of a slashed collateral that is burnt, in basis points, 0 to 10,000. Source value 5,000.</summary>
    [Meaning("The part of a slashed collateral that is burnt, in basis points, 0 to 10000")]
    public ushort SlashingBurnBps { get; init; } = 5_000;

    /// <summary>The market's part of every payment, in basis points, 0 to 10,000. Source value 0.</summary>
    [Meaning("The market's part of every payment, in basis points, 0 to 10000")]
    public ushort MarketFeeBps { get; init; }

    /// <summary>How many blocks a commitment must be older than the delivery it covers; 0 asks for no commitments. Source value 1.</summary>
    [Meaning("How many blocks before its delivery a commitment must stand; 0 asks for none")]
    public uint CommitRevealMinBlocks { get; init; } = 1;

    /// <summary>How long a commitment stands unused. Not in the source, where it stands for ever.</summary>
    [Meaning("How long a commitment stands unused, in the market's time unit")]
    public ulong CommitmentLife { get; init; } = 86_400;

    /// <summary>The most fills of one delivery. Source value 65,535.</summary>
    [Meaning("The most fills of one delivery, at least 1")]
    public uint MaxFills { get; init; } = 65_535;

    /// <summary>The most by which a deadline may follow the lock deadline. Source value 2^24 − 1.</summary>
    [Meaning("The most by which a deadline may follow the lock deadline, in the market's time unit")]
    public ulong LongestSecondaryWindow { get; init; } = (1 << 24) - 1;

    /// <summary>The furthest deadline that can be asked for, from now. Not in the source, which has no limit.</summary>
    [Meaning("The furthest deadline that can be asked for, from now, in the market's time unit")]
    public ulong LongestLife { get; init; } = 31_536_000;

    /// <summary>How long after its last deadline a request stands, for anybody to slash; then the market does it. At least 1.</summary>
    [Meaning("How long after its last deadline a request stands before the market itself slashes, in the market's time unit, at least 1")]
    public ulong SlashGrace { get; init; } = 3_600;

    /// <summary>Whether collateral is posted in the payment asset.</summary>
    [Meaning("Whether collateral is posted in the payment asset")]
    public bool OneAsset { get; init; }

    /// <summary>The most signed versions of one request.</summary>
    [Meaning("The most signed versions of one request, at least 1")]
    public uint MaxVersions { get; init; } = 16;

    /// <summary>The longest data of a predicate, in bytes.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>The most requests that stand at once.</summary>
    [Meaning("The most requests that stand at once")]
    public uint MaxRequests { get; init; } = 1_000_000;

    /// <summary>The most commitments that stand at once.</summary>
    [Meaning("The most commitments that stand at once")]
    public uint MaxCommitments { get; init; } = 1_000_000;

    /// <summary>The most words of flags, of up to 128 requests each, over all clients.</summary>
    [Meaning("The most words of flags, of up to 128 requests each, over all clients")]
    public uint MaxFlagWords { get; init; } = 4_000_000;

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Wrong()
    {
        if (SlashingBurnBps > Whole) return $"slashingBurnBps must be from 0 to {Whole}.";
        if (MarketFeeBps > Whole) return $"marketFeeBps must be from 0 to {Whole}.";
        if (MaxFills is 0 or > ushort.MaxValue) return $"maxFills must be from 1 to {ushort.MaxValue}.";
        if (MaxVersions is 0 or > 1_000) return "maxVersions must be from 1 to 1000.";
        if (SlashGrace == 0) return "slashGrace must be at least 1.";
        if (CommitmentLife == 0) return "commitmentLife must be at least 1.";
        if (LongestPredicate > 1 << 20) return $"longestPredicate must be at most {1 << 20}.";
        return (ulong)MaxRequests * MaxVersions > int.MaxValue || MaxCommitments > int.MaxValue || MaxFlagWords > int.MaxValue
            ? $"maxRequests x maxVersions, maxCommitments and maxFlagWords must each be at most {int.MaxValue}."
            : null;
    }
}
