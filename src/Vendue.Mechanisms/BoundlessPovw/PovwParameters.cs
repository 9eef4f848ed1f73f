namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>How much a unit of work counts.</summary>
/// <param name="Unit">The unit, as statements name it.</param>
/// <param name="Weight">The numerator of its weight.</param>
/// <param name="Per">The denominator of its weight.</param>
public readonly record struct WorkWeight(Name Unit, uint Weight, uint Per);

/// <summary>What the reward schedule can be set to. Times in the market's unit, amounts in base units of the emission asset.</summary>
public sealed record PovwParameters
{
    /// <summary>The emission asset, by its position among the market's: 2 for the third; 1 where collateral and emission are one token, as in the source.</summary>
    [Meaning("The emission asset, by its position among the market's assets: 2 for the third; 1 to emit the collateral's")]
    public byte EmissionAsset { get; init; } = 2;

    /// <summary>The instant at which epoch 0 begins; 0 for the market's own beginning.</summary>
    [Meaning("The instant at which epoch 0 begins, in the market's time unit; 0 for when the market begins")]
    public ulong FirstEpoch { get; init; }

    /// <summary>How long an epoch is. Source value 172,800 s.</summary>
    [Meaning("How long an epoch is, in the market's time unit, at least 1")]
    public ulong EpochLength { get; init; } = 172_800;

    /// <summary>The supply at the start of epoch 0. Source value 10^9 tokens of 18 decimals.</summary>
    [Meaning("The supply at the start of epoch 0, in base units, from which the token's schedule emits")]
    public UInt128 InitialSupply { get; init; } = 1_000_000_000 * (UInt128)1_000_000_000_000_000_000;

    /// <summary>The part of the emission that is for work, in basis points; the rest is for stake. Source value 7,500.</summary>
    [Meaning("The part of the emission that is for work, in basis points, 0 to 10000; the rest is for stake")]
    public ushort MiningBps { get; init; } = 7_500;

    /// <summary>Whether every epoch emits the same.</summary>
    [Meaning("Whether every epoch emits miningPool and stakingPool, instead of what the token's schedule emits")]
    public bool FixedPools { get; init; }

    /// <summary>What every epoch emits for work, if pools are fixed.</summary>
    [Meaning("What every epoch emits for work, in base units, if pools are fixed")]
    public UInt128 MiningPool { get; init; }

    /// <summary>What every epoch emits for stake, if pools are fixed.</summary>
    [Meaning("What every epoch emits for stake, in base units, if pools are fixed")]
    public UInt128 StakingPool { get; init; }

    /// <summary>A log's reward in an epoch is at most its reward power divided by this. Source value 15.</summary>
    [Meaning("A log's reward in an epoch is at most its reward power divided by this, at least 1")]
    public uint CapScalar { get; init; } = 15;

    /// <summary>Reward power is stake divided by this. Source value 1.</summary>
    [Meaning("Reward and voting power are stake divided by this, at least 1")]
    public uint PowerScalar { get; init; } = 1;

    /// <summary>How long a stake stands after unstaking was initiated. Source value 2,592,000 s.</summary>
    [Meaning("How long a stake stands after unstaking was initiated, in the market's time unit")]
    public ulong WithdrawalPeriod { get; init; } = 2_592_000;

    /// <summary>How many bits a fraction of an epoch's work has. Source value 128.</summary>
    [Meaning("How many bits a fraction of an epoch's work has, 64 to 128")]
    public byte FractionBits { get; init; } = MiningReward.FractionBits;

    /// <summary>Whether only proofs that were paid for count as work.</summary>
    [Meaning("Whether only proofs that a requester paid for count as work")]
    public bool PaidOnly { get; init; }

    /// <summary>What a unit of work counts, by unit; a unit that is not listed counts nothing. Without a list each counts 1.</summary>
    [Meaning("What a unit of work counts, by unit, where units differ; without a list each counts 1, with one a unit not listed counts nothing")]
    public WorkWeight[] Weights { get; init; } = [];

    /// <summary>For how many epochs back powers are remembered and rewards can be had; 0 for all. Source value 0.</summary>
    [Meaning("For how many epochs back rewards can be had; older work and stake then earn nothing. 0 for all")]
    public ulong RewardedEpochs { get; init; }

    /// <summary>The most epochs of one claim, and the most updates of a log that stand unpaid: all of them are minted at once.</summary>
    [Meaning("The most epochs of one claim, and the most updates of one log that stand unpaid, at least 1")]
    public uint LongestCall { get; init; } = 1_024;

    /// <summary>The most logs.</summary>
    [Meaning("The most logs; work of accounts beyond it is not counted")]
    public uint MostLogs { get; init; } = 1_000_000;

    /// <summary>The most records that stand as points up to which a log can be posted.</summary>
    [Meaning("The most records that stand as points up to which a log can be posted; beyond it a log can be posted up to its newest record only")]
    public uint MostRecords { get; init; } = 4_000_000;

    /// <summary>The most updates not yet paid.</summary>
    [Meaning("The most log updates not yet paid")]
    public uint MostUpdates { get; init; } = 1_000_000;

    /// <summary>The most stakes.</summary>
    [Meaning("The most stakes")]
    public uint MostStakes { get; init; } = 1_000_000;

    /// <summary>The most checkpoints of powers, of each kind.</summary>
    [Meaning("The most checkpoints of reward power, and of voting power")]
    public uint MostCheckpoints { get; init; } = 4_000_000;

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Wrong()
    {
        if (EpochLength == 0) return "epochLength must be at least 1.";
        if (InitialSupply == 0 || InitialSupply > Ledger.LargestSupply) return "initialSupply must be from 1 to 2^120.";
        if (MiningBps > Emission.Whole) return $"miningBps must be from 0 to {Emission.Whole}.";
        if (MiningPool > Ledger.LargestSupply || StakingPool > Ledger.LargestSupply) return "miningPool and stakingPool must be at most 2^120.";
        if (CapScalar == 0 || PowerScalar == 0) return "capScalar and powerScalar must be at least 1.";
        if (FractionBits is < 64 or > 128) return "fractionBits must be from 64 to 128.";
        if (Weights.Any(w => w.Unit.IsEmpty || w.Per == 0) || Weights.DistinctBy(w => w.Unit).Count() != Weights.Length) return "weights must name each unit once, and each needs per above zero.";
        if (Weights.Length > 64) return "weights must be at most 64.";
        if (EmissionAsset > 15) return "emissionAsset must be the position of one of at most 16 assets, from 0.";
        if (LongestCall is 0 or > 65_536) return "longestCall must be from 1 to 65536.";
        uint[] limits = [MostLogs, MostRecords, MostUpdates, MostStakes, MostCheckpoints];
        return limits.Any(l => l is 0 or > int.MaxValue) ? $"mostLogs, mostRecords, mostUpdates, mostStakes and mostCheckpoints must be from 1 to {int.MaxValue}." : null;
    }
}
