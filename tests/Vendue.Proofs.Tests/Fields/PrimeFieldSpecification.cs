using System.Numerics;
using CsCheck;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fields;

public sealed class BaseFieldSpecification : PrimeFieldSpecification<BaseModulus>
{
    [Fact]
    public void The_prime_is_the_curves_polynomial_in_its_parameter()
    {
        BigInteger x = 4965661367192848881;
        Fp.Modulus.ToBigInteger().ShouldBe((36 * BigInteger.Pow(x, 4)) + (36 * BigInteger.Pow(x, 3)) + (24 * x * x) + (6 * x) + 1);
    }
}

public sealed class ScalarFieldSpecification : PrimeFieldSpecification<ScalarModulus>
{
    [Fact]
    public void The_prime_is_the_curves_order_polynomial_in_its_parameter()
    {
        BigInteger x = 4965661367192848881;
        Fr.Modulus.ToBigInteger().ShouldBe((36 * BigInteger.Pow(x, 4)) + (36 * BigInteger.Pow(x, 3)) + (18 * x * x) + (6 * x) + 1);
    }
}

public abstract class PrimeFieldSpecification<TModulus>
    where TModulus : IModulus
{
    static readonly BigInteger Modulus = PrimeField<TModulus>.Modulus.ToBigInteger();
    static readonly Gen<PrimeField<TModulus>> Element = Draw.Elements<TModulus>();

    [Fact]
    public void Arithmetic_is_that_of_integers_modulo_the_prime() => Gen.Select(Element, Element).Sample((a, b) =>
    {
        BigInteger x = Value(a);
        BigInteger y = Value(b);
        Value(a + b).ShouldBe((x + y) % Modulus);
        Value(a - b).ShouldBe((x - y + Modulus) % Modulus);
        Value(a * b).ShouldBe(x * y % Modulus);
        Value(-a).ShouldBe((Modulus - x) % Modulus);
        Value(a.Square()).ShouldBe(x * x % Modulus);
        Value(a.Double()).ShouldBe(2 * x % Modulus);
        (a.Halve() + a.Halve()).ShouldBe(a);
        a.Halve().IsReduced.ShouldBeTrue();
    });

    [Fact]
    public void Unreduced_sums_multiply_like_reduced_ones() => Gen.Select(Element, Element, Element, Element).Sample((a, b, c, d) =>
        (PrimeField<TModulus>.AddUnreduced(a, b) * PrimeField<TModulus>.AddUnreduced(c, d)).ShouldBe((a + b) * (c + d)));

    [Fact]
    public void Sums_of_two_products_are_those_of_integers() => Gen.Select(Element, Element, Element, Element).Sample((a, b, c, d) =>
        Value(PrimeField<TModulus>.ProductSum(a, b, c, d)).ShouldBe(((Value(a) * Value(b)) + (Value(c) * Value(d))) % Modulus));

    [Fact]
    public void Every_element_but_zero_has_an_inverse() => Element.Sample(a =>
        (a * a.Inverse()).ShouldBe(a.IsZero ? PrimeField<TModulus>.Zero : PrimeField<TModulus>.One));

    [Fact]
    public void Batch_inversion_gives_each_inverse_and_leaves_zeros() => Element.Array[0, 40].Sample(elements =>
    {
        PrimeField<TModulus>[] inverses = [.. elements];
        BatchInversion.Invert(inverses.AsSpan(), new PrimeField<TModulus>[elements.Length]);
        inverses.ShouldBe(elements.Select(element => element.Inverse()));
    });

    [Fact]
    public void Powers_are_those_of_integers() => Gen.Select(Element, Draw.Integers).Sample(
        (a, exponent) => Value(a.Pow(exponent)).ShouldBe(BigInteger.ModPow(Value(a), exponent.ToBigInteger(), Modulus)), iter: 20);

    [Fact]
    public void Big_endian_bytes_are_read_back_and_only_below_the_prime() => Draw.Integers.Sample(integer =>
    {
        var bytes = new byte[UInt256.Size];
        integer.WriteBigEndian(bytes);
        bool canonical = PrimeField<TModulus>.TryRead(bytes, out PrimeField<TModulus> element);
        canonical.ShouldBe(integer.ToBigInteger() < Modulus);
        if (canonical)
        {
            var written = new byte[UInt256.Size];
            element.Write(written);
            written.ShouldBe(bytes);
        }
    });

    [Fact]
    public void The_prime_itself_is_no_canonical_encoding()
    {
        var bytes = new byte[UInt256.Size];
        PrimeField<TModulus>.Modulus.WriteBigEndian(bytes);
        PrimeField<TModulus>.TryRead(bytes, out _).ShouldBeFalse();
        PrimeField<TModulus>.FromMontgomery(PrimeField<TModulus>.Modulus).IsReduced.ShouldBeFalse();
    }

    static BigInteger Value(PrimeField<TModulus> element) => element.ToInteger().ToBigInteger();
}
