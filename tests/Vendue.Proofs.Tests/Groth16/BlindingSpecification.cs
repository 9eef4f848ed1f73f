using Vendue.Proofs.Curves;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Tests.Groth16;

public sealed class BlindingSpecification
{
    static readonly JacobianPoint<Fp> Point = JacobianPoint<Fp>.FromAffine(G1.Generator);

    [Fact]
    public void The_product_of_both_is_one_times_the_other()
    {
        using var blinding = Blinding.Draw();
        JacobianPoint<Fp> product = blinding.TimesR<G1, Fp>(blinding.TimesS<G1, Fp>(Point));
        product.SamePoint(blinding.TimesProduct<G1, Fp>(Point)).ShouldBeTrue();
        product.IsInfinity.ShouldBeFalse();
    }

    [Fact]
    public void Each_draw_is_another()
    {
        AffinePoint<Fp>[] drawn = [.. Enumerable.Range(0, 20).SelectMany(_ =>
        {
            using var blinding = Blinding.Draw();
            return (AffinePoint<Fp>[])[blinding.TimesR<G1, Fp>(Point).ToAffine(), blinding.TimesS<G1, Fp>(Point).ToAffine()];
        })];
        drawn.ShouldBeUnique();
    }

    [Fact]
    public void Nothing_is_left_of_it_when_it_is_done_with()
    {
        var blinding = Blinding.Draw();
        blinding.Dispose();
        blinding.TimesR<G1, Fp>(Point).IsInfinity.ShouldBeTrue();
        blinding.TimesS<G1, Fp>(Point).IsInfinity.ShouldBeTrue();
    }

    [Fact]
    public void Random_scalars_are_canonical_not_zero_and_spread_over_the_whole_field()
    {
        const int draws = 4096;
        var highestPart = new int[4];
        for (int i = 0; i < draws; i++)
        {
            Fr scalar = RandomScalar.NextNonZero();
            scalar.IsReduced.ShouldBeTrue();
            scalar.IsZero.ShouldBeFalse();
            highestPart[(int)(4 * scalar.ToInteger().ToBigInteger() / Fr.Modulus.ToBigInteger())]++;
        }

        // Each quarter holds 1024 on average, with a standard deviation of 28: 300 off is beyond ten of them.
        highestPart.ShouldAllBe(count => Math.Abs(count - (draws / 4)) < 300);
    }
}
