namespace Vendue.Mechanisms.Mina;

/// <summary>
/// The Mina Snarketplace: transactions put in blocks make jobs in a forest of trees; anybody proves jobs first and then
/// offers the proofs at a fee; a producer that adds transactions must buy the next bundles in a forced order, out of
/// coinbase and fees. The arithmetic of the scan state, the plan of a block and the pool stands in the rules beside this.
/// </summary>
public sealed partial class Snarketplace : Mechanism
{
    /// <summary>The version of these rules.</summary>
    public const ushort Rules = 1;

    /// <summary>The largest fee, coinbase or fee of opening an account: 2^100 base units, so that sums over a block stay in range.</summary>
    public static readonly UInt128 LargestFee = UInt128.One << 100;

    /// <summary>The office of those who make blocks.</summary>
    public static readonly Name ProducerOffice = "producer";

    const ulong LargestWork = 1UL << 48;
    static readonly Asset Payment = new(0);

    readonly MinaSnarketplaceParameters parameters;
    readonly int depth, delay;
    readonly ulong slotLength, commitmentTime, commitmentLatency, longestLife;
    readonly Cell<ChainRow> chain;
    readonly Table<TransactionRow> transactions;
    readonly UniqueIndex<Handle<Request>, TransactionRow> transactionByRequest;
    readonly OrderedIndex<Arrival, TransactionRow> byArrival;
    readonly Table<JobRow> jobs;
    readonly UniqueIndex<JobId, JobRow> jobById;
    readonly Table<BundleRow> bundles;
    readonly UniqueIndex<Bundle, BundleRow> bundleByJobs;
    readonly UniqueIndex<Handle<Request>, BundleRow> bundleByRequest;
    readonly OrderedIndex<uint, BundleRow> bundlesInOrder;
    readonly Table<OfferRow> offers;
    readonly UniqueIndex<Handle<BundleRow>, OfferRow> offerOf;
    readonly Table<CommitmentRow> commitments;
    readonly UniqueIndex<Handle<BundleRow>, CommitmentRow> commitmentOf;
    readonly ushort lapse;

    /// <summary>The mechanism over a market.</summary>
    public Snarketplace(Scope scope, MinaSnarketplaceParameters parameters) : base(scope)
    {
        this.parameters = parameters;
        (depth, delay) = ((int)parameters.CapacityLog2, (int)parameters.WorkDelay);
        (slotLength, longestLife) = (InMarketTime(parameters.Slot), InMarketTime(parameters.LongestLife));
        (commitmentTime, commitmentLatency) = (InMarketTime(parameters.CommitmentTime), InMarketTime(parameters.CommitmentLatency));
        int mostJobs = ScanState.JobsOfTree(depth) * (ScanState.MostTrees(depth, delay) + 2);
        // Between two purges bundles that are none any more stay beside those that are.
        int mostBundles = mostJobs + ((int)parameters.PurgeEvery * ScanState.JobsOfTree(depth));
        chain = scope.Cell<ChainRow>("chain");
        transactions = scope.Table<TransactionRow>("transactions", (int)parameters.MostTransactions);
        transactionByRequest = transactions.IndexBy(t => t.Request);
        byArrival = transactions.OrderBy(t => new Arrival(t.Included, t.Number));
        jobs = scope.Table<JobRow>("jobs", mostJobs);
        jobById = jobs.IndexBy(j => j.Job);
        bundles = scope.Table<BundleRow>("bundles", mostBundles);
        bundleByJobs = bundles.IndexBy(b => b.Bundle);
        bundleByRequest = bundles.IndexBy(b => b.Request);
        bundlesInOrder = bundles.OrderBy(b => b.Order);
        offers = scope.Table<OfferRow>("offers", mostBundles);
        offerOf = offers.IndexBy(o => o.Bundle);
        commitments = scope.Table<CommitmentRow>("commitments", mostBundles);
        commitmentOf = commitments.IndexBy(c => c.Bundle);
        scope.On<SendTransaction>(Send);
        scope.On<CancelTransaction>(Cancel);
        scope.On<ProduceBlock>(Produce);
        scope.On<OfferWork>(Offer);
        scope.On<CommitWork>(Commit);
        lapse = scope.Timers.Register((_, payload) => Lapse(Packed.Handle<CommitmentRow>(payload)));
    }

    ulong InMarketTime(ulong milliseconds) => Scope.Genesis.Time == TimeUnit.Milliseconds ? milliseconds : (milliseconds + 999) / 1000;

    static ulong Later(ulong instant, ulong by) => instant > ulong.MaxValue - by ? ulong.MaxValue : instant + by;

    ulong SlotAt(ulong instant) => (instant - Scope.Genesis.Begins) / slotLength;

    ulong StartOf(ulong slot) => Scope.Genesis.Begins + (slot * slotLength);

    /// <summary>The first instant at which there may be another block.</summary>
    ulong NextBlockFrom() => chain.Value.Blocks == 0 ? Scope.Genesis.Begins : StartOf(chain.Value.Slot + 1);

    /// <summary>The scan state that the jobs kept make.</summary>
    ScanState Load()
    {
        var (full, proved) = (chain.Value.Full, chain.Value.Proved);
        var trees = new List<ScanTree>();
        for (ulong number = full + 1; number > proved; number--) trees.Add(new ScanTree(number, depth));
        foreach (var handle in jobs)
        {
            var row = jobs[handle];
            trees[(int)(full + 1 - row.Job.Tree)].Restore(row.Job.Node, row.Stage);
        }
        return new ScanState(depth, delay, trees);
    }

    JobRow JobAt(JobId job) => jobs[JobHandle(job)];

    Handle<JobRow> JobHandle(JobId job) => jobById.TryFind(job, out var handle) ? handle : throw new InvariantException($"There is no job {job}.");

    /// <summary>What is to be proven for a job: of a leaf, its transaction's statement; of a merge, that of the leaf below it furthest left.</summary>
    Statement StatementOf(JobId job)
    {
        var leaf = new JobId(job.Tree, job.Node << (depth - job.Level));
        var held = JobAt(leaf).Statement;
        return held.IsNone ? new Statement() : Codec<Statement>.Of.Decode(Scope.Blobs.Read(held));
    }

    /// <summary>What a merge's proof is bound to of the proofs that it merges; zero for a leaf.</summary>
    Hash32 MergesOf(JobId job) => job.Level == depth ? default
        : ProofBinding.OfChildren(JobAt(new JobId(job.Tree, 2 * job.Node)).Proof, JobAt(new JobId(job.Tree, (2 * job.Node) + 1)).Proof);

    Hash32 BindingOf(JobId job, Name prover, UInt128 fee) => ProofBinding.Of(job, prover, fee, MergesOf(job));
}
