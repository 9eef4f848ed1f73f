namespace Vendue.Proofs.Statements;

/// <summary>A full binary Merkle tree under <see cref="Poseidon"/>, its leaves zero until they are set.</summary>
public sealed class PoseidonTree
{
    readonly Fr[] nodes; // 1 is the root; the children of n are 2n and 2n + 1

    /// <summary>A tree of 2^<paramref name="depth"/> zero leaves.</summary>
    /// <param name="depth">1 to 20.</param>
    public PoseidonTree(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, 20);
        Depth = depth;
        nodes = new Fr[2 << depth];
        for (var height = 1; height <= depth; height++)
        {
            // All nodes of a height are equal at first.
            var first = 1 << (depth - height);
            nodes.AsSpan(first, first).Fill(Poseidon.Hash(nodes[2 * first], nodes[2 * first]));
        }
    }

    /// <summary>Number of steps from a leaf to the root.</summary>
    public int Depth { get; }

    /// <summary>The root.</summary>
    public Fr Root => nodes[1];

    /// <summary>A leaf, by its index from the left.</summary>
    public Fr this[int index]
    {
        get => nodes[NodeOf(index)];
        set
        {
            var node = NodeOf(index);
            nodes[node] = value;
            while ((node >>= 1) > 0) nodes[node] = Poseidon.Hash(nodes[2 * node], nodes[(2 * node) + 1]);
        }
    }

    /// <summary>The neighbours on the way from a leaf to the root, lowest first.</summary>
    public Fr[] Siblings(int index)
    {
        var node = NodeOf(index);
        var siblings = new Fr[Depth];
        for (var height = 0; height < Depth; height++, node >>= 1) siblings[height] = nodes[node ^ 1];
        return siblings;
    }

    int NodeOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1 << Depth);
        return (1 << Depth) + index;
    }
}
