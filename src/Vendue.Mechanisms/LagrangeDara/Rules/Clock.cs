namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>
/// Variant B: the requesters' price rises from zero and the provers' falls from the highest ask until they meet. While
/// supply exceeds demand by any prover's capacity the provers' price moves, otherwise the requesters'.
/// </summary>
static class Clock
{
    /// <summary>Moves the prices until they meet.</summary>
    /// <param name="standing">Who is in; afterwards who trades.</param>
    /// <param name="highestAsk">rMax, where the provers' price opens.</param>
    /// <param name="p">What requesters pay a unit.</param>
    /// <param name="r">What provers receive a unit, perhaps a fraction; never above <paramref name="p"/>.</param>
    /// <returns>Whether there is trade.</returns>
    public static bool Run(Standing standing, UInt128 highestAsk, out Ratio p, out Ratio r)
    {
        (p, r) = (Ratio.Zero, Ratio.Whole(highestAsk));
        while (standing.BidCount > 0 && standing.AskCount > 0)
        {
            if (!standing.Fits())
            {
                var density = standing.DropBid();
                if (density > p) p = density;
                continue;
            }
            if (p >= r) return true;
            if (standing.Supply - standing.Demand >= standing.LargestCapacity)
                r = Ratio.Whole(standing.WeakestAsk.Price) > p ? standing.DropAsk() : p;
            else
                p = standing.WeakestBid.Density < r ? standing.DropBid() : r;
        }
        return false;
    }
}
