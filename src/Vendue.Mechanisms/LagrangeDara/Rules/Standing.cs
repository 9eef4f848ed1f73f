namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>
/// Who is still in: B and S of the rule, sorted once and then shortened from their weak ends. Requesters are dropped by
/// lower density, provers by higher ask; among equals the later one goes first.
/// </summary>
sealed class Standing
{
    readonly Bid[] bids;
    readonly int[] bidPositions;
    readonly Ask[] asks;
    readonly int[] askPositions;
    readonly ulong[] largestCapacity;
    readonly ulong[] largestSize;
    readonly bool splittable;
    int firstBid;
    WholeJobs? whole;

    public Standing(in ClearingRules rules, ReadOnlySpan<Bid> allBids, ReadOnlySpan<Ask> allAsks)
    {
        splittable = rules.Splittable;
        (asks, askPositions) = Sorting.Ascending(allAsks, rules.HighestAsk);
        AskCount = asks.Length;
        largestCapacity = new ulong[asks.Length];
        for (int i = 0; i < asks.Length; i++)
        {
            Supply += asks[i].Capacity;
            largestCapacity[i] = i == 0 ? asks[i].Capacity : ulong.Max(largestCapacity[i - 1], asks[i].Capacity);
        }
        var largestJob = splittable ? Supply : AskCount == 0 ? 0 : LargestCapacity;
        (bids, bidPositions) = Sorting.Ascending(allBids, largestJob);
        largestSize = new ulong[splittable ? 0 : bids.Length];
        for (int i = bids.Length - 1; i >= 0; i--)
        {
            Demand += bids[i].Size;
            if (!splittable) largestSize[i] = i == bids.Length - 1 ? bids[i].Size : ulong.Max(largestSize[i + 1], bids[i].Size);
        }
    }

    /// <summary>How many requesters are left.</summary>
    public int BidCount => bids.Length - firstBid;

    /// <summary>How many provers are left.</summary>
    public int AskCount { get; private set; }

    /// <summary>D, the units that those requesters want.</summary>
    public UInt128 Demand { get; private set; }

    /// <summary>Q, the units that those provers can prove.</summary>
    public UInt128 Supply { get; private set; }

    /// <summary>The largest capacity among the provers left, of which there must be one.</summary>
    public ulong LargestCapacity => largestCapacity[AskCount - 1];

    /// <summary>The requester that is dropped next.</summary>
    public Bid WeakestBid => bids[firstBid];

    /// <summary>The prover that is dropped next.</summary>
    public Ask WeakestAsk => asks[AskCount - 1];

    /// <summary>The provers left, in order of (ask, id).</summary>
    public ReadOnlySpan<Ask> AsksLeft => asks.AsSpan(0, AskCount);

    /// <summary>Their positions in the round's list.</summary>
    public ReadOnlySpan<int> AskPositionsLeft => askPositions.AsSpan(0, AskCount);

    /// <summary>The positions of the requesters left in the round's list.</summary>
    public ReadOnlySpan<int> BidPositionsLeft => bidPositions.AsSpan(firstBid);

    /// <summary>Whether the provers left can prove all that the requesters left want.</summary>
    public bool Fits()
    {
        if (Demand > Supply) return false;
        if (splittable || BidCount == 0) return true;
        // A job of size s that finds no room leaves less than s free on each of the m provers, so jobs of at most that
        // size always fit while D < Q + m - (m - 1)s. It spares thick markets the packing at every step.
        if (Demand + ((UInt128)(AskCount - 1) * largestSize[firstBid]) < Supply + (UInt128)AskCount) return true;
        return Packed().Pack(firstBid, AskCount);
    }

    /// <summary>Drops the weakest requester.</summary>
    public Ratio DropBid()
    {
        var dropped = bids[firstBid++];
        Demand -= dropped.Size;
        return dropped.Density;
    }

    /// <summary>Drops the weakest prover.</summary>
    public Ratio DropAsk()
    {
        var dropped = asks[--AskCount];
        Supply -= dropped.Capacity;
        return Ratio.Whole(dropped.Price);
    }

    /// <summary>The packing of whole jobs: for each requester left, by position in the round's list, its prover's.</summary>
    public IEnumerable<(int Bid, int Ask)> Packing()
    {
        if (!Packed().Pack(firstBid, AskCount)) throw new InvariantException("Jobs that won do not fit.");
        return Packed().Assignment().Select(pair => (bidPositions[pair.Bid], askPositions[pair.Ask]));
    }

    WholeJobs Packed() => whole ??= new WholeJobs(bids, asks);
}
