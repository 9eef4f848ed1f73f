namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Packs the jobs left onto the provers left, again and again as they get fewer; sorted once.</summary>
sealed class WholeJobs
{
    readonly Bid[] bids;
    readonly Ask[] asks;
    readonly int[] jobsBySize;
    readonly int[] proversByCapacity;
    readonly ulong[] sizes;
    readonly ulong[] capacities;
    readonly int[] jobs;
    readonly int[] provers;
    readonly int[] assigned;
    int packed;

    /// <param name="bids">The requesters, in the order in which they are dropped.</param>
    /// <param name="asks">The provers, in the reverse of the order in which they are dropped.</param>
    public WholeJobs(Bid[] bids, Ask[] asks)
    {
        (this.bids, this.asks) = (bids, asks);
        jobsBySize = Order(bids.Length, (i, j) => bids[i].Size != bids[j].Size ? bids[j].Size.CompareTo(bids[i].Size) : bids[i].Id.CompareTo(bids[j].Id));
        proversByCapacity = Order(asks.Length, (i, j) => asks[i].Capacity != asks[j].Capacity ? asks[j].Capacity.CompareTo(asks[i].Capacity) : asks[i].Id.CompareTo(asks[j].Id));
        (sizes, jobs, assigned) = (new ulong[bids.Length], new int[bids.Length], new int[bids.Length]);
        (capacities, provers) = (new ulong[asks.Length], new int[asks.Length]);
    }

    /// <summary>Packs the bids from <paramref name="firstBid"/> on, onto the first <paramref name="askCount"/> asks.</summary>
    public bool Pack(int firstBid, int askCount)
    {
        packed = 0;
        foreach (int job in jobsBySize)
            if (job >= firstBid) (jobs[packed], sizes[packed++]) = (job, bids[job].Size);
        int room = 0;
        foreach (int prover in proversByCapacity)
            if (prover < askCount) (provers[room], capacities[room++]) = (prover, asks[prover].Capacity);
        return Packing.Pack(sizes.AsSpan(0, packed), capacities.AsSpan(0, room), assigned);
    }

    /// <summary>The packing found last, as positions among the bids and asks given.</summary>
    public IEnumerable<(int Bid, int Ask)> Assignment()
    {
        for (int i = 0; i < packed; i++) yield return (jobs[i], provers[assigned[i]]);
    }

    static int[] Order(int count, Comparison<int> by)
    {
        var order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        Array.Sort(order, by);
        return order;
    }
}
