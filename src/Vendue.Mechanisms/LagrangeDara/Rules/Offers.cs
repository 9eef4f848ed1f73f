namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>A requester's bid: all of its job or nothing.</summary>
/// <param name="Id">Its arrival number: unique in its round, fixed before the round closes.</param>
/// <param name="Size">s, the job's size in units; above zero.</param>
/// <param name="Value">b, what it offers for the whole job, in base units. All values of a round sum to less than 2^128.</param>
public readonly record struct Bid(ulong Id, ulong Size, UInt128 Value)
{
    /// <summary>b/s, by which bids are ranked.</summary>
    public Ratio Density => new(Value, Size);
}

/// <summary>A prover's ask.</summary>
/// <param name="Id">Its arrival number: unique in its round, fixed before the round closes.</param>
/// <param name="Capacity">q, how many units it can prove in this round; above zero.</param>
/// <param name="Price">a, what it asks for a unit, in base units; at most 2^64.</param>
public readonly record struct Ask(ulong Id, ulong Capacity, UInt128 Price);

/// <summary>A part of a job given to one prover.</summary>
/// <param name="Bid">The job's position among the bids.</param>
/// <param name="Ask">The prover's position among the asks.</param>
/// <param name="Units">x, how many units it has to prove.</param>
/// <param name="Worth">What the prover receives for it, in base units.</param>
public readonly record struct Slice(int Bid, int Ask, ulong Units, UInt128 Worth);
