namespace Vendue.Mechanisms.Mina;

/// <summary>Jobs of one kind and age that a block bought one after another.</summary>
/// <param name="Merge">Whether they merge two proofs; else they prove a transaction.</param>
/// <param name="Born">The block in which they came into being; the first block is 1.</param>
/// <param name="Count">How many.</param>
public readonly record struct JobsBought(bool Merge, uint Born, uint Count);

/// <summary>What one block did to the scan state.</summary>
public sealed record ScanBlock
{
    /// <summary>How many proofs it brought.</summary>
    public uint Proofs { get; init; }

    /// <summary>In how many bundles.</summary>
    public uint Bundles { get; init; }

    /// <summary>Which, in order.</summary>
    public JobsBought[] Bought { get; init; } = [];

    /// <summary>The trees whose proof it emitted, by number.</summary>
    public ulong[] Emitted { get; init; } = [];

    /// <summary>How many trees there are after it.</summary>
    public uint Trees { get; init; }

    /// <summary>The parts it was given.</summary>
    public Partition[] Parts { get; init; } = [];
}

/// <summary>The scan state over many blocks, each of which brings exactly the proofs that its transactions require.</summary>
public static class ScanRun
{
    /// <summary>Runs blocks of these numbers of transactions.</summary>
    public static ScanBlock[] Of(int depth, int delay, ReadOnlySpan<uint> transactions)
    {
        var (state, born, blocks) = (new ScanState(depth, delay), new Dictionary<JobId, uint>(), new ScanBlock[transactions.Length]);
        for (int i = 0; i < blocks.Length; i++) blocks[i] = Advance(state, born, (uint)i + 1, (int)transactions[i]);
        return blocks;
    }

    static ScanBlock Advance(ScanState state, Dictionary<JobId, uint> born, uint block, int transactions)
    {
        var parts = state.Partitions();
        int first = transactions <= state.Newest.Free ? int.MaxValue : state.Work(0).Count;
        var required = state.RequiredFor(transactions);
        var runs = new List<JobsBought>();
        foreach (var job in required)
        {
            Note(runs, job.Node < (uint)state.Newest.Leaves, born[job]);
            born.Remove(job);
            if (state.Finish(job) is { Node: > 0 } merge) born[merge] = block;
        }
        for (int i = 0; i < transactions; i++) born[state.Append()] = block;
        return new ScanBlock
        {
            Proofs = (uint)required.Count,
            Bundles = (uint)(((int.Min(first, required.Count) + 1) / 2) + ((int.Max(0, required.Count - first) + 1) / 2)),
            Bought = [.. runs],
            Emitted = [.. state.Emit()],
            Trees = (uint)state.Trees.Count,
            Parts = parts.Second is { } second ? [parts.First, second] : [parts.First],
        };
    }

    static void Note(List<JobsBought> runs, bool merge, uint born)
    {
        if (runs.Count > 0 && runs[^1] is var last && last.Merge == merge && last.Born == born) runs[^1] = last with { Count = last.Count + 1 };
        else runs.Add(new JobsBought(merge, born, 1));
    }
}
