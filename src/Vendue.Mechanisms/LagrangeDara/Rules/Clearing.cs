using System.Runtime.InteropServices;

namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>What a round's clearing came to. Lists stand parallel to the bids and asks that it was given.</summary>
public sealed class Clearing
{
    Clearing(int bids, int asks, Ratio p, Ratio r)
    {
        (P, R) = (p, r);
        (Wins, Pays) = (new bool[bids], new UInt128[bids]);
        (Survives, Units, Receives) = (new bool[asks], new ulong[asks], new UInt128[asks]);
    }

    /// <summary>Whether anything was traded.</summary>
    public bool Trades { get; private set; }

    /// <summary>p: what requesters pay a unit, where there is trade.</summary>
    public Ratio P { get; }

    /// <summary>r: what provers receive a unit at most, where there is trade.</summary>
    public Ratio R { get; }

    /// <summary>Which jobs won.</summary>
    public bool[] Wins { get; }

    /// <summary>What each requester pays, in base units: ceil(p·s) of the winners.</summary>
    public UInt128[] Pays { get; }

    /// <summary>Which provers were left, with or without work.</summary>
    public bool[] Survives { get; }

    /// <summary>x: how many units each prover has to prove.</summary>
    public ulong[] Units { get; }

    /// <summary>What each prover receives for all of them, in base units.</summary>
    public UInt128[] Receives { get; }

    /// <summary>The jobs' slices, by job id.</summary>
    public IReadOnlyList<Slice> Slices { get; private set; } = [];

    /// <summary>What requesters pay more than provers receive, in base units; never below zero.</summary>
    public UInt128 Surplus { get; private set; }

    /// <summary>Clears a round in O((n+m) log(n+m)); with whole jobs the packing is tried again at each step where it may fail.</summary>
    /// <param name="rules">The parameters.</param>
    /// <param name="bids">The bids, B.</param>
    /// <param name="asks">The asks, S.</param>
    /// <param name="priority">All positions of the asks, first the prover that is filled first; empty for the order of ids.</param>
    public static Clearing Of(in ClearingRules rules, ReadOnlySpan<Bid> bids, ReadOnlySpan<Ask> asks, ReadOnlySpan<int> priority = default)
    {
        var standing = new Standing(rules, bids, asks);
        bool trades = rules.Variant == Variant.Lookback
            ? Lookback.Run(standing, out var p, out var r)
            : Clock.Run(standing, rules.HighestAsk, out p, out r);
        if (!trades) return new Clearing(bids.Length, asks.Length, Ratio.Zero, Ratio.Zero);
        var clearing = new Clearing(bids.Length, asks.Length, p, r) { Trades = true };
        foreach (int bid in standing.BidPositionsLeft) clearing.Wins[bid] = true;
        foreach (int ask in standing.AskPositionsLeft) clearing.Survives[ask] = true;
        clearing.Book(bids, clearing.Allocate(rules, standing, bids, asks, priority));
        return clearing;
    }

    List<Slice> Allocate(in ClearingRules rules, Standing standing, ReadOnlySpan<Bid> bids, ReadOnlySpan<Ask> asks, ReadOnlySpan<int> priority)
    {
        var jobs = Winners(bids);
        if (!rules.Splittable) return Allocation.Whole(bids, jobs, asks.Length, standing.Packing(), R);
        if (rules.Fill == Fill.CheapestFirst && rules.Variant == Variant.Lookback)
            return Allocation.CheapestFirst(bids, jobs, standing.AsksLeft, standing.AskPositionsLeft, standing.Demand, R.Numerator);
        return Allocation.Priority(bids, jobs, asks, Survivors(asks, priority), R);
    }

    int[] Winners(ReadOnlySpan<Bid> bids)
    {
        var ids = new ulong[bids.Length];
        for (int i = 0; i < ids.Length; i++) ids[i] = bids[i].Id;
        return Array.FindAll(Sorting.ById(ids), bid => Wins[bid]);
    }

    int[] Survivors(ReadOnlySpan<Ask> asks, ReadOnlySpan<int> priority)
    {
        if (priority.Length > 0) return Array.FindAll(priority.ToArray(), ask => Survives[ask]);
        var ids = new ulong[asks.Length];
        for (int i = 0; i < ids.Length; i++) ids[i] = asks[i].Id;
        return Array.FindAll(Sorting.ById(ids), ask => Survives[ask]);
    }

    void Book(ReadOnlySpan<Bid> bids, List<Slice> slices)
    {
        UInt128 paid = 0, received = 0;
        for (int bid = 0; bid < bids.Length; bid++)
            if (Wins[bid]) paid += Pays[bid] = P.Ceiling(bids[bid].Size);
        foreach (ref readonly var slice in CollectionsMarshal.AsSpan(slices))
        {
            Units[slice.Ask] += slice.Units;
            Receives[slice.Ask] += slice.Worth;
            received += slice.Worth;
        }
        if (received > paid) throw new InvariantException("Provers would receive more than requesters pay.");
        (Slices, Surplus) = (slices, paid - received);
    }
}
