namespace Vendue.Kernel;

/// <summary>
/// Finds the rows that belong to one place of another table, such as the holdings of a request: doubly linked lists
/// threaded through arrays, so that no write allocates.
/// </summary>
/// <param name="group">The place a row belongs to; below zero for none.</param>
sealed class GroupIndex<T>(Func<T, int> group) : TableIndex<T>
{
    // Places plus one; 0 stands for none.
    int[] first = new int[16];
    int[] next = new int[16];
    int[] previous = new int[16];

    /// <summary>The places of the group's rows in ascending order, whatever the order in which they joined.</summary>
    public int[] Of(int sought)
    {
        if ((uint)sought >= (uint)first.Length || first[sought] == 0) return [];
        var places = new List<int>();
        for (int at = first[sought]; at != 0; at = next[at]) places.Add(at - 1);
        places.Sort();
        return [.. places];
    }

    internal override void Added(Handle<T> handle, in T row)
    {
        int of = group(row), at = handle.Index + 1;
        if (of < 0) return;
        Reserve(ref first, of);
        Reserve(ref next, at);
        Reserve(ref previous, at);
        int second = first[of];
        next[at] = second;
        previous[at] = 0;
        if (second != 0) previous[second] = at;
        first[of] = at;
    }

    internal override void Removed(Handle<T> handle, in T row)
    {
        int of = group(row), at = handle.Index + 1;
        if (of < 0) return;
        if (next[at] != 0) previous[next[at]] = previous[at];
        if (previous[at] != 0) next[previous[at]] = next[at];
        else first[of] = next[at];
    }

    internal override void Replaced(Handle<T> handle, in T before, in T after)
    {
        if (group(before) == group(after)) return;
        Removed(handle, before);
        Added(handle, after);
    }

    internal override void Clear() => Array.Clear(first);

    static void Reserve(ref int[] places, int index)
    {
        if (index >= places.Length) Array.Resize(ref places, (int)uint.Min((uint)Array.MaxLength, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)index + 1)));
    }
}
