namespace Vendue.Kernel;

/// <summary>
/// A binary Merkle tree over numbered places, kept incrementally: a change marks its place, and the next root hashes
/// the marked leaves and what is above them, nothing else. It has 2^d leaves, the least power that holds all places;
/// places without a leaf have a constant of their own.
/// </summary>
/// <param name="leafAt">The hash of the leaf at a place; <see cref="Merkle.Empty"/> where nothing stands.</param>
sealed class MerkleTree(Func<int, Hash32> leafAt)
{
    readonly List<Hash32[]> levels = [[Merkle.Empty]];
    bool[] marked = new bool[64];
    int[] waiting = new int[64];
    int waitingCount;

    /// <summary>The leaf at a place may have changed.</summary>
    public void Mark(int place)
    {
        if (place >= marked.Length) Array.Resize(ref marked, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)place + 1));
        if (marked[place]) return;
        marked[place] = true;
        if (waitingCount == waiting.Length) Array.Resize(ref waiting, waiting.Length * 2);
        waiting[waitingCount++] = place;
    }

    /// <summary>The table is emptied: every place that had a leaf is looked at again, as is every one that gets a row from now on.</summary>
    public void Clear()
    {
        int known = levels[0].Length;
        levels.Clear();
        levels.Add([Merkle.Empty]);
        for (int place = 0; place < known; place++) Mark(place);
    }

    /// <summary>The root over the first <paramref name="places"/> places.</summary>
    public Hash32 Root(int places)
    {
        Grow(places);
        int count = TakeLeaves(places);
        for (int level = 1; level < levels.Count && count > 0; level++) count = Raise(level, count);
        return levels[^1][0];
    }

    /// <summary>The siblings of a leaf and of what is above it, from the leaf up, as the last <see cref="Root"/> left them.</summary>
    public Hash32[] Path(int place)
    {
        var path = new Hash32[levels.Count - 1];
        for (int level = 0; level < path.Length; level++) path[level] = levels[level][(place >> level) ^ 1];
        return path;
    }

    /// <summary>A larger tree has the smaller one below its left-most nodes: they alone change, on the way from the first leaf.</summary>
    void Grow(int places)
    {
        if (places <= levels[0].Length) return;
        int capacity = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)places);
        var empty = Merkle.Empty;
        for (int level = 0; capacity >> level > 0; level++)
        {
            if (level == levels.Count) levels.Add([]);
            var nodes = levels[level];
            int before = nodes.Length;
            Array.Resize(ref nodes, capacity >> level);
            Array.Fill(nodes, empty, before, nodes.Length - before);
            levels[level] = nodes;
            empty = Merkle.Node(empty, empty);
        }
        Mark(0);
    }

    /// <summary>Hashes the marked leaves, and leaves their parents' places in <see cref="waiting"/>, in order and each once.</summary>
    int TakeLeaves(int places)
    {
        Array.Sort(waiting, 0, waitingCount);
        int parents = 0;
        for (int i = 0; i < waitingCount; i++)
        {
            int place = waiting[i];
            marked[place] = false;
            // A row that was added and undone marked a place that is not there.
            if (place >= places) continue;
            levels[0][place] = leafAt(place);
            if (parents == 0 || waiting[parents - 1] != place >> 1) waiting[parents++] = place >> 1;
        }
        waitingCount = 0;
        return parents;
    }

    int Raise(int level, int count)
    {
        Hash32[] below = levels[level - 1], nodes = levels[level];
        int parents = 0;
        for (int i = 0; i < count; i++)
        {
            int place = waiting[i];
            nodes[place] = Merkle.Node(below[2 * place], below[(2 * place) + 1]);
            if (parents == 0 || waiting[parents - 1] != place >> 1) waiting[parents++] = place >> 1;
        }
        return parents;
    }
}

/// <summary>
/// The hashes of version 1 of the trees. Leaves, nodes and empty places have tags of their own, so that none can pass
/// for another: leaf = SHA-256("vendue/leaf/1", part, bytes), node = SHA-256("vendue/node/1", left, right),
/// empty = SHA-256("vendue/empty/1").
/// </summary>
public static class Merkle
{
    /// <summary>The leaf of a place where nothing stands.</summary>
    public static Hash32 Empty { get; } = Hash32.Sha256("vendue/empty/1"u8);

    /// <summary>The hash of a leaf.</summary>
    /// <param name="part">The tree it stands in.</param>
    /// <param name="bytes">Its canonical bytes.</param>
    public static Hash32 Leaf(StatePart part, ReadOnlySpan<byte> bytes)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/leaf/1"u8);
        writer.Byte((byte)part);
        writer.Raw(bytes);
        return Hash32.Sha256(writer.Written);
    }

    /// <summary>The hash of a node.</summary>
    public static Hash32 Node(in Hash32 left, in Hash32 right)
    {
        Span<byte> bytes = stackalloc byte[13 + (2 * Hash32.Size)];
        "vendue/node/1"u8.CopyTo(bytes);
        left.CopyTo(bytes[13..]);
        right.CopyTo(bytes[(13 + Hash32.Size)..]);
        return Hash32.Sha256(bytes);
    }

    /// <summary>The root that a leaf and its siblings give; null when there are more or fewer siblings than a tree of so many places has.</summary>
    /// <param name="leaf">The leaf's hash.</param>
    /// <param name="place">Its place.</param>
    /// <param name="places">How many places the tree has.</param>
    /// <param name="path">The siblings, from the leaf up.</param>
    public static Hash32? RootOf(Hash32 leaf, uint place, uint places, ReadOnlySpan<Hash32> path)
    {
        if (place >= places || places > 1 << 30 || path.Length > 30 || 1u << path.Length != System.Numerics.BitOperations.RoundUpToPowerOf2(places)) return null;
        for (int level = 0; level < path.Length; level++)
            leaf = ((place >> level) & 1) == 0 ? Node(leaf, path[level]) : Node(path[level], leaf);
        return leaf;
    }
}
