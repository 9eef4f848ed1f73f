namespace Vendue.Mechanisms.Mina;

/// <summary>One part of a block: leaves of one tree, and the work that filling them takes.</summary>
/// <param name="Slots">How many leaves are free for it.</param>
/// <param name="Bundles">How many bundles are to be bought for all of them.</param>
public readonly record struct Partition(uint Slots, uint Bundles);

/// <summary>
/// The scan state: trees of jobs, newest first, T0 being filled. What must be bought for n transactions, and in what
/// order, follows from it alone. With D = workDelay + 1, the tree at position D of T0, T1, ... sells its leaves, the one
/// at 2D the level above, and so on to the root.
/// </summary>
public sealed class ScanState
{
    readonly List<ScanTree> trees;
    readonly int depth;
    readonly int spacing;

    /// <summary>A scan state of one empty tree.</summary>
    /// <param name="depth">d, transaction_capacity_log_2: a block has at most 2^d transactions.</param>
    /// <param name="delay">work_delay, in trees.</param>
    public ScanState(int depth, int delay) : this(depth, delay, [new ScanTree(1, depth)]) { }

    /// <summary>A scan state of known trees, newest first.</summary>
    public ScanState(int depth, int delay, List<ScanTree> trees)
    {
        this.depth = depth;
        this.trees = trees;
        spacing = delay + 1;
    }

    /// <summary>The trees, newest first.</summary>
    public IReadOnlyList<ScanTree> Trees => trees;

    /// <summary>The tree being filled.</summary>
    public ScanTree Newest => trees[0];

    /// <summary>The most trees there can be: (d + 1) · (work_delay + 1) + 1.</summary>
    public static int MostTrees(int depth, int delay) => ((depth + 1) * (delay + 1)) + 1;

    /// <summary>How many jobs a tree comes to: 2^(d+1) - 1. As many as a block buys at most where every block buys what its own leaves require.</summary>
    public static int JobsOfTree(int depth) => (2 << depth) - 1;

    /// <summary>
    /// The jobs on sale, in order: of list[D-1] those at the leaves, of list[2D-1] those a level above, and so on.
    /// The list begins with T1 (<paramref name="ahead"/> = 0), with T0 (1), or with trees yet to come (more).
    /// </summary>
    public List<JobId> Work(int ahead)
    {
        var jobs = new List<JobId>();
        for (int i = 0; i <= depth; i++)
        {
            int position = ((i + 1) * spacing) - ahead;
            if (position >= trees.Count) break;
            if (position >= 0) jobs.AddRange(trees[position].TodoAt(depth - i).Select(node => new JobId(trees[position].Number, node)));
        }
        return jobs;
    }

    /// <summary>The jobs whose proofs a block of n transactions must bring.</summary>
    public List<JobId> RequiredFor(int transactions)
    {
        var first = Work(0);
        int beyond = transactions - Newest.Free;
        if (beyond <= 0) return [.. first.Take(2 * transactions)];
        return [.. first, .. Work(1).Take(2 * beyond)];
    }

    /// <summary>The parts of the next block: the leaves left in T0 and, unless it is empty, those of the tree after it up to 2^d.</summary>
    public (Partition First, Partition? Second) Partitions()
    {
        var first = new Partition((uint)Newest.Free, (uint)BundlesOf(Work(0)));
        if (Newest.Filled == 0) return (first, null);
        return (first, new Partition((uint)Newest.Filled, (uint)int.Min(BundlesOf(Work(1)), Newest.Filled)));
    }

    /// <summary>The bundles that the next block may buy, in the order in which it must: those of its first part, then those of its second.</summary>
    public List<Bundle> Purchasable()
    {
        List<Bundle> bundles = [.. Bundle.Group(Work(0))];
        if (Partitions().Second is { } second) bundles.AddRange(Bundle.Group(Work(1)).Take((int)second.Bundles));
        return bundles;
    }

    /// <summary>Every bundle that can be proved now, those on sale sooner first.</summary>
    public List<Bundle> Provable()
    {
        var bundles = new List<Bundle>();
        for (int ahead = 0; ahead <= spacing; ahead++) bundles.AddRange(Bundle.Group(Work(ahead)));
        return bundles;
    }

    /// <summary>Takes the proof of a job in.</summary>
    /// <returns>The merge job that this makes possible; node 0 for none.</returns>
    public JobId Finish(JobId job)
    {
        uint merge = trees[(int)(trees[0].Number - job.Tree)].Finish(job.Node);
        return merge == 0 ? default : new JobId(job.Tree, merge);
    }

    /// <summary>Puts a transaction on the next free leaf; a tree that becomes full is followed by a new one at once.</summary>
    /// <returns>Its job.</returns>
    public JobId Append()
    {
        var tree = Newest;
        uint leaf = tree.Fill();
        if (tree.Free == 0) trees.Insert(0, new ScanTree(tree.Number + 1, depth));
        return new JobId(tree.Number, leaf);
    }

    /// <summary>Takes away the trees whose root is proved, at the end of a block.</summary>
    /// <returns>Their numbers.</returns>
    public List<ulong> Emit()
    {
        List<ulong> emitted = [.. trees.Where(t => t.IsProved).Select(t => t.Number).Order()];
        trees.RemoveAll(t => t.IsProved);
        return emitted;
    }

    static int BundlesOf(List<JobId> jobs) => (jobs.Count + 1) / 2;
}
