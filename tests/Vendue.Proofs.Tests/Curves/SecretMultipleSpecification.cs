using System.Numerics;
using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Curves;

public sealed class SecretMultipleInG1 : SecretMultipleSpecification<G1, Fp>;

public sealed class SecretMultipleInG2 : SecretMultipleSpecification<G2, Fp2>;

public abstract class SecretMultipleSpecification<TCurve, TField>
    where TCurve : ICurve<TField>
    where TField : struct, IField<TField>
{
    static JacobianPoint<TField> Generator => JacobianPoint<TField>.FromAffine(TCurve.Generator);

    [Fact]
    public void It_is_the_ordinary_multiple() => Gen.Select(Draw.Fr, Draw.Fr).Sample(
        (scalar, other) =>
        {
            JacobianPoint<TField> point = Generator.Multiply(other);
            SecretMultiple.Of<TCurve, TField>(scalar, point).SamePoint(point.Multiply(scalar)).ShouldBeTrue();
        },
        iter: 30);

    [Fact]
    public void It_is_right_for_scalars_at_every_edge()
    {
        JacobianPoint<TField> point = Generator.Double().Add(TCurve.Generator);
        BigInteger r = Fr.Modulus.ToBigInteger();
        IEnumerable<BigInteger> edges = [0, 1, 2, 15, 16, 17, r - 1, r - 2, r / 2, (r / 2) + 1, r - 16, .. Enumerable.Range(0, 254).Select(bit => BigInteger.One << bit)];
        foreach (Fr scalar in edges.Select(Fr.FromInteger))
            SecretMultiple.Of<TCurve, TField>(scalar, point).SamePoint(point.Multiply(scalar)).ShouldBeTrue();
    }

    [Fact]
    public void Infinity_stays_infinity()
    {
        SecretMultiple.Of<TCurve, TField>(Fr.FromInteger(5), JacobianPoint<TField>.Infinity).IsInfinity.ShouldBeTrue();
        SecretMultiple.Of<TCurve, TField>(Fr.Zero, Generator).IsInfinity.ShouldBeTrue();
        SecretMultiple.Of<TCurve, TField>(-Fr.One, Generator).ToAffine().ShouldBe(-TCurve.Generator);
    }
}
