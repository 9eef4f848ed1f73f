using System.Numerics;
using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class WideTests
{
    static readonly Gen<UInt128> Amount =
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 128], (high, low, shift) => shift == 128 ? 0 : new UInt128(high, low) >> shift);

    [Fact]
    public void A_quotient_of_a_product_is_exact_at_full_width() =>
        Gen.Select(Amount, Amount, Amount).Sample((a, b, d) =>
        {
            if (d == 0) return;
            var exact = BigInteger.DivRem((BigInteger)a * b, d, out var rest);
            if (exact > UInt128.MaxValue)
            {
                Should.Throw<OverflowException>(() => Wide.MulDivFloor(a, b, d));
                return;
            }
            ((BigInteger)Wide.MulDivFloor(a, b, d)).ShouldBe(exact);
            if (exact < UInt128.MaxValue) ((BigInteger)Wide.MulDivCeil(a, b, d)).ShouldBe(rest.IsZero ? exact : exact + 1);
        });

    [Fact]
    public void Products_compare_at_full_width() =>
        Gen.Select(Amount, Amount, Amount, Amount).Sample((a, b, c, d) =>
            Math.Sign(Wide.CompareProducts(a, b, c, d)).ShouldBe(((BigInteger)a * b).CompareTo((BigInteger)c * d)));

    static readonly Gen<Int128> Signed = Gen.OneOf(
        Gen.Select(Amount, Gen.Bool, (amount, below) => (below ? -1 : 1) * (Int128)(amount >> 1)),
        Gen.Int[-9, 9].Select(i => (Int128)i),
        Gen.Const(Int128.MinValue),
        Gen.Const(Int128.MaxValue));

    static BigInteger Floor(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return !rest.IsZero && rest.Sign != b.Sign ? quotient - 1 : quotient;
    }

    static void Check(BigInteger exact, Func<Int128> computed)
    {
        if (exact < Int128.MinValue || exact > Int128.MaxValue) Should.Throw<OverflowException>(() => computed());
        else ((BigInteger)computed()).ShouldBe(exact);
    }

    [Fact]
    public void Signed_numbers_are_divided_towards_minus_infinity()
    {
        Wide.FloorDiv(-7, 2).ShouldBe(-4);
        Wide.FloorMod(-7, 2).ShouldBe(1);
        Gen.Select(Signed, Signed, Signed).Sample((a, b, d) =>
        {
            if (d == 0)
            {
                Should.Throw<DivideByZeroException>(() => Wide.FloorDiv(a, d));
                Should.Throw<DivideByZeroException>(() => Wide.FloorMulDiv(a, b, d));
                return;
            }
            Check(Floor(a, d), () => Wide.FloorDiv(a, d));
            if (d != -1) Check(a - (d * Floor(a, d)), () => Wide.FloorMod(a, d));
            Check(Floor((BigInteger)a * b, d), () => Wide.FloorMulDiv(a, b, d));
        }, iter: 20_000);
    }
}
