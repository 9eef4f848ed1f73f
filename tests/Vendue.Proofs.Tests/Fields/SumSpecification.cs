using System.Numerics;
using CsCheck;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fields;

public sealed class BaseFieldSums : SumSpecification<BaseModulus>;

public sealed class ScalarFieldSums : SumSpecification<ScalarModulus>;

/// <summary>Sums that are reduced once, at random and where their bounds are tightest: the largest operands that each may get.</summary>
public abstract class SumSpecification<TModulus>
    where TModulus : IModulus
{
    static readonly BigInteger P = PrimeField<TModulus>.Modulus.ToBigInteger();
    static readonly BigInteger Radix = BigInteger.One << 256;

    /// <summary>Limbs at their ends: zero, one, the prime less a little, all ones below the prime, single bits; and the prime itself.</summary>
    static readonly PrimeField<TModulus>[] Ends = [.. ((BigInteger[])
        [0, 1, P - 1, P - 2, P - (P % (BigInteger.One << 192)) - 1, (BigInteger.One << 64) - 1, BigInteger.One << 192, P / 2, (P / 2) + 1, Radix % P]).Select(Limbs),
        PrimeField<TModulus>.NegateUnreduced(PrimeField<TModulus>.Zero)];

    static readonly Gen<PrimeField<TModulus>> Operand =
        Gen.Frequency((1, Gen.Int[0, Ends.Length - 1].Select(i => Ends[i])), (2, Draw.Elements<TModulus>()));

    [Fact]
    public void Small_multiples_of_every_pair_of_ends_are_those_of_integers()
    {
        foreach (PrimeField<TModulus> b in Ends)
        {
            foreach (PrimeField<TModulus> a in Ends[..^1])
                SmallMultiples(a, b);
        }

        for (int multiple = 0; multiple <= 9; multiple++)
        {
            for (int i = -2; i <= 2; i++)
            {
                BigInteger third = ((multiple * P) / 9) + i;
                BigInteger fifth = ((multiple * P) / 3) + i;
                foreach (PrimeField<TModulus> b in Ends)
                {
                    SmallMultiples(Limbs(((third % P) + P) % P), b);
                    SmallMultiples(Limbs(((fifth % P) + P) % P), b);
                }
            }
        }
    }

    [Fact]
    public void Small_multiples_at_random_are_those_of_integers() => Gen.Select(Draw.Elements<TModulus>(), Operand).Sample((a, b) => SmallMultiples(a, b), iter: 20_000);

    [Fact]
    public void The_largest_operands_give_the_right_sum_of_three_four_and_six_products()
    {
        foreach (PrimeField<TModulus> x in Ends)
        {
            foreach (PrimeField<TModulus> y in Ends)
            {
                Products(x, y, x, y, x, y, x, y, x, y, x, y);
                Products(x, y, y, x, x, x, y, y, x, y, y, x);
                Products(x, x, Ends[2], Ends[2], y, y, Ends[4], Ends[4], Ends[^1], Ends[2], Ends[^1], Ends[^1]);
            }
        }
    }

    [Fact]
    public void Sums_of_products_at_random_are_those_of_integers() => Operand.Array[12].Sample(
        o => Products(o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7], o[8], o[9], o[10], o[11]), iter: 20_000);

    [Fact]
    public void The_first_factor_of_three_products_may_be_an_unreduced_sum()
    {
        foreach (PrimeField<TModulus> x in Ends[..^1])
        {
            foreach (PrimeField<TModulus> y in Ends)
            {
                var sum = PrimeField<TModulus>.AddUnreduced(x, x);
                Is(PrimeField<TModulus>.ProductSum(sum, y, Ends[^1], Ends[^1], Ends[^1], Ends[^1]), 2 * Value(x) * Value(y), divided: true);
                Is(PrimeField<TModulus>.ProductSum(sum, Ends[2], Ends[2], Ends[2], Ends[^1], y), (2 * Value(x) * (P - 1)) + ((P - 1) * (P - 1)), divided: true);
            }
        }
    }

    static void SmallMultiples(PrimeField<TModulus> a, PrimeField<TModulus> b)
    {
        BigInteger x = Value(a);
        BigInteger y = Value(b);
        Is(PrimeField<TModulus>.NineTimesPlus(a, b), (9 * x) + y);
        Is(PrimeField<TModulus>.TriplePlusDouble(a, b), (3 * x) + (2 * y));
        if (!b.IsReduced)
            return;
        Is(PrimeField<TModulus>.NineTimesMinus(a, b), (9 * x) - y);
        Is(PrimeField<TModulus>.TripleMinusDouble(a, b), (3 * x) - (2 * y));
    }

    static void Products(
        PrimeField<TModulus> a,
        PrimeField<TModulus> b,
        PrimeField<TModulus> c,
        PrimeField<TModulus> d,
        PrimeField<TModulus> e,
        PrimeField<TModulus> f,
        PrimeField<TModulus> g,
        PrimeField<TModulus> h,
        PrimeField<TModulus> i,
        PrimeField<TModulus> j,
        PrimeField<TModulus> k,
        PrimeField<TModulus> l)
    {
        BigInteger sum = (Value(a) * Value(b)) + (Value(c) * Value(d)) + (Value(e) * Value(f));
        Is(PrimeField<TModulus>.ProductSum(a, b, c, d, e, f), sum, divided: true);
        sum += Value(g) * Value(h);
        foreach (PrimeField<TModulus> addend in (PrimeField<TModulus>[])[Ends[0], Ends[2]])
        {
            PrimeField<TModulus>.ProductSum(addend, a, b, c, d, e, f, g, h, out PrimeField<TModulus> four);
            Is(four, sum + (Value(addend) * Radix), divided: true);
        }

        sum += (Value(i) * Value(j)) + (Value(k) * Value(l));
        PrimeField<TModulus>.ProductSum(a, b, c, d, e, f, g, h, i, j, k, l, out PrimeField<TModulus> six);
        Is(six, sum, divided: true);
    }

    /// <summary>Compares limbs, not values: what is tested is the arithmetic on them. A product's are divided by 2^256.</summary>
    static void Is(PrimeField<TModulus> actual, BigInteger expected, bool divided = false)
    {
        bool holds = actual.IsReduced && ((Value(actual) * (divided ? Radix : 1)) - expected) % P == 0;
        holds.ShouldBeTrue();
    }

    static PrimeField<TModulus> Limbs(BigInteger value) => PrimeField<TModulus>.FromMontgomery(UInt256.FromBigInteger(value));

    static BigInteger Value(PrimeField<TModulus> element) => element.ToMontgomery().ToBigInteger();
}
