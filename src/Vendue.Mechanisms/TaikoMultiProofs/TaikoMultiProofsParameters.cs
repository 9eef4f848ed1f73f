namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>The parameters of tiered, contestable finality. Times are in milliseconds, rounded up to the market's time unit; amounts in base units.</summary>
public sealed record TaikoMultiProofsParameters
{
    const ulong LongestTime = 315_360_000_000, Minute = 60_000;
    const int MostTiers = 16;
    static readonly UInt128 Token = 1_000_000_000_000_000_000;

    /// <summary>The tiers, each more trusted than those before it.</summary>
    [Meaning("The tiers, each more trusted than those before it; the last is the top")]
    public TierBonds[] Tiers { get; init; } =
    [
        new() { Name = "optimistic", Validity = 250 * Token, Contest = 500 * Token, Verifies = 16 },
        new() { Name = "sgx", Validity = 250 * Token, Contest = 1_640 * Token, Verifies = 8 },
        new() { Name = "sgx-zkvm", Validity = 500 * Token, Contest = 3_280 * Token, Verifies = 4 },
        new() { Name = "guardian-minority", Validity = 500 * Token, Contest = 3_280 * Token, Verifies = 16 },
        new() { Name = "guardian", Cooldown = 60 * Minute, Verifies = 16 },
    ];

    /// <summary>How the loser's bond is divided.</summary>
    [Meaning("How the loser's bond is divided: under friction, or in quarters as in alpha-7")]
    public BondRules Bonds { get; init; } = new(BondRule.Friction, 1_250, 3, 1);

    /// <summary>Whether a block's assignee may not contest.</summary>
    [Meaning("Whether a block's assignee may not contest its proofs")]
    public bool BarAssignee { get; init; }

    /// <summary>Whether timers make claims final.</summary>
    [Meaning("Whether timers make claims final; otherwise proofs and calls do, as in the source")]
    public bool ByTimer { get; init; } = true;

    /// <summary>How long a contest may last.</summary>
    [Meaning("How long a contest may last, in milliseconds; then the claim is dropped and both bonds return")]
    public ulong LongestContest { get; init; } = 604_800_000;

    /// <summary>How long a claim whose cooldown is over may wait for the blocks before it.</summary>
    [Meaning("How long a claim whose cooldown is over may wait for the blocks before it, in milliseconds; then its block is void")]
    public ulong LongestWait { get; init; } = 1_209_600_000;

    /// <summary>The result that the first block builds on.</summary>
    [Meaning("The result that the first block builds on, where results form a chain")]
    public Hash32 FirstParent { get; init; }

    /// <summary>The account that receives what the protocol keeps.</summary>
    [Meaning("The account that receives what the protocol keeps")]
    public Name Protocol { get; init; } = "protocol";

    /// <summary>How many claims from different parents a request may have.</summary>
    [Meaning("How many claims from different parents a request may have, beside the one that builds on the last final result")]
    public uint MostParents { get; init; } = 16;

    /// <summary>How many requests may stand in order, or with claims.</summary>
    [Meaning("How many requests may stand in order, or with claims")]
    public uint MostRequests { get; init; } = 200_000;

    /// <summary>How many claims may stand.</summary>
    [Meaning("How many claims may stand")]
    public uint MostClaims { get; init; } = 400_000;

    /// <summary>The testnet alpha-7.</summary>
    public static TaikoMultiProofsParameters Alpha7 { get; } = new()
    {
        Tiers =
        [
            new() { Name = "optimistic", Validity = 250 * Token, Contest = 500 * Token },
            new() { Name = "sgx", Validity = 500 * Token, Contest = 1_000 * Token },
            new() { Name = "sgx-zkvm", Validity = 1_000 * Token, Contest = 2_000 * Token },
            new() { Name = "guardian" },
        ],
        Bonds = new(BondRule.Quarters, 0, 0, 0),
        BarAssignee = true,
    };

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Check()
    {
        if (Tiers.Length is 0 or > MostTiers) return $"There must be from 1 to {MostTiers} tiers.";
        foreach (var (position, tier) in Tiers.Index())
            if (Wrong(tier, position == Tiers.Length - 1) is { } wrong) return wrong;
        if (Tiers.DistinctBy(t => t.Name).Count() < Tiers.Length) return "Each tier needs a name of its own.";
        if (Bonds.FrictionPoints > 10_000) return "The friction must be at most 10,000 hundredths of a percent.";
        if (Bonds.Rule == BondRule.Friction && Bonds.ContesterParts + Bonds.ProverParts == 0) return "A lost validity bond must have parts.";
        if (LongestContest is 0 or > LongestTime || LongestWait > LongestTime) return "longestContest must be from 1 ms to ten years, longestWait at most that.";
        if (Protocol.IsEmpty) return "protocol must name an account.";
        return MostParents is 0 or > 1_024 || MostRequests is 0 or > 1 << 26 || MostClaims is 0 or > 1 << 28 ? "mostParents must be from 1 to 1,024, mostRequests from 1 to 2^26, mostClaims from 1 to 2^28." : null;
    }

    static string? Wrong(TierBonds tier, bool isTop)
    {
        if (tier.Name.IsEmpty) return "Each tier needs a name.";
        if (tier.Cooldown is 0 or > LongestTime) return $"The cooldown of tier '{tier.Name}' must be from 1 ms to ten years.";
        if (tier.Verifies > 64) return $"Tier '{tier.Name}' may look at 64 blocks with each proof.";
        if (UInt128.Max(tier.Validity, tier.Contest) > Ledger.LargestSupply / 4) return $"The bonds of tier '{tier.Name}' must be at most 2^118.";
        return isTop != (tier.Validity == 0) || isTop != (tier.Contest == 0) ? $"Tier '{tier.Name}' must have {(isTop ? "no bonds, being the top" : "both bonds: only the top has none")}." : null;
    }
}
