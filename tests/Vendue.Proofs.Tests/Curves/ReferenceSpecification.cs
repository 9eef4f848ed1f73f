using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;
using Vendue.Proofs.Tests.Reference;

namespace Vendue.Proofs.Tests.Curves;

/// <summary>Points against the textbook's chord and tangent over big integers.</summary>
public sealed class ReferenceSpecification
{
    static readonly ParallelOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    [Fact]
    public void Sums_and_multiples_in_G1_are_the_textbooks() => Gen.Select(Draw.G1Point, Draw.G1Point, Draw.Fr, Gen.Int[0, 3]).Sample(
        (a, other, scalar, kind) =>
        {
            AffinePoint<Fp> b = kind switch { 0 => a, 1 => -a, _ => other };
            JacobianPoint<Fp> x = JacobianPoint<Fp>.FromAffine(a);
            JacobianPoint<Fp> scaled = x.Double().Add(-a);
            ReferencePoint? sum = ReferencePoint.Add(ReferencePoint.Of(a), ReferencePoint.Of(b));
            ReferencePoint.Of(x.Add(b).ToAffine()).ShouldBe(sum);
            ReferencePoint.Of(scaled.Add(JacobianPoint<Fp>.FromAffine(b)).ToAffine()).ShouldBe(sum);
            ReferencePoint.Of(x.Double().ToAffine()).ShouldBe(ReferencePoint.Add(ReferencePoint.Of(a), ReferencePoint.Of(a)));
            ReferencePoint.Of(x.Multiply(scalar).ToAffine()).ShouldBe(ReferencePoint.Multiply(ReferencePoint.Of(a), scalar.ToInteger().ToBigInteger()));
        },
        iter: 15);

    [Fact]
    public void Sums_and_multiples_in_G2_are_the_textbooks() => Gen.Select(Draw.G2Point, Draw.G2Point, Draw.Fr, Gen.Int[0, 3]).Sample(
        (a, other, scalar, kind) =>
        {
            AffinePoint<Fp2> b = kind switch { 0 => a, 1 => -a, _ => other };
            JacobianPoint<Fp2> x = JacobianPoint<Fp2>.FromAffine(a);
            ReferencePoint? sum = ReferencePoint.Add(ReferencePoint.Of(a), ReferencePoint.Of(b));
            ReferencePoint.Of(x.Add(b).ToAffine()).ShouldBe(sum);
            ReferencePoint.Of(x.Double().Add(-a).Add(JacobianPoint<Fp2>.FromAffine(b)).ToAffine()).ShouldBe(sum);
            ReferencePoint.Of(x.Multiply(scalar).ToAffine()).ShouldBe(ReferencePoint.Multiply(ReferencePoint.Of(a), scalar.ToInteger().ToBigInteger()));
        },
        iter: 10);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70)]
    [InlineData(130)]
    public void Sums_of_multiples_are_the_textbooks(int count)
    {
        var g1 = new AffinePoint<Fp>[count];
        var g2 = new AffinePoint<Fp2>[count];
        var scalars = new UInt256[count];
        ReferencePoint? expected1 = null;
        ReferencePoint? expected2 = null;
        for (int i = 0; i < count; i++)
        {
            Fr scalar = (i % 5) switch { 0 => -Fr.FromInteger((ulong)i + 1), 1 => Fr.FromInteger((ulong)i), 2 => Fr.FromInteger(1ul << (i % 63)), _ => Fr.FromInteger((ulong)i + 2).Inverse() };
            scalars[i] = scalar.ToInteger();
            var seed = Fr.FromInteger((ulong)(i / 2) + 1);
            g1[i] = JacobianPoint<Fp>.FromAffine(G1.Generator).Multiply(i % 2 == 0 ? seed : -seed).ToAffine();
            g2[i] = JacobianPoint<Fp2>.FromAffine(G2.Generator).Multiply(seed).ToAffine();
            if (i % 11 == 7)
                (g1[i], g2[i]) = (default, default);
            expected1 = ReferencePoint.Add(expected1, ReferencePoint.Multiply(ReferencePoint.Of(g1[i]), scalars[i].ToBigInteger()));
            if (i < 20)
                expected2 = ReferencePoint.Add(expected2, ReferencePoint.Multiply(ReferencePoint.Of(g2[i]), scalars[i].ToBigInteger()));
        }

        ReferencePoint.Of(MultiScalarMultiplication.Sum<Fp>(g1, scalars, TwoThreads).ToAffine()).ShouldBe(expected1);
        int few = Math.Min(20, count);
        ReferencePoint.Of(MultiScalarMultiplication.Sum<Fp2>(g2.AsMemory(0, few), scalars.AsMemory(0, few), TwoThreads).ToAffine()).ShouldBe(expected2);
    }
}
