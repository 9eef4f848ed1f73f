using System.Numerics;
using CsCheck;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Tests.Reference;

namespace Vendue.Proofs.Tests.Fields;

/// <summary>The tower against big integers that know of no tower.</summary>
public sealed class TowerReferenceSpecification
{
    static readonly Fp[] Edges =
    [
        Fp.Zero, Fp.One, -Fp.One, -Fp.One.Double(), Fp.One.Halve(), Fp.FromInteger(9), -Fp.FromInteger(9), Fp.FromMontgomery(new UInt256(1, 0, 0, 0)),
        -Fp.FromMontgomery(new UInt256(1, 0, 0, 0)), Fp.FromMontgomery(new UInt256(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0)),
    ];

    static readonly Gen<Fp> Edge = Gen.Int[0, Edges.Length - 1].Select(i => Edges[i]);

    static readonly Gen<Fp2> Fp2Edges = Gen.Select(Gen.OneOf(Edge, Draw.Fp), Gen.OneOf(Edge, Draw.Fp), (a, b) => new Fp2(a, b));
    static readonly Gen<Fp6> Fp6Edges = Gen.Select(Fp2Edges, Fp2Edges, Fp2Edges, (a, b, c) => new Fp6(a, b, c));
    static readonly Gen<Fp12> Fp12Edges = Gen.Select(Fp6Edges, Fp6Edges, (a, b) => new Fp12(a, b));

    [Fact]
    public void Fp2_computes_like_big_integers() => Gen.Select(Fp2Edges, Fp2Edges).Sample((a, b) =>
    {
        ReferenceFp2 x = ReferenceFp2.Of(a);
        ReferenceFp2 y = ReferenceFp2.Of(b);
        ReferenceFp2.Of(a + b).ShouldBe(x + y);
        ReferenceFp2.Of(a - b).ShouldBe(x - y);
        ReferenceFp2.Of(a * b).ShouldBe(x * y);
        ReferenceFp2.Of(a.Square()).ShouldBe(x * x);
        ReferenceFp2.Of(a.Double()).ShouldBe(x + x);
        ReferenceFp2.Of(a.Inverse()).ShouldBe(x.Inverse());
        ReferenceFp2.Of(a.MultiplyByNonResidue()).ShouldBe(x * new ReferenceFp2(9, 1));
        ReferenceFp2.Of(a.Conjugate()).ShouldBe(ReferenceFp2.Reduced(x.A, -x.B));
        (a.IsReduced && (a * b).IsReduced && a.Square().IsReduced && (a - b).IsReduced).ShouldBeTrue();
    });

    [Fact]
    public void Fp12_computes_like_polynomials_over_big_integers() => Gen.Select(Fp12Edges, Fp12Edges).Sample((a, b) =>
    {
        BigInteger[] x = ReferenceFp12.Of(a);
        BigInteger[] y = ReferenceFp12.Of(b);
        ReferenceFp12.Of(a * b).ShouldBe(ReferenceFp12.Multiply(x, y));
        ReferenceFp12.Of(a.Square()).ShouldBe(ReferenceFp12.Multiply(x, x));
        if (a != default)
            ReferenceFp12.Multiply(ReferenceFp12.Of(a.Inverse()), x).ShouldBe(ReferenceFp12.Of(Fp12.One));
    });

    [Fact]
    public void Lines_multiply_like_polynomials_over_big_integers() => Gen.Select(Fp12Edges, Fp6Edges).Sample((value, line) =>
        ReferenceFp12.Of(value.MultiplyByLine(line.C0, line.C1, line.C2)).ShouldBe(ReferenceFp12.Multiply(
            ReferenceFp12.Of(value), ReferenceFp12.Of(new Fp12(new Fp6(line.C0, Fp2.Zero, Fp2.Zero), new Fp6(line.C1, line.C2, Fp2.Zero))))));
}
