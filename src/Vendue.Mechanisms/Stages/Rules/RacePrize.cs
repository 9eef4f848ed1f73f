namespace Vendue.Mechanisms.Stages;

/// <summary>What a race pays: the price to the first, a part of it to those after, all together at most what was lent.</summary>
public static class RacePrize
{
    /// <summary>The highest price under which everybody can be paid: floor(lent·10,000 / (10,000 + (racers − 1)·consolation)).</summary>
    /// <param name="lent">What the race may spend, in base units.</param>
    /// <param name="racers">How many are paid; 0 counts as 1.</param>
    /// <param name="consolationBps">What those after the first are paid, in parts of 10,000 of the price.</param>
    public static UInt128 First(UInt128 lent, byte racers, uint consolationBps) =>
        Wide.MulDivFloor(lent, 10_000, 10_000 + (((UInt128)byte.Max(racers, 1) - 1) * consolationBps));

    /// <summary>floor(price·consolation / 10,000).</summary>
    public static UInt128 Consolation(UInt128 price, uint consolationBps) => Wide.MulDivFloor(price, consolationBps, 10_000);
}
