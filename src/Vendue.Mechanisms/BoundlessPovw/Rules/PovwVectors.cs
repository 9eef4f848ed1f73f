namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>The schedule's pure rules by name.</summary>
static class PovwVectors
{
    /// <summary>Epochs to compute the emission of.</summary>
    public sealed record EpochsGiven
    {
        /// <summary>supply(0), in base units.</summary>
        public UInt128 Initial { get; init; } = new PovwParameters().InitialSupply;

        /// <summary>Which epochs.</summary>
        public ulong[] Epochs { get; init; } = [];
    }

    readonly record struct EpochEmission(ulong Epoch, UInt128 Supply, UInt128 Mining, UInt128 Staking);

    readonly record struct EpochsAnswer(EpochEmission[] Epochs);

    /// <summary>One log's reports of one epoch.</summary>
    public sealed record MintGiven
    {
        /// <summary>What the epoch emits for work.</summary>
        public UInt128 Pool { get; init; }

        /// <summary>All work reported in the epoch.</summary>
        public UInt128 TotalWork { get; init; }

        /// <summary>The stake behind the log at the epoch's end; its cap is a fifteenth.</summary>
        public UInt128 Stake { get; init; }

        /// <summary>The log's updates.</summary>
        public ReportedWork[] Updates { get; init; } = [];
    }

    readonly record struct MintAnswer(UInt128 Cap, Payout[] Payouts, UInt128 CapLeft);

    readonly record struct StakingGiven(UInt128 Pool, UInt128 Power, UInt128 TotalPower);

    readonly record struct Amount(UInt128 Reward);

    readonly record struct LogGiven(Name Log, Proven[] Records);

    /// <summary>Work that was proven for a request.</summary>
    public readonly record struct Proven(Hash32 Request, UInt128 Work);

    readonly record struct LogAnswer(Hash32 Head, Hash32[] Commitments);

    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<EpochsGiven, EpochsAnswer>("boundless-povw/emission", "The supply at the start of some epochs, and what they emit for work and for stake.", Emissions),
        VectorRule.Of<MintGiven, MintAnswer>("boundless-povw/mint", "What one log's recipients are paid for one epoch.", Mint),
        VectorRule.Of<StakingGiven, Amount>("boundless-povw/staking-reward", "What a staker is paid for one epoch.", g => new Amount(StakingReward.Of(g.Pool, g.Power, g.TotalPower))),
        VectorRule.Of<LogGiven, LogAnswer>("boundless-povw/commitments", "The commitments of a log: without records, and after each of some.", Commitments),
    ];

    static EpochsAnswer Emissions(EpochsGiven given)
    {
        if (given.Initial > Ledger.LargestSupply) throw new EncodingException("given.initial: the supply is at most 2^120.");
        var emission = new Emission(new PovwParameters { InitialSupply = given.Initial });
        return new EpochsAnswer([.. given.Epochs.Select(e => new EpochEmission(e, emission.SupplyAt(e), emission.Of(e).Mining, emission.Of(e).Staking))]);
    }

    static MintAnswer Mint(MintGiven given)
    {
        var parameters = new PovwParameters();
        var cap = MiningReward.Cap(given.Stake, parameters.PowerScalar, parameters.CapScalar);
        var left = cap;
        var payouts = MiningReward.Of(given.Updates, given.TotalWork, given.Pool, ref left);
        return new MintAnswer(cap, [.. payouts], left);
    }

    static LogAnswer Commitments(LogGiven given)
    {
        var commitments = new Hash32[given.Records.Length + 1];
        commitments[0] = WorkLog.Empty;
        for (int i = 0; i < given.Records.Length; i++)
            commitments[i + 1] = WorkLog.Append(commitments[i], new WorkRecord(given.Log, (ulong)i, given.Records[i].Request, given.Records[i].Work));
        return new LogAnswer(commitments[^1], commitments);
    }
}
