namespace Vendue.Mechanisms.Mina;

/// <summary>A scan state and the blocks to run it over.</summary>
public sealed record ScanRunGiven
{
    /// <summary>d.</summary>
    public uint CapacityLog2 { get; init; }

    /// <summary>work_delay.</summary>
    public uint WorkDelay { get; init; }

    /// <summary>The number of transactions of each block.</summary>
    public uint[] Transactions { get; init; } = [];
}

/// <summary>What the blocks did.</summary>
public readonly record struct ScanRunAnswer(ScanBlock[] Blocks);

/// <summary>A block to plan.</summary>
public sealed record PlanGiven
{
    /// <summary>The leaves and bundles of the part or parts.</summary>
    public Partition[] Parts { get; init; } = [];

    /// <summary>2^d; 0 for the leaves of all parts.</summary>
    public uint Most { get; init; }

    /// <summary>The transactions' fees, in order of arrival.</summary>
    public UInt128[] Fees { get; init; } = [];

    /// <summary>The usable offers, in order.</summary>
    public WorkOffer[] Works { get; init; } = [];

    /// <summary>coinbase_amount.</summary>
    public UInt128 Coinbase { get; init; } = 720_000_000_000;

    /// <summary>account_creation_fee.</summary>
    public UInt128 AccountCreationFee { get; init; } = 1_000_000_000;

    /// <summary>The producer.</summary>
    public Name Producer { get; init; } = "producer";

    /// <summary>Whether the producer has no account yet.</summary>
    public bool ProducerIsNew { get; init; }
}

/// <summary>One part of a planned block.</summary>
public sealed record PartAnswer
{
    /// <summary>The fees of the transactions in it, highest first.</summary>
    public UInt128[] Fees { get; init; } = [];

    /// <summary>How many works it buys.</summary>
    public uint Works { get; init; }

    /// <summary>In how many parts the coinbase is in it.</summary>
    public uint CoinbaseParts { get; init; }

    /// <summary>The works that the coinbase pays, by their position in the part.</summary>
    public uint[] PaidByCoinbase { get; init; } = [];

    /// <summary>What fees are transferred to whom.</summary>
    public Transfer[] Transfers { get; init; } = [];

    /// <summary>What is left of the fees.</summary>
    public Int128 Budget { get; init; }

    /// <summary>The leaves it takes.</summary>
    public uint Slots { get; init; }

    /// <summary>What was let go of, in order.</summary>
    public Drop[] Drops { get; init; } = [];
}

/// <summary>A planned block and who earns what by it.</summary>
/// <param name="Parts">Its parts.</param>
/// <param name="Producer">What the producer receives: what the coinbase leaves it, and budgets.</param>
/// <param name="Sellers">What the others receive, in order of their first work.</param>
public readonly record struct PlanAnswer(PartAnswer[] Parts, UInt128 Producer, Transfer[] Sellers);

/// <summary>Offers for one bundle, in order of time.</summary>
public sealed record PoolGiven
{
    /// <summary>The offers.</summary>
    public WorkOffer[] Offers { get; init; } = [];

    /// <summary>minFee.</summary>
    public UInt128 Least { get; init; }

    /// <summary>minDelta.</summary>
    public UInt128 Undercut { get; init; }
}

/// <summary>What became of each, and which stands in the end.</summary>
public readonly record struct PoolAnswers(PoolAnswer[] Answers, WorkOffer Stands);

/// <summary>Two commitments or offers for one bundle.</summary>
public readonly record struct OrderGiven(Bundle Bundle, WorkOffer One, WorkOffer Other);

/// <summary>Whether the first is the better one, and the hashes that decide among equals.</summary>
public readonly record struct OrderAnswer(bool OneIsBetter, Hash32 TieBreakOfOne, Hash32 TieBreakOfOther);

/// <summary>Bundles for a worker to pick from.</summary>
public readonly record struct PickGiven(WorkChoice[] Choices, UInt128 OwnFee, ulong Now, ulong ReassignmentWait, WorkSelectionMethod Method, ulong Draw);

/// <summary>The bundle picked.</summary>
/// <param name="Any">Whether there is one.</param>
/// <param name="Position">Its position.</param>
public readonly record struct PickAnswer(bool Any, uint Position);

/// <summary>The mechanism's pure rules by name.</summary>
static class MinaVectors
{
    const int MostElements = 10_000;

    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<ScanRunGiven, ScanRunAnswer>("mina-snarketplace/scan", "The scan state over blocks that bring exactly the proofs required.", Run),
        VectorRule.Of<PlanGiven, PlanAnswer>("mina-snarketplace/plan", "Which transactions and offers a producer puts in a block, and who earns what.", Plan),
        VectorRule.Of<PoolGiven, PoolAnswers>("mina-snarketplace/pool", "What the pool makes of offers for one bundle.", Judge),
        VectorRule.Of<OrderGiven, OrderAnswer>("mina-snarketplace/order", "Which of two commitments is the better one.", Order),
        VectorRule.Of<PickGiven, PickAnswer>("mina-snarketplace/pick", "Which bundle a worker proves next.", Pick),
    ];

    static ScanRunAnswer Run(ScanRunGiven given)
    {
        if (given.CapacityLog2 is 0 or > 10 || given.WorkDelay > 10 || given.Transactions.Length > 1_000) throw new EncodingException("given: capacityLog2 is from 1 to 10, workDelay at most 10, and there are at most 1,000 blocks.");
        if (given.Transactions.Any(n => n > 1u << (int)given.CapacityLog2)) throw new EncodingException("given: a block has at most 2^capacityLog2 transactions.");
        return new ScanRunAnswer(ScanRun.Of((int)given.CapacityLog2, (int)given.WorkDelay, given.Transactions));
    }

    static PlanAnswer Plan(PlanGiven given)
    {
        if (given.Parts.Length is not (1 or 2) || given.Parts.Any(p => p.Slots > 1024 || p.Bundles > 1024)) throw new EncodingException("given: there are one or two parts, of at most 1,024 leaves and bundles.");
        if (given.Fees.Length > MostElements || given.Works.Length > 2048) throw new EncodingException("given: there are at most 10,000 transactions and 2,048 works.");
        int most = (int)(given.Most > 0 ? given.Most : (uint)given.Parts.Sum(p => p.Slots));
        var rules = new PlanRules(most, given.Coinbase, given.AccountCreationFee, given.Producer, given.ProducerIsNew);
        var plan = BlockPlan.Of(rules, given.Fees, given.Works, (given.Parts[0], given.Parts.Length > 1 ? given.Parts[1] : null));
        UInt128[] sorted = [.. plan.Candidates.Select(i => given.Fees[i])];
        var parts = new List<PartAnswer> { Answer(plan.First, sorted) };
        if (plan.Second is { } second) parts.Add(Answer(second, sorted[plan.First.Transactions..]));
        return new PlanAnswer([.. parts], BlockIncome.OfReceiver(rules, plan, given.Works), [.. BlockIncome.OfSellers(rules, plan, given.Works)]);
    }

    static PartAnswer Answer(PartitionPlan part, UInt128[] fees) => new()
    {
        Fees = fees[..part.Transactions],
        Works = (uint)part.Works,
        CoinbaseParts = (uint)part.CoinbaseParts,
        PaidByCoinbase = [.. part.PaidByCoinbase.Select(p => (uint)p)],
        Transfers = [.. part.Transfers],
        Budget = part.Budget,
        Slots = (uint)part.SlotsUsed,
        Drops = [.. part.Drops],
    };

    static PoolAnswers Judge(PoolGiven given)
    {
        var (answers, stands) = (new PoolAnswer[given.Offers.Length], default(WorkOffer?));
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = Pool.Judge(stands?.Fee, given.Offers[i].Fee, given.Least, given.Undercut);
            if (answers[i] is PoolAnswer.Stored or PoolAnswer.Replaces) stands = given.Offers[i];
        }
        return new PoolAnswers(answers, stands ?? default);
    }

    static OrderAnswer Order(OrderGiven given) => new(
        CommitmentOrder.IsBetter(given.Bundle, given.One, given.Other),
        CommitmentOrder.TieBreak(given.Bundle, given.One.Prover),
        CommitmentOrder.TieBreak(given.Bundle, given.Other.Prover));

    static PickAnswer Pick(PickGiven given)
    {
        if (given.Choices.Length > MostElements || given.Choices.Any(c => c.IsHandedOut && c.HandedOut > given.Now)) throw new EncodingException("given: there are at most 10,000 bundles, and none was handed out after now.");
        int picked = WorkSelection.Pick(given.Choices, given.OwnFee, given.Now, given.ReassignmentWait, given.Method, given.Draw);
        return new PickAnswer(picked >= 0, (uint)int.Max(0, picked));
    }
}
