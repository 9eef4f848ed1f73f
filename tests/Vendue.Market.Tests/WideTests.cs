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
}
