namespace Vendue.Mechanisms.Mina;

/// <summary>Where a job of the scan state stands.</summary>
public enum JobStage : byte
{
    /// <summary>It is no job yet: its leaf is free, or a child is not proved.</summary>
    None,
    /// <summary>Its proof can be made, offered and, when its turn comes, bought.</summary>
    Todo,
    /// <summary>A block bought its proof.</summary>
    Done,
}

/// <summary>A binary tree of the scan state: a leaf for each transaction, above them merges up to one proof at the root.</summary>
/// <param name="number">Its number.</param>
/// <param name="depth">d: it has 2^d leaves.</param>
public sealed class ScanTree(ulong number, int depth)
{
    readonly JobStage[] stages = new JobStage[2 << depth];

    /// <summary>Its number.</summary>
    public ulong Number => number;

    /// <summary>How many leaves it has: 2^d.</summary>
    public int Leaves => 1 << depth;

    /// <summary>How many leaves have a transaction.</summary>
    public int Filled { get; private set; }

    /// <summary>How many leaves are free.</summary>
    public int Free => Leaves - Filled;

    /// <summary>Whether the proof at the root was bought.</summary>
    public bool IsProved => stages[1] == JobStage.Done;

    /// <summary>Where the job at a node stands.</summary>
    public JobStage this[uint node] => stages[node];

    /// <summary>Puts a transaction on the next free leaf.</summary>
    /// <returns>The leaf, which is a job now.</returns>
    public uint Fill()
    {
        if (Free == 0) throw new InvariantException($"Tree {number} is full.");
        uint leaf = (uint)(Leaves + Filled++);
        stages[leaf] = JobStage.Todo;
        return leaf;
    }

    /// <summary>Takes a proof in.</summary>
    /// <returns>The merge job that this makes possible; 0 for none.</returns>
    public uint Finish(uint node)
    {
        if (stages[node] != JobStage.Todo) throw new InvariantException($"Node {node} of tree {number} is no job to be done.");
        stages[node] = JobStage.Done;
        if (node == 1 || stages[node ^ 1] != JobStage.Done) return 0;
        stages[node / 2] = JobStage.Todo;
        return node / 2;
    }

    /// <summary>Sets a node to what was kept of it.</summary>
    public void Restore(uint node, JobStage stage)
    {
        if (node >= Leaves && stages[node] == JobStage.None && stage != JobStage.None) Filled++;
        stages[node] = stage;
    }

    /// <summary>The jobs to be done at a level, from left to right.</summary>
    public IEnumerable<uint> TodoAt(int level)
    {
        for (uint node = 1u << level; node < 2u << level; node++)
            if (stages[node] == JobStage.Todo) yield return node;
    }
}
