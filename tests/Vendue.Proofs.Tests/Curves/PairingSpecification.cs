using System.Numerics;
using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Curves;

public sealed class PairingSpecification
{
    /// <summary>The EVM's well-known pairing check "jeff1": two pairs whose pairings multiply to one.</summary>
    const string TwoPairsThatMultiplyToOne =
        "1c76476f4def4bb94541d57ebba1193381ffa7aa76ada664dd31c16024c43f59" +
        "3034dd2920f673e204fee2811c678745fc819b55d3e9d294e45c9b03a76aef41" +
        "209dd15ebff5d46c4bd888e51a93cf99a7329636c63514396b4a452003a35bf7" +
        "04bf11ca01483bfa8b34b43561848d28905960114c8ac04049af4b6315a41678" +
        "2bb8324af6cfc93537a2ad1a445cfd0ca2a71acd7ac41fadbf933c2a51be344d" +
        "120a2a4cf30c1bf9845f20c6fe39e07ea2cce61f0c9bb048165fe5e4de877550" +
        "111e129f1cf1097710d41c4ac70fcdfa5ba2023c6ff1cbeac322de49d1b6df7c" +
        "2032c61a830e3c17286de9462bf242fca2883585b93870a73853face6a6bf411" +
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2" +
        "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed" +
        "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b" +
        "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";

    [Fact]
    public void It_answers_the_EVMs_vector()
    {
        ReadOnlySpan<byte> bytes = Convert.FromHexString(TwoPairsThatMultiplyToOne);
        AffinePoint<Fp> p1 = PointEncoding.Read<G1, Fp>(ref bytes, "p1");
        AffinePoint<Fp2> q1 = PointEncoding.Read<G2, Fp2>(ref bytes, "q1");
        AffinePoint<Fp> p2 = PointEncoding.Read<G1, Fp>(ref bytes, "p2");
        AffinePoint<Fp2> q2 = PointEncoding.Read<G2, Fp2>(ref bytes, "q2");
        Pairing.ComputeProduct([p1, p2], [q1, q2]).ShouldBe(Fp12.One);
        Pairing.ComputeProduct([p1, -p2], [q1, q2]).ShouldNotBe(Fp12.One);
    }

    [Fact]
    public void It_is_bilinear()
    {
        Fp12 unit = Pairing.Compute(G1.Generator, G2.Generator);
        Gen.Select(Draw.Fr, Draw.Fr).Sample(
            (a, b) =>
            {
                AffinePoint<Fp> p = JacobianPoint<Fp>.FromAffine(G1.Generator).Multiply(a).ToAffine();
                AffinePoint<Fp2> q = JacobianPoint<Fp2>.FromAffine(G2.Generator).Multiply(b).ToAffine();
                Pairing.Compute(p, q).ShouldBe(unit.Pow((a * b).ToInteger().ToBigInteger()));
            },
            iter: 10);
    }

    [Fact]
    public void It_is_not_degenerate_and_has_order_r()
    {
        Fp12 unit = Pairing.Compute(G1.Generator, G2.Generator);
        unit.ShouldNotBe(Fp12.One);
        unit.Pow(Fr.Modulus.ToBigInteger()).ShouldBe(Fp12.One);
    }

    [Fact]
    public void It_is_the_same_whichever_way_elements_are_stored() => Gen.Select(Draw.G1Point, Draw.G1Point, Draw.G2Point, Draw.G2Point).Sample(
        (p1, p2, q1, q2) =>
        {
            MillerLines?[] lines = [.. new[] { q1, q2 }.Select(q => q.IsInfinity ? null : MillerLines.Of(q))];
            Fp12 scalar = Pairing.ScalarMillerLoop([JacobianPoint<Fp>.FromAffine(p1), JacobianPoint<Fp>.FromAffine(p2)], lines);
            Fp12 unitary = scalar.Conjugate() * scalar.Inverse();
            Pairing.ComputeProduct([p1, p2], [q1, q2]).ShouldBe(FinalExponentiation.AfterInversion(unitary));
            var scaled = JacobianPoint<Fp>.FromAffine(p1).Add(p2).Add(-p2);
            FinalExponentiation.Apply(Pairing.MillerLoop([scaled], [lines[0]])).ShouldBe(Pairing.Compute(p1, q1));
        },
        iter: 10);

    [Fact]
    public void It_is_the_same_when_a_point_of_G2_was_prepared_for_many_uses() => Gen.Select(Draw.G1Point, Draw.G2Point.Where(q => !q.IsInfinity)).Sample(
        (p, q) =>
        {
            var scaled = JacobianPoint<Fp>.FromAffine(p).Double().Add(-p);
            FinalExponentiation.Apply(Pairing.MillerLoop([scaled], [MillerLines.Prepare(q)])).ShouldBe(Pairing.Compute(p, q));
            FinalExponentiation.Apply(Pairing.ScalarMillerLoop([scaled], [MillerLines.Monic(q)])).ShouldBe(Pairing.Compute(p, q));
        },
        iter: 5);

    [Fact]
    public void Infinity_pairs_to_one()
    {
        Pairing.Compute(AffinePoint<Fp>.Infinity, G2.Generator).ShouldBe(Fp12.One);
        Pairing.Compute(G1.Generator, AffinePoint<Fp2>.Infinity).ShouldBe(Fp12.One);
    }

    [Fact]
    public void The_final_exponentiation_is_the_power_it_claims()
    {
        BigInteger p = Fp.Modulus.ToBigInteger();
        BigInteger x = Pairing.CurveParameter;
        BigInteger exponent = (BigInteger.Pow(p, 12) - 1) / Fr.Modulus.ToBigInteger() * 2 * x * ((6 * x * x) + (3 * x) + 1);
        Draw.Fp12.Where(value => value != default).Sample(value => FinalExponentiation.Apply(value).ShouldBe(value.Pow(exponent)), iter: 2);
    }
}
