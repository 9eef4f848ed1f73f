using System.Numerics;

namespace Vendue.Mechanisms.LagrangeDara.Tests;

/// <summary>The rule once more, word by word from its specification, with lists, big integers and no thought of speed.</summary>
public sealed class NaiveClearing
{
    readonly ClearingRules rules;
    readonly List<Bid> B;
    readonly List<Ask> S;
    (BigInteger N, BigInteger D) p = (0, 1), r = (1, 0);

    public NaiveClearing(ClearingRules rules, Round round)
    {
        this.rules = rules;
        S = [.. round.Asks.Where(a => a.Price <= rules.HighestAsk)];
        var room = S.Count == 0 ? 0 : rules.Splittable ? Sum(S) : S.Max(a => (BigInteger)a.Capacity);
        B = [.. round.Bids.Where(b => b.Size <= room)];
        Trades = rules.Variant == Variant.Lookback ? Lookback() : Clock();
        if (Trades) Allocate(round);
    }

    public bool Trades { get; }

    public Dictionary<ulong, BigInteger> Pays { get; } = [];

    public Dictionary<ulong, BigInteger> Receives { get; } = [];

    public List<(ulong Bid, ulong Ask, ulong Units, BigInteger Worth)> Slices { get; } = [];

    bool Lookback()
    {
        while (B.Count > 0 && S.Count > 0)
        {
            while (B.Count > 0 && !Fits()) p = DropBid();
            if (B.Count == 0) return false;
            if (AtLeast(p, r)) return true;
            r = DropAsk();
        }
        return false;
    }

    bool Clock()
    {
        r = ((BigInteger)rules.HighestAsk, 1);
        while (B.Count > 0 && S.Count > 0)
        {
            if (!Fits())
            {
                var dropped = DropBid();
                if (!AtLeast(p, dropped)) p = dropped;
            }
            else if (AtLeast(p, r))
            {
                return true;
            }
            else if (Sum(S) - Sum(B) >= S.Max(a => (BigInteger)a.Capacity))
            {
                var j = WeakestAsk();
                r = !AtLeast(p, ((BigInteger)j.Price, 1)) ? DropAsk() : p;
            }
            else
            {
                var i = WeakestBid();
                p = !AtLeast(((BigInteger)i.Value, i.Size), r) ? DropBid() : r;
            }
        }
        return false;
    }

    bool Fits() => rules.Splittable ? Sum(B) <= Sum(S) : Pack() is not null;

    Dictionary<ulong, ulong>? Pack()
    {
        var provers = S.OrderByDescending(a => a.Capacity).ThenBy(a => a.Id).Select(a => (a.Id, Room: a.Capacity)).ToArray();
        var assignment = new Dictionary<ulong, ulong>();
        foreach (var job in B.OrderByDescending(b => b.Size).ThenBy(b => b.Id))
        {
            int first = Array.FindIndex(provers, prover => prover.Room >= job.Size);
            if (first < 0) return null;
            provers[first].Room -= job.Size;
            assignment[job.Id] = provers[first].Id;
        }
        return assignment;
    }

    void Allocate(Round round)
    {
        foreach (var job in B) Pays[job.Id] = ((p.N * job.Size) + p.D - 1) / p.D;
        foreach (var prover in round.Asks) Receives[prover.Id] = 0;
        var used = S.ToDictionary(a => a.Id, _ => 0UL);
        var packing = rules.Splittable ? null : Pack();
        foreach (var job in B.OrderBy(b => b.Id))
        {
            if (packing is not null) Give(job, S.Single(a => a.Id == packing[job.Id]), job.Size, used);
            ulong left = packing is null ? job.Size : 0;
            foreach (var prover in InOrder())
            {
                ulong units = ulong.Min(left, prover.Capacity - used[prover.Id]);
                if (units > 0) Give(job, prover, units, used);
                left -= units;
            }
        }
    }

    IEnumerable<Ask> InOrder() => rules.Fill == Fill.CheapestFirst ? S.OrderBy(a => a.Price).ThenBy(a => a.Id) : S.OrderBy(a => a.Id);

    void Give(Bid job, Ask prover, ulong units, Dictionary<ulong, ulong> used)
    {
        ulong from = used[prover.Id], to = from + units;
        used[prover.Id] = to;
        var worth = rules.Fill == Fill.CheapestFirst
            ? Enumerable.Range((int)from + 1, (int)units).Aggregate(BigInteger.Zero, (sum, k) => sum + Threshold(prover, k))
            : (r.N * to / r.D) - (r.N * from / r.D);
        Receives[prover.Id] += worth;
        Slices.Add((job.Id, prover.Id, units, worth));
    }

    BigInteger Threshold(Ask prover, int k)
    {
        BigInteger cumulative = 0, demand = Sum(B);
        foreach (var other in S.Where(a => a.Id != prover.Id).OrderBy(a => a.Price).ThenBy(a => a.Id))
        {
            cumulative += other.Capacity;
            if (demand - cumulative < k) return BigInteger.Min(r.N, other.Price);
        }
        return r.N;
    }

    Bid WeakestBid() => B.Aggregate((x, y) => Compare(x, y) <= 0 ? x : y);

    static int Compare(Bid x, Bid y)
    {
        int byDensity = ((BigInteger)x.Value * y.Size).CompareTo((BigInteger)y.Value * x.Size);
        return byDensity != 0 ? byDensity : y.Id.CompareTo(x.Id);
    }

    Ask WeakestAsk() => S.OrderByDescending(a => a.Price).ThenByDescending(a => a.Id).First();

    (BigInteger, BigInteger) DropBid()
    {
        var dropped = WeakestBid();
        B.Remove(dropped);
        return ((BigInteger)dropped.Value, dropped.Size);
    }

    (BigInteger, BigInteger) DropAsk()
    {
        var dropped = WeakestAsk();
        S.Remove(dropped);
        return ((BigInteger)dropped.Price, 1);
    }

    static bool AtLeast((BigInteger N, BigInteger D) left, (BigInteger N, BigInteger D) right) => left.N * right.D >= right.N * left.D;

    static BigInteger Sum(List<Bid> bids) => bids.Aggregate(BigInteger.Zero, (sum, b) => sum + b.Size);

    static BigInteger Sum(List<Ask> asks) => asks.Aggregate(BigInteger.Zero, (sum, a) => sum + a.Capacity);
}
