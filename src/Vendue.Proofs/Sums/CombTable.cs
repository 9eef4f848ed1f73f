using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// The sums of 2^0, 2^32, ... 2^224 times one point, all 256 of them: a multiple then takes one addition for each of 32
/// columns of its scalar, and doublings that many points share (Lim and Lee 1994). 16 KiB a point.
/// </summary>
sealed class CombTable
{
    const int Teeth = 8;
    const int Spacing = 32;
    readonly AffinePoint<Fp>[] sums;

    /// <summary>Builds the table of a point.</summary>
    /// <param name="point">Any point.</param>
    public CombTable(in AffinePoint<Fp> point)
    {
        var all = new JacobianPoint<Fp>[1 << Teeth];
        all[0] = JacobianPoint<Fp>.Infinity;
        JacobianPoint<Fp> tooth = JacobianPoint<Fp>.FromAffine(point);
        for (int size = 1; size < all.Length; size *= 2)
        {
            for (int i = 0; i < size; i++)
                all[size + i] = all[i].Add(tooth);
            for (int i = 0; i < Spacing; i++)
                tooth = tooth.Double();
        }

        sums = FixedBaseTable<Fp>.ToAffine(all);
    }

    /// <summary>The sum of multiples of points.</summary>
    /// <param name="tables">The points' tables.</param>
    /// <param name="scalars">As many integers.</param>
    /// <returns>The sum.</returns>
    public static JacobianPoint<Fp> Sum(ReadOnlySpan<CombTable> tables, ReadOnlySpan<UInt256> scalars)
    {
        JacobianPoint<Fp> total = JacobianPoint<Fp>.Infinity;
        for (int column = Spacing - 1; column >= 0; column--)
        {
            total = total.Double();
            for (int i = 0; i < tables.Length; i++)
                total = total.Add(tables[i].sums[Column(scalars[i], column)]);
        }

        return total;
    }

    static int Column(in UInt256 scalar, int column)
    {
        int index = 0;
        for (int tooth = 0; tooth < Teeth; tooth++)
            index |= (int)scalar.Bits((tooth * Spacing) + column, 1) << tooth;
        return index;
    }
}
