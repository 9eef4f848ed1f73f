namespace Vendue.Mechanisms.Stages;

/// <summary>A price that rises in a straight line and stays at its end.</summary>
public static class DutchPrice
{
    /// <summary>price(t) = start + floor((end − start)·t / ramp), and the end once the ramp is over.</summary>
    /// <param name="start">The price at the beginning, in base units; at most <paramref name="end"/>.</param>
    /// <param name="end">The highest price.</param>
    /// <param name="ramp">How long the price rises; 0 for the end at once.</param>
    /// <param name="elapsed">The time since the beginning.</param>
    public static UInt128 At(UInt128 start, UInt128 end, ulong ramp, ulong elapsed) =>
        elapsed >= ramp ? end : start + Wide.MulDivFloor(end - start, elapsed, ramp);

    /// <summary>The least time after which the price is at least <paramref name="price"/>; null when it never is.</summary>
    public static ulong? TimeAt(UInt128 start, UInt128 end, ulong ramp, UInt128 price)
    {
        if (price > end) return null;
        if (ramp == 0 || price <= start) return 0;
        return (ulong)Wide.MulDivCeil(price - start, ramp, end - start);
    }
}
