namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>A round to clear.</summary>
public sealed record ClearGiven
{
    /// <summary>How the prices are found.</summary>
    public Variant Variant { get; init; }

    /// <summary>How the work is divided; priority is the order of ids.</summary>
    public Fill Fill { get; init; }

    /// <summary>Whether jobs may be split.</summary>
    public bool Splittable { get; init; } = true;

    /// <summary>rMax.</summary>
    public UInt128 HighestAsk { get; init; } = 1_000;

    /// <summary>The bids.</summary>
    public Bid[] Bids { get; init; } = [];

    /// <summary>The asks.</summary>
    public Ask[] Asks { get; init; } = [];
}

/// <summary>What one side of a trade comes to.</summary>
/// <param name="Id">The bid's or ask's id.</param>
/// <param name="Units">How many units are proven for or by it.</param>
/// <param name="Amount">What it pays or receives.</param>
public readonly record struct Share(ulong Id, ulong Units, UInt128 Amount);

/// <summary>A slice by the ids of its bid and ask.</summary>
public readonly record struct SliceAnswer(ulong Bid, ulong Ask, ulong Units, UInt128 Worth);

/// <summary>What a round comes to.</summary>
public sealed record ClearAnswer
{
    /// <summary>Whether there is trade.</summary>
    public bool Trades { get; init; }

    /// <summary>p, as a fraction in base units.</summary>
    public Ratio P { get; init; }

    /// <summary>r, as a fraction in base units.</summary>
    public Ratio R { get; init; }

    /// <summary>The jobs that won, and what their requesters pay.</summary>
    public Share[] Winners { get; init; } = [];

    /// <summary>The provers left, and what they receive.</summary>
    public Share[] Survivors { get; init; } = [];

    /// <summary>Who proves what.</summary>
    public SliceAnswer[] Slices { get; init; } = [];

    /// <summary>What requesters pay more than provers receive.</summary>
    public UInt128 Surplus { get; init; }

    /// <summary>Values of the winners less costs of the provers, if bids and asks are true.</summary>
    public Int128 Welfare { get; init; }
}

/// <summary>A bid to seal.</summary>
public readonly record struct BidToSeal(Name Account, Hash32 Request, UInt128 Value, Hash32 Salt);

/// <summary>An ask to seal.</summary>
public readonly record struct AskToSeal(Name Account, ulong Round, ulong Capacity, UInt128 Price, Hash32 Salt);

/// <summary>A seal.</summary>
public readonly record struct Sealed(Hash32 Commitment);

/// <summary>The mechanism's pure rules by name.</summary>
static class DaraVectors
{
    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<ClearGiven, ClearAnswer>("lagrange-dara/clear", "Clears a round of bids and asks.", Clear),
        VectorRule.Of<BidToSeal, Sealed>("lagrange-dara/seal-bid", "The commitment of a sealed bid.", given => new Sealed(Seal.OfBid(given.Account, given.Request, given.Value, given.Salt))),
        VectorRule.Of<AskToSeal, Sealed>("lagrange-dara/seal-ask", "The commitment of a sealed ask.", given => new Sealed(Seal.OfAsk(given.Account, given.Round, given.Capacity, given.Price, given.Salt))),
    ];

    static ClearAnswer Clear(ClearGiven given)
    {
        if (given.Bids.Any(b => b.Size is 0 or > 1UL << 48 || b.Value > Ledger.LargestSupply) || given.Asks.Any(a => a.Capacity is 0 or > 1UL << 48 || a.Price > ulong.MaxValue) || given.HighestAsk > ulong.MaxValue)
            throw new EncodingException("given: sizes and capacities are from 1 to 2^48, values at most 2^120, asks and highestAsk below 2^64.");
        if (given.Bids.DistinctBy(b => b.Id).Count() < given.Bids.Length || given.Asks.DistinctBy(a => a.Id).Count() < given.Asks.Length)
            throw new EncodingException("given: two bids or two asks have one id.");
        if (given.Bids.Length > 100) throw new EncodingException("given: at most 100 bids.");
        var (bids, asks) = (given.Bids, given.Asks);
        var cleared = Clearing.Of(new ClearingRules(given.Variant, given.Fill, given.Splittable, given.HighestAsk), bids, asks);
        return new ClearAnswer
        {
            Trades = cleared.Trades,
            P = cleared.P,
            R = cleared.R,
            Winners = [.. Enumerable.Range(0, bids.Length).Where(i => cleared.Wins[i]).Select(i => new Share(bids[i].Id, bids[i].Size, cleared.Pays[i]))],
            Survivors = [.. Enumerable.Range(0, asks.Length).Where(j => cleared.Survives[j]).Select(j => new Share(asks[j].Id, cleared.Units[j], cleared.Receives[j]))],
            Slices = [.. cleared.Slices.Select(s => new SliceAnswer(bids[s.Bid].Id, asks[s.Ask].Id, s.Units, s.Worth))],
            Surplus = cleared.Surplus,
            Welfare = Welfare(bids, asks, cleared),
        };
    }

    static Int128 Welfare(Bid[] bids, Ask[] asks, Clearing cleared)
    {
        Int128 welfare = 0;
        for (int i = 0; i < bids.Length; i++) welfare += cleared.Wins[i] ? (Int128)bids[i].Value : 0;
        for (int j = 0; j < asks.Length; j++) welfare -= (Int128)(asks[j].Price * cleared.Units[j]);
        return welfare;
    }
}
