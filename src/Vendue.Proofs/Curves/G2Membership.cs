using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Curves;

/// <summary>
/// Whether every one of many points of the twist lies in G2. The twist's order is r times the cofactor
/// 10069 * 5864401 * 1875725156269 * q with a prime q of 177 bits, so a stray point may differ from a good one by a component
/// of order 10069 only, and one random combination of all points would miss it once in 10069 times however long its scalars.
/// Therefore several combinations are taken, each with fresh scalars of at most 13 bits: below 10069 they are distinct modulo
/// every prime of the cofactor, so that for any stray point, whatever the others are, at most one of its 2^bits scalars hides it.
/// Together the scalars of a point have 65 bits or more: all miss with a probability of 2^-65 at most, and whoever made the
/// points cannot foresee the scalars. (Batch verification of this kind: Bellare, Garay, Rabin 1998; small cofactors: Boyd,
/// Pavlovski 2000.) The sums must be right for every point of the twist, so nothing may serve in them that holds in the subgroup
/// alone, such as an endomorphism's eigenvalue.
/// </summary>
static class G2Membership
{
    const int ScalarBitsInAll = 65;

    /// <summary>2^13 is the highest power below the cofactor's least prime.</summary>
    const int LongScalar = 13;

    /// <summary>For fewer points, whose additions would be outweighed by those of the buckets.</summary>
    const int ShortScalar = 8;
    const int ManyPoints = 1 << 14;

    /// <summary>Up to so many points, checking each is quicker, and certain.</summary>
    const int CheckedOneByOne = 512;

    /// <summary>Whether all points are in G2. Never wrong when they are.</summary>
    /// <param name="points">Points of the twist, infinities among them.</param>
    /// <returns>True when they are; true with a probability of 2^-65 at most when they are not.</returns>
    public static bool HoldsForAll(ReadOnlyMemory<AffinePoint<Fp2>> points)
    {
        if (points.Length <= CheckedOneByOne)
            return HoldsForEach(points.Span);
        int bits = points.Length < ManyPoints ? ShortScalar : LongScalar;
        var pile = new WorkPile(new ParallelOptions());
        int outside = 0;
        for (int drawn = 0; drawn < ScalarBitsInAll; drawn += bits)
        {
            MultiScalarMultiplication.Begin(pile, PointTable<Fp2>.Of(points), RandomScalars(points.Length, bits), combination =>
            {
                if (!G2.IsInSubgroup(combination.ToAffine()))
                    Interlocked.Increment(ref outside);
            });
        }

        pile.Run();
        return outside == 0;
    }

    static bool HoldsForEach(ReadOnlySpan<AffinePoint<Fp2>> points)
    {
        foreach (ref readonly AffinePoint<Fp2> point in points)
        {
            if (!G2.IsInSubgroup(point))
                return false;
        }

        return true;
    }

    static UInt256[] RandomScalars(int count, int bits)
    {
        var drawn = new ushort[count];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(drawn.AsSpan()));
        return Array.ConvertAll(drawn, scalar => new UInt256(scalar & ((1ul << bits) - 1), 0, 0, 0));
    }
}
