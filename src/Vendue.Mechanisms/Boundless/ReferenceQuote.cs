namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>What to do about an offer.</summary>
public enum QuoteDecision : byte
{
    /// <summary>Its most is too little.</summary>
    Skip,
    /// <summary>Its least is enough: lock at once.</summary>
    LockNow,
    /// <summary>Lock when the price is enough.</summary>
    LockLater,
}

/// <summary>The reference broker's arithmetic, in integers. Source: the broker of github.com/boundless-xyz/boundless.</summary>
/// <param name="Lo">What the least price leaves for 1,000,000 units of work, after the fixed cost.</param>
/// <param name="Hi">What the most price leaves for 1,000,000 units of work, after the fixed cost.</param>
/// <param name="Decision">What to do.</param>
/// <param name="Target">The price at which to lock; 0 unless it is to be waited for.</param>
/// <param name="LockAt">The first instant at which that price is reached; 0 unless it is to be waited for.</param>
public readonly record struct ReferenceQuote(UInt128 Lo, UInt128 Hi, QuoteDecision Decision, UInt128 Target, ulong LockAt)
{
    const uint Million = 1_000_000;

    /// <summary>
    /// lo = floor(max(0, minPrice − fixedCost)·10^6 / work), hi likewise of maxPrice. Below the prover's least price at
    /// its most: skip. At or above it at its least: lock at once. Else lock at the time of
    /// ceil(leastPrice·work / 10^6) + fixedCost.
    /// </summary>
    /// <param name="offer">The offer.</param>
    /// <param name="work">The work, in units such as cycles; 0 counts as 1.</param>
    /// <param name="fixedCost">What taking and delivering costs.</param>
    /// <param name="leastPrice">The least price for 1,000,000 units of work.</param>
    public static ReferenceQuote Of(in Offer offer, ulong work, UInt128 fixedCost, UInt128 leastPrice)
    {
        work = ulong.Max(work, 1);
        var lo = PerMillion(Above(offer.MinPrice, fixedCost), work);
        var hi = PerMillion(Above(offer.MaxPrice, fixedCost), work);
        if (hi < leastPrice) return new(lo, hi, QuoteDecision.Skip, 0, 0);
        if (lo >= leastPrice) return new(lo, hi, QuoteDecision.LockNow, 0, 0);
        var target = Wide.MulDivCeil(leastPrice, work, Million) + fixedCost;
        offer.TryTimeAtPrice(target, out ulong at);
        if (offer.PriceAt(at) < target) at++;
        return new(lo, hi, QuoteDecision.LockLater, target, at);
    }

    /// <summary>floor(amount·10^6 / work), or the largest amount where that is beyond it.</summary>
    public static UInt128 PerMillion(UInt128 amount, ulong work) =>
        Wide.CompareProducts(amount, Million, UInt128.MaxValue, work) >= 0 ? UInt128.MaxValue : Wide.MulDivFloor(amount, Million, work);

    static UInt128 Above(UInt128 price, UInt128 cost) => price > cost ? price - cost : 0;
}
