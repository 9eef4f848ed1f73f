using Vendue.Mechanisms.TaikoBlocks;

namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>The parameters of a market of assigned blocks. Times are in milliseconds, rounded up to the market's time unit; amounts in base units.</summary>
public sealed partial record TaikoAssignedBlocksParameters
{
    const ulong LongestTime = 315_360_000_000;
    const int MostTiers = 16;

    /// <summary>10^18 base units.</summary>
    static UInt128 Token => 1_000_000_000_000_000_000;

    /// <summary>The tiers, each more trusted than those before it.</summary>
    [Meaning("The tiers, each more trusted than those before it")]
    public TierTerms[] Tiers { get; init; } = MainnetTiers;

    /// <summary>The odds of the tier that a block needs at least.</summary>
    [Meaning("The tier that a block needs at least: the first whose modulus divides the block's random number; the last modulus is 1")]
    public TierOdds[] MinimumTier { get; init; } = [new(1_000, "sgx-zkvm"), new(1, "sgx")];

    /// <summary>What an assignee puts up.</summary>
    [Meaning("What an assignee puts up for each block, in base units")]
    public UInt128 LivenessBond { get; init; } = 250 * Token;

    /// <summary>When the liveness bond is decided on.</summary>
    [Meaning("When the liveness bond is decided on: at the first proof, or when a proof is final")]
    public LivenessRule Liveness { get; init; }

    /// <summary>Whether an assignee may make no other proof of its block than the first, in its window.</summary>
    [Meaning("Whether an assignee may make no other proof of its block than the first, in its window")]
    public bool BarAssignee { get; init; }

    /// <summary>Where the public values of a proof say what they claim.</summary>
    [Meaning("Where the public values of a proof say parent and result: positions of 32-byte elements, 65,535 for none")]
    public TransitionLayout Layout { get; init; } = TransitionLayout.Unlinked;

    /// <summary>The account that receives what the protocol keeps.</summary>
    [Meaning("The account that receives what the protocol keeps")]
    public Name Protocol { get; init; } = "protocol";

    /// <summary>How long a block may stand unproven.</summary>
    [Meaning("How long a block may stand unproven, in milliseconds; then its liveness bond is kept")]
    public ulong LongestUnproven { get; init; } = 604_800_000;

    /// <summary>The furthest expiry of a signed assignment or standing offer.</summary>
    [Meaning("The furthest expiry of a signed assignment, in milliseconds from now")]
    public ulong LongestOffer { get; init; } = 3_600_000;

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>How many blocks may stand.</summary>
    [Meaning("How many blocks may stand")]
    public uint MostBlocks { get; init; } = 200_000;

    /// <summary>How many standing offers there may be.</summary>
    [Meaning("How many standing offers there may be")]
    public uint MostOffers { get; init; } = 10_000;

    /// <summary>How many approvals may stand.</summary>
    [Meaning("How many approvals may stand")]
    public uint MostApprovals { get; init; } = 10_000;

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Check()
    {
        if (Tiers.Length is 0 or > MostTiers) return $"There must be from 1 to {MostTiers} tiers.";
        foreach (var tier in Tiers)
            if (Wrong(tier) is { } wrong) return wrong;
        if (Tiers.DistinctBy(t => t.Name).Count() < Tiers.Length) return "Each tier needs a name of its own.";
        if (MinimumTier.Length is 0 or > MostTiers || MinimumTier[^1].Modulus != 1 || MinimumTier.Any(o => o.Modulus == 0)) return "minimumTier must have from 1 to 16 odds, their moduli above zero and the last of them 1.";
        if (MinimumTier.FirstOrDefault(o => !Tiers.Any(t => t.Name == o.Tier)) is { Modulus: > 0 } unknown) return $"minimumTier names '{unknown.Tier}', which is no tier.";
        if (LivenessBond > Ledger.LargestSupply) return "livenessBond must be at most 2^120.";
        if (Protocol.IsEmpty) return "protocol must name an account.";
        if (LongestUnproven is 0 or > LongestTime || LongestOffer > LongestTime) return "longestUnproven must be from 1 ms to ten years, longestOffer at most that.";
        if (LongestPredicate > 1 << 20) return "longestPredicate must be at most 1,048,576 bytes.";
        if (MostBlocks is 0 or > 1 << 26 || MostOffers is 0 or > 1 << 26 || MostApprovals is 0 or > 1 << 26) return "mostBlocks, mostOffers and mostApprovals must be from 1 to 2^26.";
        return Layout.Check();
    }

    static string? Wrong(TierTerms tier)
    {
        if (tier.Name.IsEmpty) return "Each tier needs a name.";
        if (tier.Window > LongestTime) return $"The window of tier '{tier.Name}' must be at most ten years.";
        if (tier.Programs.Length > MostTiers) return $"Tier '{tier.Name}' may have at most {MostTiers} programs.";
        if (!tier.Guardians.IsEmpty && tier.Programs.Length > 0) return $"Tier '{tier.Name}' has guardians or programs, not both.";
        return tier.Approvals > byte.MaxValue || (tier.Approvals == 0) != tier.Guardians.IsEmpty ? $"Tier '{tier.Name}' needs from 1 to 255 approvals of its guardians, or has none of both." : null;
    }
}
