using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fields;

public sealed class BaseFieldAtItsEdges : EdgeSpecification<BaseModulus>;

public sealed class ScalarFieldAtItsEdges : EdgeSpecification<ScalarModulus>;

/// <summary>
/// Every operation on every pair of values at which carries and reductions turn: near zero and the prime, around each limb's
/// end, and those whose Montgomery form, which is what is computed with, is such a value.
/// </summary>
public abstract class EdgeSpecification<TModulus>
    where TModulus : IModulus
{
    static readonly BigInteger P = PrimeField<TModulus>.Modulus.ToBigInteger();
    static readonly PrimeField<TModulus>[] Edges = [.. Values().SelectMany(value =>
        (PrimeField<TModulus>[])[PrimeField<TModulus>.FromInteger(value), PrimeField<TModulus>.FromMontgomery(UInt256.FromBigInteger(value))]).Distinct()];

    [Fact]
    public void Pairs_of_edges_add_subtract_and_multiply_like_integers()
    {
        foreach (PrimeField<TModulus> a in Edges)
        {
            BigInteger x = Value(a);
            foreach (PrimeField<TModulus> b in Edges)
            {
                BigInteger y = Value(b);
                Is(a + b, x + y);
                Is(a - b, x - y);
                Is(a * b, x * y);
                (a == b).ShouldBe(x == y);
            }
        }
    }

    [Fact]
    public void Edges_square_double_halve_negate_and_invert_like_integers()
    {
        foreach (PrimeField<TModulus> a in Edges)
        {
            BigInteger x = Value(a);
            Is(a.Square(), x * x);
            Is(a.Double(), 2 * x);
            Is(-a, -x);
            Is(a.Halve(), x * ((P + 1) / 2));
            Is(a.Inverse(), BigInteger.ModPow(x, P - 2, P));
            Is(a.Pow(UInt256.FromBigInteger(P - 1)), x.IsZero ? 0 : 1);
            a.IsZero.ShouldBe(x.IsZero);
        }
    }

    [Fact]
    public void Integers_of_any_size_are_reduced()
    {
        foreach (BigInteger value in (BigInteger[])[.. Values(), P, P + 1, 2 * P, (2 * P) - 1, (5 * P) + 3, (BigInteger.One << 256) - 1, BigInteger.One << 255])
        {
            Is(PrimeField<TModulus>.FromInteger(UInt256.FromBigInteger(value)), value);
            Is(PrimeField<TModulus>.FromInteger(-value), -value);
            Is(PrimeField<TModulus>.FromInteger(value * value * value), value * value * value);
        }
    }

    static void Is(PrimeField<TModulus> element, BigInteger expected)
    {
        element.IsReduced.ShouldBeTrue();
        Value(element).ShouldBe(((expected % P) + P) % P);
    }

    static BigInteger Value(PrimeField<TModulus> element) => element.ToInteger().ToBigInteger();

    static IEnumerable<BigInteger> Values()
    {
        BigInteger r = BigInteger.One << 256;
        IEnumerable<BigInteger> values =
        [
            0, 1, 2, 3, P - 1, P - 2, P - 3, P / 2, (P / 2) + 1, (P / 2) - 1, r % P, (r % P) - 1, (r % P) + 1, r * r % P, P - (r % P), r / P, (r - 1) % P,
            .. ((int[])[32, 63, 64, 65, 127, 128, 129, 191, 192, 193, 252, 253]).SelectMany(bit =>
                (BigInteger[])[BigInteger.One << bit, (BigInteger.One << bit) - 1, P - (BigInteger.One << bit)]),
            P - (P % (BigInteger.One << 192)), P - (P % (BigInteger.One << 192)) - 1, P % (BigInteger.One << 192),
        ];
        return values.Where(value => value < P).Distinct();
    }
}
