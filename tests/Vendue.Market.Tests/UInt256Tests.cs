using System.Numerics;
using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class UInt256Tests
{
    static readonly Gen<UInt128> Half =
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 128], (high, low, shift) => shift == 128 ? 0 : new UInt128(high, low) >> shift);

    // Digits of all ones and all zeros are where a division guesses wrong.
    static readonly Gen<ulong> Digit = Gen.OneOf(Gen.ULong, Gen.Const(0UL), Gen.Const(ulong.MaxValue), Gen.Const(1UL << 63), Gen.Const(1UL));

    static readonly Gen<UInt256> Number = Gen.OneOf(
        Gen.Select(Half, Half, (high, low) => new UInt256(high, low)),
        Half.Select(low => new UInt256(0, low)),
        Gen.Select(Digit, Digit, Digit, Digit, (a, b, c, d) => new UInt256(new UInt128(a, b), new UInt128(c, d))));

    static readonly BigInteger Limit = BigInteger.One << 256;

    static BigInteger Exact(UInt256 value) => ((BigInteger)value.High << 128) + (BigInteger)value.Low;

    static void Check(BigInteger exact, Func<UInt256> computed)
    {
        if (exact < 0 || exact >= Limit) Should.Throw<OverflowException>(() => computed());
        else Exact(computed()).ShouldBe(exact);
    }

    [Fact]
    public void Sums_differences_and_products_are_exact_or_refused() =>
        Gen.Select(Number, Number).Sample((a, b) =>
        {
            Check(Exact(a) + Exact(b), () => a + b);
            Check(Exact(a) - Exact(b), () => a - b);
            Check(Exact(a) * Exact(b), () => a * b);
        });

    [Fact]
    public void A_product_of_128_bits_always_fits() =>
        Gen.Select(Half, Half).Sample((a, b) => Exact(UInt256.Product(a, b)).ShouldBe((BigInteger)a * b));

    [Fact]
    public void Quotient_and_remainder_are_those_of_the_exact_division() =>
        Gen.Select(Number, Number).Sample((a, b) =>
        {
            if (b == UInt256.Zero)
            {
                Should.Throw<DivideByZeroException>(() => a / b);
                return;
            }
            Exact(a / b).ShouldBe(Exact(a) / Exact(b));
            Exact(a % b).ShouldBe(Exact(a) % Exact(b));
        }, iter: 20_000);

    [Fact]
    public void A_quotient_of_a_product_keeps_all_512_bits() =>
        Gen.Select(Number, Number, Number).Sample((a, b, divisor) =>
        {
            if (divisor == UInt256.Zero) return;
            var exact = BigInteger.DivRem(Exact(a) * Exact(b), Exact(divisor), out var rest);
            Check(exact, () => UInt256.MulDivFloor(a, b, divisor));
            Check(rest.IsZero ? exact : exact + 1, () => UInt256.MulDivCeil(a, b, divisor));
        }, iter: 20_000);

    [Fact]
    public void Numbers_and_products_compare_as_the_exact_ones_do() =>
        Gen.Select(Number, Number, Number, Number).Sample((a, b, c, d) =>
        {
            Math.Sign(a.CompareTo(b)).ShouldBe(Exact(a).CompareTo(Exact(b)));
            (a < b).ShouldBe(Exact(a) < Exact(b));
            (a >= b).ShouldBe(Exact(a) >= Exact(b));
            Math.Sign(UInt256.CompareProducts(a, b, c, d)).ShouldBe((Exact(a) * Exact(b)).CompareTo(Exact(c) * Exact(d)));
        });

    [Fact]
    public void Shifts_multiply_and_divide_by_powers_of_two() =>
        Gen.Select(Number, Gen.Int[0, 300]).Sample((a, bits) =>
        {
            Exact(a << bits).ShouldBe((Exact(a) << bits) % Limit);
            Exact(a >> bits).ShouldBe(Exact(a) >> bits);
            if (bits < 256) Exact(UInt256.PowerOfTwo(bits)).ShouldBe(BigInteger.One << bits);
        });

    [Fact]
    public void A_number_is_written_in_decimal_digits_and_a_hash_is_read_as_a_big_endian_number() =>
        Gen.Select(Number, Gen.Byte.Array[32]).Sample((a, bytes) =>
        {
            a.ToString().ShouldBe(Exact(a).ToString());
            Exact(UInt256.Of(new Hash32(bytes))).ShouldBe(new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
        });

    [Fact]
    public void A_number_beyond_128_bits_does_not_become_a_smaller_one()
    {
        ((UInt128)(UInt256)UInt128.MaxValue).ShouldBe(UInt128.MaxValue);
        Should.Throw<OverflowException>(() => (UInt128)UInt256.PowerOfTwo(128));
    }
}
