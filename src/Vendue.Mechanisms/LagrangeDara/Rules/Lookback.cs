namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>
/// Variant A: agents are dropped from the weak end until what is left fits and the requester dropped last would have
/// paid a unit what the prover dropped last asked. Those two prices, which nobody left has named, are the prices.
/// </summary>
static class Lookback
{
    /// <summary>Drops agents until the rest trades.</summary>
    /// <param name="standing">Who is in; afterwards who trades.</param>
    /// <param name="p">What requesters pay a unit.</param>
    /// <param name="r">What provers receive a unit; never above <paramref name="p"/>.</param>
    /// <returns>Whether there is trade.</returns>
    public static bool Run(Standing standing, out Ratio p, out Ratio r)
    {
        (p, r) = (Ratio.Zero, Ratio.Infinity);
        while (standing.BidCount > 0 && standing.AskCount > 0)
        {
            while (standing.BidCount > 0 && !standing.Fits()) p = standing.DropBid();
            if (standing.BidCount == 0) return false;
            if (p >= r) return true;
            r = standing.DropAsk();
        }
        return false;
    }
}
