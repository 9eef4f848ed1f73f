using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// How the scalars of a sum are cut into signed digits. Windows are dealt to sets of buckets in turn, window w to set
/// w mod sets; windows of one set share its buckets, for level w / sets of a <see cref="PointTable{TField}"/> holds the points
/// times what the window weighs more than the set's first one.
/// </summary>
/// <param name="Bits">Width of a window, 2 to <see cref="MaxBits"/>.</param>
/// <param name="Sets">Sets of buckets; one for each window where there is no table.</param>
readonly record struct WindowPlan(int Bits, int Sets)
{
    /// <summary>Widest window.</summary>
    public const int MaxBits = 17;

    /// <summary>Scalars are below 2^254.</summary>
    const int ScalarBits = 254;
    const int MinBits = 3;

    /// <summary>Additions that a bucket costs when the buckets are summed up, over those of its points.</summary>
    const double BucketPrice = 2.3;

    /// <summary>Additions worth as much as what a set costs whatever its size.</summary>
    const int SetPrice = 40;

    /// <summary>Number of windows. The top digit, which is not signed, is 2^(bits - 1) at most.</summary>
    public int Windows => (ScalarBits / Bits) + 1;

    /// <summary>Levels of a table that serves this plan.</summary>
    public int Levels => (Windows + Sets - 1) / Sets;

    /// <summary>Buckets in a set: one for each size that a digit may have but zero.</summary>
    public int Buckets => 1 << (Bits - 1);

    /// <summary>Bits from one level of a table to the next.</summary>
    public int LevelBits => Bits * Sets;

    /// <summary>Estimated price in additions.</summary>
    /// <param name="terms">Points of the sum.</param>
    /// <returns>Additions.</returns>
    public double Price(int terms) => ((double)terms * Windows) + (Sets * ((BucketPrice * Buckets) + SetPrice));

    /// <summary>The cheapest plan.</summary>
    /// <param name="terms">Points of the sum.</param>
    /// <param name="levels">Most levels that a table may have; 1 without a table.</param>
    /// <returns>The plan.</returns>
    public static WindowPlan For(int terms, int levels)
    {
        var best = new WindowPlan(MinBits, (ScalarBits / MinBits) + 1);
        for (int bits = MinBits; bits <= MaxBits; bits++)
        {
            int windows = (ScalarBits / bits) + 1;
            var plan = new WindowPlan(bits, (windows + levels - 1) / levels);
            if (plan.Levels <= levels && plan.Price(terms) < best.Price(terms))
                best = plan;
        }

        return best;
    }

    /// <summary>
    /// Half a window in every window but the top one. Adding it to a scalar once makes every digit of the sum, less half a
    /// window, the signed digit of the scalar: no carry runs between windows.
    /// </summary>
    /// <returns>What is added.</returns>
    public UInt256 Offset()
    {
        BigInteger offset = 0;
        for (int window = 0; window < Windows - 1; window++)
            offset += BigInteger.One << ((window * Bits) + Bits - 1);
        return UInt256.FromBigInteger(offset);
    }
}
