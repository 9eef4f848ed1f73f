namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>What a market of epochs can be set to. Times in the market's unit.</summary>
public sealed record AztecEpochProvingParameters
{
    /// <summary>The highest fee of a quote, in basis points.</summary>
    public const uint Whole = 10_000;

    const ulong TenYears = 315_360_000_000;

    /// <summary>How long a slot is. Source value 36 s.</summary>
    [Meaning("How long a slot is, in the market's time unit, at least 1")]
    public ulong SlotDuration { get; init; } = 36;

    /// <summary>E. Source value 32.</summary>
    [Meaning("E: how many slots an epoch has, at least 2")]
    public uint EpochDuration { get; init; } = 32;

    /// <summary>C. Source value 13.</summary>
    [Meaning("C: in how many slots of the next epoch an epoch can be claimed, from 1 to E - 1")]
    public uint ClaimWindow { get; init; } = 13;

    /// <summary>The least bond. Source value 1,000 in the contract, 100 in the design.</summary>
    [Meaning("The least bond, in base units of the collateral asset")]
    public UInt128 MinBond { get; init; } = 1_000;

    /// <summary>D. Source value 3 epochs.</summary>
    [Meaning("D: how long after asking a deposit can be taken out, in the market's time unit; at least 2 epochs, so that it outlives a claim")]
    public ulong WithdrawDelay { get; init; } = 3_456;

    /// <summary>The highest fee. Source value 10,000.</summary>
    [Meaning("The highest fee of a quote, in basis points, 0 to 10000")]
    public uint MaxBps { get; init; } = Whole;

    /// <summary>What is newly issued for each block proven.</summary>
    [Meaning("What is newly issued for each block proven, in base units of the payment asset")]
    public UInt128 BlockReward { get; init; }

    /// <summary>Whether this rollup is canonical: only then is there a block reward.</summary>
    [Meaning("Whether this rollup is the canonical one: only then is there a block reward")]
    public bool Canonical { get; init; } = true;

    /// <summary>Who proposes: slot s has the proposer at s mod their number. Empty: no slot has a proposer, and anybody may propose and claim.</summary>
    [Meaning("The proposers: slot s has the one at s mod their number; with none, anybody may propose and claim")]
    public Name[] Proposers { get; init; } = [];

    /// <summary>Whether the bond of a failed claim compensates the coinbases of the blocks rolled back; otherwise it is burnt.</summary>
    [Meaning("Whether the bond of a failed claim is divided among the coinbases of its epoch's blocks instead of being burnt")]
    public bool CompensateRolledBack { get; init; }

    /// <summary>Whether the contract's defects are reproduced.</summary>
    [Meaning("Whether the contract's defects are reproduced: running epochs can be claimed, part of an epoch proven, and a claim outlives its payment")]
    public bool StrictSourceQuirks { get; init; }

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>How many unproven blocks may stand.</summary>
    [Meaning("How many unproven blocks may stand")]
    public uint MaxBlocks { get; init; } = 65_536;

    /// <summary>How many blocks are rolled back at once; the rest follows at the next instants.</summary>
    [Meaning("How many blocks are rolled back at once; the rest follows at the next instants")]
    public uint BlocksAtOnce { get; init; } = 1_024;

    /// <summary>How many provers may have deposits.</summary>
    [Meaning("How many provers may have deposits")]
    public uint MaxProvers { get; init; } = 100_000;

    /// <summary>How many quotes may stand.</summary>
    [Meaning("How many quotes may stand")]
    public uint MaxQuotes { get; init; } = 100_000;

    /// <summary>How long an epoch is.</summary>
    internal UInt128 EpochTime => (UInt128)SlotDuration * EpochDuration;

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Wrong()
    {
        if (SlotDuration is 0 or > TenYears) return "slotDuration must be from 1 to ten years of milliseconds.";
        if (EpochDuration is < 2 or > 1_000_000) return "epochDuration must be from 2 to 1,000,000 slots.";
        if (ClaimWindow == 0 || ClaimWindow >= EpochDuration) return "claimWindow must be from 1 to epochDuration - 1.";
        if (WithdrawDelay < 2 * EpochTime || WithdrawDelay > TenYears) return "withdrawDelay must be at least two epochs, so that a deposit outlives a claim, and at most ten years of milliseconds.";
        if (MaxBps > Whole) return $"maxBps must be from 0 to {Whole}.";
        if (MinBond > Ledger.LargestSupply || BlockReward > Ledger.LargestSupply) return "minBond and blockReward must be at most 2^120.";
        if (Proposers.Any(p => p.IsEmpty) || Proposers.Length > 10_000) return "proposers must be at most 10,000 names.";
        if (LongestPredicate > 1 << 20) return "longestPredicate must be at most 1,048,576 bytes.";
        if (BlocksAtOnce is 0 or > 1_000_000) return "blocksAtOnce must be from 1 to 1,000,000.";
        uint[] limits = [MaxBlocks, MaxProvers, MaxQuotes];
        return limits.Any(l => l is 0 or > 1 << 29) ? "maxBlocks, maxProvers and maxQuotes must be from 1 to 2^29." : null;
    }
}
