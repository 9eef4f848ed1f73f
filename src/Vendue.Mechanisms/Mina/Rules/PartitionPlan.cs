namespace Vendue.Mechanisms.Mina;

/// <summary>A usable offer for a bundle, as a producer sees it.</summary>
/// <param name="Prover">Who is paid.</param>
/// <param name="Fee">What for the whole bundle, in base units.</param>
public readonly record struct WorkOffer(Name Prover, UInt128 Fee);

/// <summary>What a producer plans by.</summary>
/// <param name="Most">2^d, the most transactions of a block.</param>
/// <param name="Coinbase">coinbase_amount, what a block issues.</param>
/// <param name="AccountCreationFee">What opening an account costs.</param>
/// <param name="Receiver">Who receives coinbase and left-over fees: the producer, as far as the plan is concerned.</param>
/// <param name="ReceiverIsNew">Whether the receiver has no account yet.</param>
public readonly record struct PlanRules(int Most, UInt128 Coinbase, UInt128 AccountCreationFee, Name Receiver, bool ReceiverIsNew)
{
    /// <summary>What the coinbase can pay for work.</summary>
    public UInt128 CoinbaseForWork => !ReceiverIsNew ? Coinbase : Coinbase > AccountCreationFee ? Coinbase - AccountCreationFee : 0;
}

/// <summary>What a producer lets go of while it plans.</summary>
public enum Dropped : byte
{
    /// <summary>The transaction with the lowest fee.</summary>
    Transaction,
    /// <summary>The last work.</summary>
    Work,
    /// <summary>The coinbase.</summary>
    Coinbase,
}

/// <summary>Why.</summary>
public enum DropReason : byte
{
    /// <summary>Too little work is on offer for so many transactions.</summary>
    NoWork,
    /// <summary>The fees do not pay for the work.</summary>
    InsufficientFees,
    /// <summary>The work is not needed, and paying for it takes room.</summary>
    Extra,
    /// <summary>There is no room.</summary>
    NoSpace,
}

/// <summary>Something that a producer let go of.</summary>
public readonly record struct Drop(Dropped What, DropReason Why);

/// <summary>A sum of fees that a block transfers to a prover.</summary>
public readonly record struct Transfer(Name Prover, UInt128 Amount);

/// <summary>
/// The plan of one part of a block. It keeps the best-paying transactions and the first works, and lets go of the
/// lowest fee, the last work or the coinbase until work, fees and room agree.
/// </summary>
public sealed class PartitionPlan
{
    readonly PlanRules rules;
    readonly UInt128[] fees;
    readonly WorkOffer[] works;
    readonly int[] sellers;
    readonly Name[] sellerNames;
    readonly UInt128[] owed;
    readonly Partition partition;
    readonly List<Drop> drops = [];
    readonly List<int> paidByCoinbase = [];

    /// <summary>A plan that keeps everything so far.</summary>
    /// <param name="rules">What it is planned by.</param>
    /// <param name="fees">The transactions' fees, highest first.</param>
    /// <param name="works">The usable offers, in the order of the bundles.</param>
    /// <param name="partition">The room and the work for it.</param>
    /// <param name="wantCoinbase">Whether the coinbase belongs here.</param>
    PartitionPlan(in PlanRules rules, ReadOnlySpan<UInt128> fees, ReadOnlySpan<WorkOffer> works, Partition partition, bool wantCoinbase)
    {
        this.rules = rules;
        this.fees = fees.ToArray();
        this.works = works.ToArray();
        this.partition = partition;
        (sellers, sellerNames) = Sellers(works);
        owed = new UInt128[sellerNames.Length];
        Transactions = fees.Length;
        Works = works.Length;
        CoinbaseParts = wantCoinbase && (works.Length > 0 || partition.Bundles == 0 || partition.Slots > partition.Bundles) ? 1 : 0;
        Reckon();
    }

    /// <summary>How many of the transactions are in: the first of them.</summary>
    public int Transactions { get; private set; }

    /// <summary>How many of the works are bought: the first of them.</summary>
    public int Works { get; private set; }

    /// <summary>In how many parts the coinbase is here: 0 for not at all, 1, or 2.</summary>
    public int CoinbaseParts { get; private set; }

    /// <summary>The works that the coinbase pays, by position, cheapest first.</summary>
    public IReadOnlyList<int> PaidByCoinbase => paidByCoinbase;

    /// <summary>What the coinbase pays for them.</summary>
    public UInt128 CoinbasePays { get; private set; }

    /// <summary>What the fees are more than what they pay for: the receiver's. Below zero while they are less.</summary>
    public Int128 Budget { get; private set; }

    /// <summary>How many leaves it takes: transactions, transfers two by two, parts of the coinbase.</summary>
    public int SlotsUsed { get; private set; }

    /// <summary>How many leaves are left.</summary>
    public int FreeSlots => (int)partition.Slots - SlotsUsed;

    /// <summary>What was let go of, in order.</summary>
    public IReadOnlyList<Drop> Drops => drops;

    /// <summary>The transfers of fees to provers other than the receiver, in order of their first work.</summary>
    public IEnumerable<Transfer> Transfers =>
        Enumerable.Range(0, owed.Length).Where(s => owed[s] > 0 && sellerNames[s] != rules.Receiver).Select(s => new Transfer(sellerNames[s], owed[s]));

    /// <summary>plan: what of the transactions and works goes into one part of a block.</summary>
    public static PartitionPlan Of(in PlanRules rules, ReadOnlySpan<UInt128> fees, ReadOnlySpan<WorkOffer> works, Partition partition, bool wantCoinbase)
    {
        var plan = new PartitionPlan(rules, fees, works, partition, wantCoinbase);
        while (plan.SlotsUsed > 0 && plan.LetGo()) plan.Reckon();
        return plan;
    }

    /// <summary>
    /// Adds parts of the coinbase to leaves that transactions could not use. Each brings back the work let go of last, or
    /// stays only if the work is enough without it.
    /// </summary>
    public void AddCoinbase(int parts)
    {
        for (int i = 0; i < parts; i++)
        {
            bool takesBack = Works < works.Length;
            if (takesBack) Works++;
            CoinbaseParts++;
            Reckon();
            if (takesBack || WorkIsDone) continue;
            CoinbaseParts--;
            Reckon();
        }
    }

    /// <summary>Whether the part could stand in a block: enough work, fees and room.</summary>
    public bool Holds => WorkIsEnough && Budget >= 0 && FreeSlots >= 0;

    /// <summary>Whether the work on sale is bought, or the leaves left are enough for what is not.</summary>
    bool WorkIsDone => Works == partition.Bundles || SlotsUsed + (int)partition.Bundles <= (int)partition.Slots;

    bool WorkIsEnough => WorkIsDone || Works >= SlotsUsed;

    bool LetGo()
    {
        if (!WorkIsEnough) return Let(Transactions > 0 ? Dropped.Transaction : CoinbaseParts > 0 ? Dropped.Coinbase : Dropped.Work, DropReason.NoWork);
        if (Budget < 0) return Let(Dropped.Work, DropReason.InsufficientFees);
        if (FreeSlots >= 0) return false;
        if (OneWorkFewerIsEnough()) return Let(Dropped.Work, DropReason.Extra);
        return Let(Transactions > 0 ? Dropped.Transaction : CoinbaseParts > 0 ? Dropped.Coinbase : Dropped.Work, DropReason.NoSpace);
    }

    bool OneWorkFewerIsEnough()
    {
        if (Works == 0) return false;
        Works--;
        Reckon();
        bool enough = Works >= SlotsUsed;
        Works++;
        Reckon();
        return enough;
    }

    bool Let(Dropped what, DropReason why)
    {
        if (what == Dropped.Transaction) Transactions--;
        else if (what == Dropped.Work) Works--;
        else CoinbaseParts = 0;
        drops.Add(new Drop(what, why));
        return true;
    }

    /// <summary>Reckons transfers, budget and room from what is kept.</summary>
    void Reckon()
    {
        ChoosePaidByCoinbase();
        Array.Clear(owed);
        for (int i = 0; i < Works; i++)
            if (!paidByCoinbase.Contains(i)) owed[sellers[i]] += works[i].Fee;
        UInt128 income = 0, transferred = 0;
        for (int i = 0; i < Transactions; i++) income += fees[i];
        int transfers = 0;
        for (int s = 0; s < owed.Length; s++)
        {
            if (owed[s] == 0 || sellerNames[s] == rules.Receiver) continue;
            transferred += owed[s];
            transfers++;
        }
        Budget = (Int128)income - (Int128)transferred;
        SlotsUsed = Transactions + ((transfers + (Budget > 0 ? 1 : 0) + 1) / 2) + CoinbaseParts;
    }

    /// <summary>The cheapest works, one for each part of the coinbase, while it lasts; the first among equals.</summary>
    void ChoosePaidByCoinbase()
    {
        paidByCoinbase.Clear();
        CoinbasePays = 0;
        while (paidByCoinbase.Count < CoinbaseParts)
        {
            int cheapest = -1;
            for (int i = 0; i < Works; i++)
                if (!paidByCoinbase.Contains(i) && (cheapest < 0 || works[i].Fee < works[cheapest].Fee)) cheapest = i;
            if (cheapest < 0 || works[cheapest].Fee > rules.CoinbaseForWork - CoinbasePays) return;
            paidByCoinbase.Add(cheapest);
            CoinbasePays += works[cheapest].Fee;
        }
    }

    static (int[] Sellers, Name[] Names) Sellers(ReadOnlySpan<WorkOffer> works)
    {
        var (numbers, names, known) = (new int[works.Length], new List<Name>(), new Dictionary<Name, int>());
        for (int i = 0; i < works.Length; i++)
        {
            if (!known.TryGetValue(works[i].Prover, out numbers[i]))
            {
                numbers[i] = known[works[i].Prover] = names.Count;
                names.Add(works[i].Prover);
            }
        }
        return (numbers, [.. names]);
    }
}
