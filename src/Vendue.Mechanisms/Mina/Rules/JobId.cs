namespace Vendue.Mechanisms.Mina;

/// <summary>A job: one node of one tree of the scan state.</summary>
/// <param name="Tree">The tree's number; trees are numbered from 1 in the order in which they begin.</param>
/// <param name="Node">The node: 1 is the root, 2n and 2n + 1 are the children of n, and the leaves are the last.</param>
public readonly record struct JobId(ulong Tree, uint Node)
{
    /// <summary>How far below the root the node is: 0 for the root.</summary>
    public int Level => System.Numerics.BitOperations.Log2(Node);
}

/// <summary>A work bundle: one job or two consecutive ones of a list, sold together at one fee.</summary>
/// <param name="First">The first job.</param>
/// <param name="Second">The second; node 0 of tree 0 where there is none.</param>
public readonly record struct Bundle(JobId First, JobId Second)
{
    /// <summary>How many jobs it has.</summary>
    public int Count => Second.Node == 0 ? 1 : 2;

    /// <summary>Whether it is a root or two siblings. What is on sale always is; others are paired anew when more jobs come.</summary>
    public bool IsWhole => First.Node == 1 ? Count == 1 : First.Node % 2 == 0 && Second == First with { Node = First.Node + 1 };

    /// <summary>The job at a position, 0 or 1.</summary>
    public JobId this[int position] => position == 0 ? First : Second;

    /// <summary>The bundles of a list: two jobs each, the last perhaps one.</summary>
    public static Bundle[] Group(IReadOnlyList<JobId> jobs)
    {
        var bundles = new Bundle[(jobs.Count + 1) / 2];
        for (int i = 0; i < bundles.Length; i++) bundles[i] = new Bundle(jobs[2 * i], (2 * i) + 1 < jobs.Count ? jobs[(2 * i) + 1] : default);
        return bundles;
    }

    /// <summary>The id under which a market knows the bundle: SHA-256 over a tag and the canonical encoding of its jobs.</summary>
    public Hash32 Id()
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/mina/bundle/1"u8);
        Codec<Bundle>.Of.Write(writer, this);
        return Hash32.Sha256(writer.Written);
    }
}
