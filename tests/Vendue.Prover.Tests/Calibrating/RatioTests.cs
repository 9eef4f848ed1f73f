using System.Numerics;
using CsCheck;
using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Tests.Calibrating;

public sealed class RatioTests
{
    static readonly Gen<Ratio> AnyRatio = Gen.Select(Gen.ULong, Gen.ULong[1, ulong.MaxValue], (n, d) => new Ratio(n, d));

    [Theory]
    [InlineData("0.80", 4, 5)]
    [InlineData("1742469", 1_742_469, 1)]
    [InlineData("0", 0, 1)]
    [InlineData("000.50", 1, 2)]
    public void A_decimal_is_read_exactly(string text, ulong numerator, ulong denominator)
    {
        Ratio.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(new Ratio(numerator, denominator));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("NaN")]
    [InlineData("0.1234567890123456789012345678901")]
    public void What_is_no_plain_decimal_is_not_read(string text) => Ratio.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(1, 3, 4, "0.3334")]
    [InlineData(2, 1, 4, "2.000")]
    [InlineData(123_456, 1, 4, "123456")]
    [InlineData(99_999, 100_000, 4, "1.0000")]
    [InlineData(1, 1_000_000, 2, "0.0000010")]
    [InlineData(0, 7, 4, "0")]
    public void A_number_is_shown_rounded_up(ulong numerator, ulong denominator, int significant, string text) => new Ratio(numerator, denominator).ToTextUp(significant).TrimEnd('0').TrimEnd('.').ShouldBe(text.TrimEnd('0').TrimEnd('.'));

    [Fact]
    public void What_is_shown_is_never_below_the_number_and_close_to_it() => Gen.Select(AnyRatio, Gen.Int[1, 8]).Sample((ratio, digits) =>
    {
        Ratio.TryParse(ratio.ToTextUp(digits), out var shown).ShouldBeTrue();
        shown.ShouldBeGreaterThanOrEqualTo(ratio);
        shown.ShouldBeLessThanOrEqualTo(ratio * new Ratio(BigInteger.Pow(10, digits - 1) + 1, BigInteger.Pow(10, digits - 1)));
    });

    [Fact]
    public void Arithmetic_is_exact() => Gen.Select(AnyRatio, AnyRatio, AnyRatio).Sample((a, b, c) =>
    {
        ((a + b) * c).ShouldBe((a * c) + (b * c));
        if (!b.IsZero) (a / b * b).ShouldBe(a);
        new Ratio(a.Ceiling(), 1).ShouldBeGreaterThanOrEqualTo(a);
        new Ratio(a.Floor(), 1).ShouldBeLessThanOrEqualTo(a);
        (a.Ceiling() - a.Floor()).ShouldBe(a.Denominator.IsOne ? 0 : 1);
    });
}
