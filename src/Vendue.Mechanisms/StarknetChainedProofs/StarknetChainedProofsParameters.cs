namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>What a chain of chained proofs can be set to. Times in the market's unit.</summary>
public sealed record StarknetChainedProofsParameters
{
    const ulong TenYears = 315_360_000_000;

    /// <summary>K. Source value 3 in the model; ceil(L99 / τ) + 1 for a proving time L.</summary>
    [Meaning("K: how many strands, from 1 to E + 1")]
    public uint Strands { get; init; } = 5;

    /// <summary>P. Source value 1 (the Quint model's maxMissingProofs less one).</summary>
    [Meaning("P: how many empty blocks a strand may have before its proof is mandatory")]
    public uint MostEmpty { get; init; } = 2;

    /// <summary>τ. Source value 10 to 15 s.</summary>
    [Meaning("How long a block takes from its proposal to its commit, in the market's time unit, at least 1")]
    public ulong BlockTime { get; init; } = 10;

    /// <summary>How long a round of consensus takes.</summary>
    [Meaning("How long a round of consensus takes before the next proposer may propose too, in the market's time unit, at least 1")]
    public ulong RoundTime { get; init; } = 10;

    /// <summary>E.</summary>
    [Meaning("E: for how many heights proposers are fixed ahead; K may be at most E + 1")]
    public uint EpochLength { get; init; } = 100;

    /// <summary>The validators: the proposer of height H in round R is the one at (H + R) mod their number.</summary>
    [Meaning("The validators: the proposer of height H in round R is the one at (H + R) mod their number; with none, anybody may propose")]
    public Name[] Validators { get; init; } = [];

    /// <summary>priceFull.</summary>
    [Meaning("What the proof of a block with transactions costs its includer, in base units of the payment asset")]
    public UInt128 PriceFull { get; init; } = 40;

    /// <summary>priceEmpty.</summary>
    [Meaning("What each empty block adds to that price, in base units of the payment asset")]
    public UInt128 PriceEmpty { get; init; } = 2;

    /// <summary>What the price adds for 1,000 units of work.</summary>
    [Meaning("What 1,000 units of the statement's work add to that price, rounded down, in base units of the payment asset")]
    public UInt128 PricePerThousand { get; init; }

    /// <summary>Whether the price doubles with each empty block.</summary>
    [Meaning("Whether the price doubles with each empty block, as an incentive near the freeze")]
    public bool PriceDoubles { get; init; }

    /// <summary>What the treasury adds when the proof of a critical height is included, as far as it has it.</summary>
    [Meaning("What the treasury adds for the proof of a critical height, as far as it has it, in base units of the payment asset")]
    public UInt128 LateBonus { get; init; }

    /// <summary>How much work an empty block adds to a proof.</summary>
    [Meaning("How much work an empty block adds to the proof of its strand, in the statement's work unit")]
    public ulong EmptyWork { get; init; }

    /// <summary>How long a prover that takes a task has it for itself.</summary>
    [Meaning("How long a prover that takes a task has it for itself, in the market's time unit, at least 1")]
    public ulong TakeTime { get; init; } = 60;

    /// <summary>What such a prover has at risk.</summary>
    [Meaning("What a prover that takes a task has at risk; lost to the treasury when its time is over, in base units of the payment asset")]
    public UInt128 TaskBond { get; init; }

    /// <summary>How long after its block a request stands at most, unproven; then the chain is rolled back to before the block.</summary>
    [Meaning("How long after its block a request stands unproven; then the chain is rolled back to before the block, in the market's time unit")]
    public ulong Backstop { get; init; } = 31_536_000;

    /// <summary>The furthest deadline of a submission, from now.</summary>
    [Meaning("The furthest deadline of a submission, from now, in the market's time unit")]
    public ulong LongestLife { get; init; } = 31_536_000;

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>How many submissions may stand.</summary>
    [Meaning("How many submissions may stand that no block has included")]
    public uint MaxSubmissions { get; init; } = 1_000_000;

    /// <summary>How many blocks are made final or rolled back at once.</summary>
    [Meaning("How many blocks are made final or rolled back at once; the rest follows at the next instants")]
    public uint BlocksAtOnce { get; init; } = 1_024;

    /// <summary>How many blocks can be unproven: K(P + 1), and those above them that are proven while the oldest is not.</summary>
    internal ulong MostUnproven => (ulong)Strands * (MostEmpty + 1UL);

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Wrong()
    {
        if (Strands == 0 || Strands - 1 > EpochLength) return "strands must be from 1 to epochLength + 1: the proposer of H + K must be known when H commits.";
        if (MostUnproven > 1 << 20) return "strands x (mostEmpty + 1) must be at most 1,048,576.";
        ulong[] times = [BlockTime, RoundTime, TakeTime, Backstop, LongestLife];
        if (times.Any(t => t is 0 or > TenYears)) return "blockTime, roundTime, takeTime, backstop and longestLife must be from 1 to ten years of milliseconds.";
        if (Validators.Any(v => v.IsEmpty) || Validators.Length > 10_000) return "validators must be at most 10,000 names.";
        UInt128[] amounts = [PriceFull, PriceEmpty, PricePerThousand, LateBonus, TaskBond];
        if (amounts.Any(a => a > ulong.MaxValue)) return "priceFull, priceEmpty, pricePerThousand, lateBonus and taskBond must be below 2^64.";
        if (PriceDoubles && MostEmpty > 16) return "priceDoubles needs mostEmpty of at most 16.";
        if (EmptyWork > uint.MaxValue) return "emptyWork must be below 2^32.";
        if (LongestPredicate > 1 << 20) return "longestPredicate must be at most 1,048,576 bytes.";
        if (BlocksAtOnce is 0 or > 1_000_000) return "blocksAtOnce must be from 1 to 1,000,000.";
        return MaxSubmissions is 0 or > 1 << 29 ? "maxSubmissions must be from 1 to 2^29." : null;
    }
}
