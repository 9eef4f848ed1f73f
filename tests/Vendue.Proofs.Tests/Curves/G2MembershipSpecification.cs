using System.Numerics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Groth16;

namespace Vendue.Proofs.Tests.Curves;

public sealed class G2MembershipSpecification
{
    /// <summary>Enough for random combinations to be used.</summary>
    const int Many = 1100;

    static readonly BigInteger Cofactor = (2 * Fp.Modulus.ToBigInteger()) - Fr.Modulus.ToBigInteger();
    static readonly BigInteger[] CofactorPrimes =
        [10069, 5864401, 1875725156269, BigInteger.Parse("197620364512881247228717050342013327560683201906968909")];
    static readonly AffinePoint<Fp2>[] Good = Multiples();

    [Fact]
    public void The_cofactor_is_the_product_of_the_primes_that_the_bound_counts_on() =>
        CofactorPrimes.Aggregate(BigInteger.Multiply).ShouldBe(Cofactor);

    [Fact]
    public void Points_of_the_group_pass_however_many()
    {
        G2Membership.HoldsForAll(Good).ShouldBeTrue();
        G2Membership.HoldsForAll(Good.AsMemory(0, 3)).ShouldBeTrue();
        G2Membership.HoldsForAll(default).ShouldBeTrue();
        G2Membership.HoldsForAll(new AffinePoint<Fp2>[Many]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_stray_point_of_any_order_is_found_wherever_it_stands(int prime)
    {
        AffinePoint<Fp2> component = Component(CofactorPrimes[prime]);
        foreach (int place in (int[])[0, 517, Many - 1])
        {
            AffinePoint<Fp2>[] points = [.. Good];
            points[place] = JacobianPoint<Fp2>.FromAffine(points[place]).Add(component).ToAffine();
            G2Membership.HoldsForAll(points).ShouldBeFalse();
            G2Membership.HoldsForAll(points.AsMemory(place, 1)).ShouldBeFalse();
        }
    }

    [Fact]
    public void One_stray_point_is_found_among_very_many()
    {
        AffinePoint<Fp2>[] points = [.. Enumerable.Range(0, 1 << 14).Select(i => Good[i % Many])];
        G2Membership.HoldsForAll(points).ShouldBeTrue();
        points[12345] = JacobianPoint<Fp2>.FromAffine(points[12345]).Add(Component(CofactorPrimes[0])).ToAffine();
        G2Membership.HoldsForAll(points).ShouldBeFalse();
    }

    [Fact]
    public void Stray_points_whose_components_cancel_are_found()
    {
        AffinePoint<Fp2> component = Component(CofactorPrimes[0]);
        AffinePoint<Fp2>[] points = [.. Good];
        points[8] = JacobianPoint<Fp2>.FromAffine(points[8]).Add(component).ToAffine();
        points[9] = JacobianPoint<Fp2>.FromAffine(points[9]).Add(-component).ToAffine();
        G2Membership.HoldsForAll(points).ShouldBeFalse();
    }

    [Fact]
    public void A_proving_key_with_a_stray_point_is_refused()
    {
        AffinePoint<Fp2>[] points = Cubic.Key.PointsB2.ToArray();
        points[3] = JacobianPoint<Fp2>.FromAffine(points[3]).Add(Component(CofactorPrimes[0])).ToAffine();
        using var file = new MemoryStream();
        ZKeyFile.Write(
            new ZKey
            {
                WireCount = Cubic.Key.WireCount,
                LogDomainSize = Cubic.Key.LogDomainSize,
                VerifyingKey = Cubic.Key.VerifyingKey,
                Beta1 = Cubic.Key.Beta1,
                Delta1 = Cubic.Key.Delta1,
                A = Cubic.Key.A,
                B = Cubic.Key.B,
                PointsA = Cubic.Key.PointsA,
                PointsB1 = Cubic.Key.PointsB1,
                PointsB2 = points,
                PointsC = Cubic.Key.PointsC,
                PointsH = Cubic.Key.PointsH,
            },
            file);
        Should.Throw<ProofFormatException>(() => ZKeyFile.Read(file)).Code.ShouldBe("point-not-in-subgroup");
    }

    /// <summary>A point whose order is a prime of the cofactor.</summary>
    static AffinePoint<Fp2> Component(BigInteger prime)
    {
        foreach (AffinePoint<Fp2> point in OffSubgroup.Points(100))
        {
            AffinePoint<Fp2> component = JacobianPoint<Fp2>.FromAffine(point).Multiply(Fr.Modulus).Multiply(UInt256.FromBigInteger(Cofactor / prime)).ToAffine();
            if (!component.IsInfinity)
                return component;
        }

        throw new InvalidOperationException($"No point has a component of order {prime}.");
    }

    static AffinePoint<Fp2>[] Multiples()
    {
        var points = new AffinePoint<Fp2>[Many];
        JacobianPoint<Fp2> point = JacobianPoint<Fp2>.FromAffine(G2.Generator);
        for (int i = 0; i < Many; i++)
        {
            points[i] = i % 100 == 99 ? default : point.ToAffine();
            point = point.Add(G2.Generator);
        }

        return points;
    }
}
