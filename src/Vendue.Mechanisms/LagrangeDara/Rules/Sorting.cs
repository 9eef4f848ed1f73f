namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Sorts offers by exact price: machine words first, wide products only among equal words.</summary>
static class Sorting
{
    /// <summary>The bids of at most a size, by ascending density; among equals the larger id first.</summary>
    public static (Bid[] Sorted, int[] Positions) Ascending(ReadOnlySpan<Bid> bids, UInt128 largestJob)
    {
        var keys = new ulong[bids.Length];
        var positions = new int[bids.Length];
        int count = 0;
        for (int i = 0; i < bids.Length; i++)
            if (bids[i].Size <= largestJob) (keys[count], positions[count++]) = (Ratio.SortKey(bids[i].Value, bids[i].Size), i);
        return Sort(bids, keys, positions, count, static (x, y) => x.Density.CompareTo(y.Density) is not 0 and var order ? order : y.Id.CompareTo(x.Id));
    }

    /// <summary>The asks of at most a price, by ascending ask; among equals the smaller id first.</summary>
    public static (Ask[] Sorted, int[] Positions) Ascending(ReadOnlySpan<Ask> asks, UInt128 highestAsk)
    {
        var keys = new ulong[asks.Length];
        var positions = new int[asks.Length];
        int count = 0;
        for (int i = 0; i < asks.Length; i++)
            if (asks[i].Price <= highestAsk) (keys[count], positions[count++]) = (Ratio.SortKey(asks[i].Price, 1), i);
        return Sort(asks, keys, positions, count, static (x, y) => x.Price != y.Price ? x.Price.CompareTo(y.Price) : x.Id.CompareTo(y.Id));
    }

    /// <summary>The positions 0 to n-1 by ascending id. Lists are mostly given in that order already.</summary>
    public static int[] ById(ReadOnlySpan<ulong> ids)
    {
        var positions = new int[ids.Length];
        bool ascending = true;
        for (int i = 0; i < ids.Length; i++)
        {
            positions[i] = i;
            ascending &= i == 0 || ids[i - 1] < ids[i];
        }
        if (!ascending) ids.ToArray().AsSpan().Sort(positions.AsSpan());
        return positions;
    }

    static (T[] Sorted, int[] Positions) Sort<T>(ReadOnlySpan<T> offers, ulong[] keys, int[] positions, int count, Comparison<T> exact)
    {
        keys.AsSpan(0, count).Sort(positions.AsSpan(0, count));
        var sorted = new T[count];
        for (int i = 0; i < count; i++) sorted[i] = offers[positions[i]];
        for (int from = 0, to; from < count; from = to)
        {
            for (to = from + 1; to < count && keys[to] == keys[from];) to++;
            if (to - from > 1) sorted.AsSpan(from, to - from).Sort(positions.AsSpan(from, to - from), exact);
        }
        return (sorted, positions.Length == count ? positions : positions[..count]);
    }
}
