using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Sums;

/// <summary>Points and scalars to be summed up, and the sum by doubling and adding.</summary>
static class SumTerms
{
    /// <summary>Distinct points, and scalars as told.</summary>
    public static (AffinePoint<TField>[] Points, UInt256[] Scalars) Of<TCurve, TField>(int count, Func<int, Fr> scalar)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        var points = new AffinePoint<TField>[count];
        var scalars = new UInt256[count];
        JacobianPoint<TField> point = JacobianPoint<TField>.FromAffine(TCurve.Generator);
        for (int i = 0; i < count; i++)
        {
            points[i] = point.ToAffine();
            scalars[i] = scalar(i).ToInteger();
            point = point.Double().Add(TCurve.Generator);
        }

        return (points, scalars);
    }

    /// <summary>Terms of every kind: points equal, opposite and infinite, scalars at the ends of their range, small and any.</summary>
    public static Gen<(AffinePoint<TField>[] Points, UInt256[] Scalars)> Any<TCurve, TField>(int most)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        (AffinePoint<TField>[] few, _) = Of<TCurve, TField>(40, _ => Fr.One);
        Gen<AffinePoint<TField>> points = Gen.Select(Gen.Int[0, few.Length - 1], Gen.Int[0, 5]).Select(
            (index, kind) => kind switch { 0 => AffinePoint<TField>.Infinity, 1 => -few[index], 2 => few[0], _ => few[index] });
        Gen<Fr> scalars = Gen.Select(Gen.ULong, Gen.Int[0, 7]).Select((value, kind) => kind switch
        {
            0 => Fr.Zero,
            1 => Fr.One,
            2 => -Fr.One,
            3 => -Fr.FromInteger(value >> 40),
            4 => Fr.FromInteger(value >> 50),
            _ => Fr.FromInteger(value | 1).Inverse(),
        });
        return Gen.Select(points, scalars).Array[0, most].Select(
            terms => (Array.ConvertAll(terms, term => term.Item1), Array.ConvertAll(terms, term => term.Item2.ToInteger())));
    }

    public static JacobianPoint<TField> Naive<TField>(AffinePoint<TField>[] points, UInt256[] scalars)
        where TField : struct, IField<TField>
    {
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        for (int i = 0; i < points.Length; i++)
            sum = sum.Add(JacobianPoint<TField>.FromAffine(points[i]).Multiply(scalars[i]));
        return sum;
    }
}
