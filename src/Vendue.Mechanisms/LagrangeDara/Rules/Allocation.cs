namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Divides the work of the jobs that won over the provers that are left, and says what each slice is worth.</summary>
static class Allocation
{
    /// <summary>
    /// Jobs by id, each filled from the provers in an order that does not look at asks. A prover receives floor(r·x) for
    /// its whole quantity x; a slice is worth the difference of the running floors.
    /// </summary>
    /// <param name="bids">The round's bids.</param>
    /// <param name="jobs">The positions of those that won, by id.</param>
    /// <param name="asks">The round's asks.</param>
    /// <param name="provers">The positions of those left, by priority.</param>
    /// <param name="r">What provers receive a unit.</param>
    public static List<Slice> Priority(ReadOnlySpan<Bid> bids, ReadOnlySpan<int> jobs, ReadOnlySpan<Ask> asks, ReadOnlySpan<int> provers, Ratio r)
    {
        var slices = new List<Slice>(jobs.Length + provers.Length);
        int at = 0;
        ulong used = 0;
        foreach (int job in jobs)
        {
            for (ulong left = bids[job].Size; left > 0;)
            {
                if (used == asks[provers[at]].Capacity) (at, used) = (at + 1, 0);
                ulong units = ulong.Min(left, asks[provers[at]].Capacity - used);
                slices.Add(new Slice(job, provers[at], units, r.Floor((UInt128)used + units) - r.Floor(used)));
                (left, used) = (left - units, used + units);
            }
        }
        return slices;
    }

    /// <summary>
    /// Jobs by id, each filled from the lowest ask up. A prover's unit k is paid its threshold: the lower of r and the
    /// ask at which the other provers could have served the market without that unit.
    /// </summary>
    /// <remarks>
    /// With the units that the provers left can prove numbered by ascending ask, the provers that serve hold 1 to D. The
    /// threshold of unit k of a prover with capacity q is then the ask of unit D + q - k + 1, or r beyond the last.
    /// </remarks>
    /// <param name="bids">The round's bids.</param>
    /// <param name="jobs">The positions of those that won, by id.</param>
    /// <param name="asks">The provers left, by (ask, id).</param>
    /// <param name="positions">Their positions in the round's list.</param>
    /// <param name="demand">D, the sizes of those jobs together.</param>
    /// <param name="r">What provers receive a unit at most.</param>
    public static List<Slice> CheapestFirst(ReadOnlySpan<Bid> bids, ReadOnlySpan<int> jobs, ReadOnlySpan<Ask> asks, ReadOnlySpan<int> positions, UInt128 demand, UInt128 r)
    {
        var thresholds = new Thresholds(asks, demand, r);
        var slices = new List<Slice>(jobs.Length + asks.Length);
        int at = 0;
        ulong used = 0;
        foreach (int job in jobs)
        {
            for (ulong left = bids[job].Size; left > 0;)
            {
                if (used == asks[at].Capacity) (at, used) = (at + 1, 0);
                ulong units = ulong.Min(left, asks[at].Capacity - used);
                slices.Add(new Slice(job, positions[at], units, thresholds.Sum(asks[at].Capacity, used, used + units)));
                (left, used) = (left - units, used + units);
            }
        }
        return slices;
    }

    /// <summary>Whole jobs where the packing put them; a prover's jobs are valued in order of their id.</summary>
    /// <param name="bids">The round's bids.</param>
    /// <param name="jobs">The positions of those that won, by id.</param>
    /// <param name="asks">How many asks the round has.</param>
    /// <param name="packing">Each winner's prover.</param>
    /// <param name="r">What provers receive a unit.</param>
    public static List<Slice> Whole(ReadOnlySpan<Bid> bids, ReadOnlySpan<int> jobs, int asks, IEnumerable<(int Bid, int Ask)> packing, Ratio r)
    {
        var proverOf = new int[bids.Length];
        foreach (var (bid, ask) in packing) proverOf[bid] = ask;
        var used = new UInt128[asks];
        var slices = new List<Slice>(jobs.Length);
        foreach (int job in jobs)
        {
            ref var before = ref used[proverOf[job]];
            slices.Add(new Slice(job, proverOf[job], bids[job].Size, r.Floor(before + bids[job].Size) - r.Floor(before)));
            before += bids[job].Size;
        }
        return slices;
    }

    /// <summary>Sums of the asks of the units after D, by which thresholds are read off.</summary>
    readonly struct Thresholds
    {
        readonly UInt128 demand, r;
        readonly UInt128[] ends, sums;
        readonly UInt128[] prices;

        public Thresholds(ReadOnlySpan<Ask> asks, UInt128 demand, UInt128 r)
        {
            (this.demand, this.r) = (demand, r);
            (ends, sums, prices) = (new UInt128[asks.Length], new UInt128[asks.Length], new UInt128[asks.Length]);
            UInt128 end = 0, sum = 0;
            for (int i = 0; i < asks.Length; i++)
            {
                var before = UInt128.Max(end, demand);
                end += asks[i].Capacity;
                prices[i] = UInt128.Min(r, asks[i].Price);
                if (end > before) sum += prices[i] * (end - before);
                (ends[i], sums[i]) = (end, sum);
            }
        }

        /// <summary>The thresholds of a prover's units after <paramref name="from"/> up to <paramref name="to"/>.</summary>
        public UInt128 Sum(UInt128 capacity, UInt128 from, UInt128 to) => UpTo(demand + capacity - from) - UpTo(demand + capacity - to);

        /// <summary>What the units after D up to <paramref name="unit"/> ask.</summary>
        UInt128 UpTo(UInt128 unit)
        {
            int after = Array.BinarySearch(ends, unit);
            if (after < 0) after = ~after;
            if (after == ends.Length) return (after == 0 ? 0 : sums[^1]) + (r * (unit - UInt128.Max(demand, after == 0 ? 0 : ends[^1])));
            return sums[after] - (prices[after] * (ends[after] - unit));
        }
    }
}
