using System.Numerics;
using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Tests.Curves;

public sealed class G1Specification : CurveSpecification<G1, Fp>
{
    [Fact]
    public void Combs_give_sums_of_multiples() => Gen.Select(Draw.G1Point, Draw.G1Point, Draw.Integers, Draw.Integers).Sample(
        (p, q, a, b) => CombTable.Sum([new CombTable(p), new CombTable(q)], [a, b]).SamePoint(
            JacobianPoint<Fp>.FromAffine(p).Multiply(a).Add(JacobianPoint<Fp>.FromAffine(q).Multiply(b))).ShouldBeTrue(),
        iter: 10);
}

public sealed class G2Specification : CurveSpecification<G2, Fp2>
{
    [Fact]
    public void The_quick_subgroup_check_agrees_with_multiplication_by_the_order()
    {
        foreach (AffinePoint<Fp2> point in OffSubgroup.Points(8))
        {
            point.IsOnCurve(G2.B).ShouldBeTrue();
            JacobianPoint<Fp2>.FromAffine(point).Multiply(Fr.Modulus).IsInfinity.ShouldBeFalse();
            G2.IsInSubgroup(point).ShouldBeFalse();
        }
    }

    [Fact]
    public void Lines_are_drawn_through_points_of_the_subgroup_only()
    {
        foreach (AffinePoint<Fp2> point in OffSubgroup.Points(8))
            MillerLines.TryDraw(point, out _).ShouldBeFalse();
        Draw.G2Point.Where(point => !point.IsInfinity).Sample(point => MillerLines.TryDraw(point, out _).ShouldBeTrue(), iter: 10);
    }

    [Fact]
    public void Lines_of_many_points_are_drawn_like_those_of_each()
    {
        Gen<AffinePoint<Fp2>> anyPoint = Gen.Frequency((8, Draw.G2Point), (1, Gen.Int[1, 3].Select(i => OffSubgroup.Points(i).Last())));
        Gen.Select(anyPoint.Array[1, 20], Draw.G1Point.Where(point => !point.IsInfinity)).Sample(
            (points, p) =>
            {
                MillerLines?[] lines = MillerLines.DrawEach(points);
                for (int i = 0; i < points.Length; i++)
                {
                    (lines[i] is not null).ShouldBe(!points[i].IsInfinity && G2.IsInSubgroup(points[i]));
                    if (lines[i] is { } drawn)
                        FinalExponentiation.Apply(Pairing.MillerLoop([JacobianPoint<Fp>.FromAffine(p)], [drawn])).ShouldBe(Pairing.Compute(p, points[i]));
                }
            },
            iter: 10);
    }

    [Theory]
    [InlineData(10069)]
    [InlineData(5864401)]
    public void No_lines_are_drawn_through_points_of_small_order_nor_through_their_sums_with_points_of_the_subgroup(ulong order)
    {
        BigInteger twistOrder = ((2 * Fp.Modulus.ToBigInteger()) - Fr.Modulus.ToBigInteger()) * Fr.Modulus.ToBigInteger();
        (twistOrder % order).ShouldBe(BigInteger.Zero);
        BigInteger rest = twistOrder / order;
        foreach (AffinePoint<Fp2> point in OffSubgroup.Points(2))
        {
            AffinePoint<Fp2> small = Multiple(Multiple(point, rest / Fr.Modulus.ToBigInteger()), Fr.Modulus.ToBigInteger());
            small.IsInfinity.ShouldBeFalse();
            Multiple(small, order).IsInfinity.ShouldBeTrue();
            MillerLines.TryDraw(small, out _).ShouldBeFalse();
            MillerLines.DrawEach([small, G2.Generator]).Select(lines => lines is null).ShouldBe([true, false]);
            G2.IsInSubgroup(small).ShouldBeFalse();
            MillerLines.TryDraw(JacobianPoint<Fp2>.FromAffine(small).Add(G2.Generator).ToAffine(), out _).ShouldBeFalse();
        }

        static AffinePoint<Fp2> Multiple(AffinePoint<Fp2> point, BigInteger scalar) =>
            JacobianPoint<Fp2>.FromAffine(point).Multiply(UInt256.FromBigInteger(scalar)).ToAffine();
    }

    [Fact]
    public void Clearing_the_cofactor_brings_a_point_into_the_subgroup()
    {
        var cofactor = UInt256.FromBigInteger((2 * Fp.Modulus.ToBigInteger()) - Fr.Modulus.ToBigInteger());
        foreach (AffinePoint<Fp2> point in OffSubgroup.Points(4))
            G2.IsInSubgroup(JacobianPoint<Fp2>.FromAffine(point).Multiply(cofactor).ToAffine()).ShouldBeTrue();
    }

    [Fact]
    public void The_endomorphism_multiplies_by_the_prime() => Draw.G2Point.Sample(
        point => JacobianPoint<Fp2>.FromAffine(G2.Endomorphism(point)).SamePoint(
            JacobianPoint<Fp2>.FromAffine(point).Multiply(Fp.Modulus)).ShouldBeTrue(),
        iter: 10);
}

public abstract class CurveSpecification<TCurve, TField>
    where TCurve : ICurve<TField>
    where TField : struct, IField<TField>
{
    static readonly Gen<AffinePoint<TField>> Point = Draw.Fr.Select(scalar => Generator.Multiply(scalar).ToAffine());

    static JacobianPoint<TField> Generator => JacobianPoint<TField>.FromAffine(TCurve.Generator);

    [Fact]
    public void The_generator_is_on_the_curve_and_of_order_r()
    {
        TCurve.Generator.IsOnCurve(TCurve.B).ShouldBeTrue();
        TCurve.IsInSubgroup(TCurve.Generator).ShouldBeTrue();
        Generator.Multiply(Fr.Modulus).IsInfinity.ShouldBeTrue();
    }

    [Fact]
    public void Points_form_a_commutative_group() => Gen.Select(Point, Point, Point).Sample(
        (a, b, c) =>
        {
            JacobianPoint<TField> x = JacobianPoint<TField>.FromAffine(a);
            JacobianPoint<TField> y = JacobianPoint<TField>.FromAffine(b);
            x.Add(y).SamePoint(y.Add(x)).ShouldBeTrue();
            x.Add(y).SamePoint(x.Add(b)).ShouldBeTrue();
            x.Add(y).Add(c).SamePoint(x.Add(y.Add(c))).ShouldBeTrue();
            x.Add(x).SamePoint(x.Double()).ShouldBeTrue();
            x.Add(a).SamePoint(x.Double()).ShouldBeTrue();
            x.Add(-x).IsInfinity.ShouldBeTrue();
            x.Add(-a).IsInfinity.ShouldBeTrue();
            x.Add(JacobianPoint<TField>.Infinity).SamePoint(x).ShouldBeTrue();
            x.Add(y).ToAffine().IsOnCurve(TCurve.B).ShouldBeTrue();
        },
        iter: 20);

    [Fact]
    public void Multiples_add_up_like_their_scalars() => Gen.Select(Draw.Fr, Draw.Fr).Sample(
        (a, b) => Generator.Multiply(a).Add(Generator.Multiply(b)).SamePoint(Generator.Multiply(a + b)).ShouldBeTrue(), iter: 20);

    [Fact]
    public void Doubled_and_tripled_infinity_is_infinity()
    {
        JacobianPoint<TField>.Infinity.Double().IsInfinity.ShouldBeTrue();
        JacobianPoint<TField>.Infinity.Multiply(Fr.Modulus).IsInfinity.ShouldBeTrue();
        AffinePoint<TField>.Infinity.IsOnCurve(TCurve.B).ShouldBeTrue();
    }

    [Fact]
    public void Fixed_base_tables_give_multiples() => Draw.Fr.Array[1, 5].Sample(
        scalars =>
        {
            var table = new FixedBaseTable<TField>(TCurve.Generator);
            table.Multiply(scalars, new ParallelOptions()).ShouldBe(scalars.Select(scalar => Generator.Multiply(scalar).ToAffine()));
        },
        iter: 3);
}
