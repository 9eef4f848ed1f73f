using System.Numerics;
using CsCheck;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fields;

public sealed class TowerSpecification
{
    [Fact]
    public void In_Fp2_u_squared_is_minus_one()
    {
        var u = new Fp2(Fp.Zero, Fp.One);
        u.Square().ShouldBe(-Fp2.One);
        (u * u).ShouldBe(-Fp2.One);
    }

    [Fact]
    public void In_Fp6_v_cubed_is_nine_plus_u()
    {
        var v = new Fp6(Fp2.Zero, Fp2.One, Fp2.Zero);
        (v * v * v).ShouldBe(new Fp6(Fp2.NonResidue, Fp2.Zero, Fp2.Zero));
    }

    [Fact]
    public void In_Fp12_w_squared_is_v()
    {
        var w = new Fp12(Fp6.Zero, Fp6.One);
        (w * w).ShouldBe(new Fp12(new Fp6(Fp2.Zero, Fp2.One, Fp2.Zero), Fp6.Zero));
    }

    [Fact]
    public void Fp2_is_a_field() => Gen.Select(Draw.Fp2, Draw.Fp2, Draw.Fp2).Sample((a, b, c) =>
    {
        ((a + b) * c).ShouldBe((a * c) + (b * c));
        (a * b * c).ShouldBe(a * (b * c));
        a.Square().ShouldBe(a * a);
        (a.Halve() + a.Halve()).ShouldBe(a);
        a.MultiplyByNonResidue().ShouldBe(a * Fp2.NonResidue);
        (a * a.Inverse()).ShouldBe(a.IsZero ? Fp2.Zero : Fp2.One);
    });

    [Fact]
    public void Fp6_is_a_field() => Gen.Select(Draw.Fp6, Draw.Fp6, Draw.Fp6).Sample((a, b, c) =>
    {
        ((a + b) * c).ShouldBe((a * c) + (b * c));
        (a * b * c).ShouldBe(a * (b * c));
        a.MultiplyByV().ShouldBe(a * new Fp6(Fp2.Zero, Fp2.One, Fp2.Zero));
        a.MultiplyBySparse(b.C0, b.C1).ShouldBe(a * new Fp6(b.C0, b.C1, Fp2.Zero));
        (a * a.Inverse()).ShouldBe(a == Fp6.Zero ? Fp6.Zero : Fp6.One);
    });

    [Fact]
    public void Fp12_is_a_field() => Gen.Select(Draw.Fp12, Draw.Fp12, Draw.Fp12).Sample((a, b, c) =>
    {
        (a * b * c).ShouldBe(a * (b * c));
        a.Square().ShouldBe(a * a);
        (a * a.Inverse() * b).ShouldBe(a == default ? default : b);
    });

    [Fact]
    public void A_line_multiplies_like_the_element_it_is() => Gen.Select(Draw.Fp12, Draw.Fp6).Sample((value, line) =>
        value.MultiplyByLine(line.C0, line.C1, line.C2).ShouldBe(
            value * new Fp12(new Fp6(line.C0, Fp2.Zero, Fp2.Zero), new Fp6(line.C1, line.C2, Fp2.Zero))));

    [Fact]
    public void A_line_divided_by_its_first_coefficient_multiplies_like_the_element_it_is() => Gen.Select(Draw.Fp12, Draw.Fp2, Draw.Fp2).Sample(
        (value, b, c) => value.MultiplyByMonicLine(b, c).ShouldBe(value.MultiplyByLine(Fp2.One, b, c)));

    [Fact]
    public void Frobenius_raises_to_powers_of_the_prime()
    {
        BigInteger p = Fp.Modulus.ToBigInteger();
        Draw.Fp12.Sample(
            a =>
            {
                a.Frobenius(1).ShouldBe(a.Pow(p));
                a.Frobenius(2).ShouldBe(a.Frobenius(1).Frobenius(1));
                a.Frobenius(3).ShouldBe(a.Frobenius(2).Frobenius(1));
                a.Conjugate().ShouldBe(a.Frobenius(3).Frobenius(3));
            },
            iter: 5);
    }

    [Fact]
    public void In_the_cyclotomic_subgroup_the_short_square_is_the_square() => Draw.Fp12.Where(a => a != default).Sample(a =>
    {
        Fp12 unitary = a.Conjugate() * a.Inverse();
        Fp12 cyclotomic = unitary.Frobenius(2) * unitary;
        cyclotomic.CyclotomicSquare().ShouldBe(cyclotomic.Square());
        (cyclotomic.Conjugate() * cyclotomic).ShouldBe(Fp12.One);
    });

    [Fact]
    public void Fp2_bytes_carry_the_higher_coefficient_first() => Draw.Fp2.Sample(a =>
    {
        var bytes = new byte[Fp2.Size];
        a.Write(bytes);
        Fp.TryRead(bytes.AsSpan(0, 32), out Fp first).ShouldBeTrue();
        first.ShouldBe(a.C1);
        Fp2.TryRead(bytes, out Fp2 read).ShouldBeTrue();
        read.ShouldBe(a);
    });
}
