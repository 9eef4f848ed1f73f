using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Fields;

public sealed class BaseFieldInversion : InversionSpecification<BaseModulus>;

public sealed class ScalarFieldInversion : InversionSpecification<ScalarModulus>;

/// <summary>The quick inversion against big integers, and its parts at the ends of their ranges.</summary>
public abstract class InversionSpecification<TModulus>
    where TModulus : IModulus
{
    const int Near = 2000;
    const int RandomValues = 100_000;
    static readonly BigInteger P = PrimeField<TModulus>.Modulus.ToBigInteger();
    static readonly BigInteger Run = BigInteger.One << DivisionSteps.Count;

    [Fact]
    public void Zero_has_none_and_becomes_zero()
    {
        PrimeField<TModulus>.Zero.Inverse().ShouldBe(PrimeField<TModulus>.Zero);
        PrimeField<TModulus>.Zero.SecretInverse().ShouldBe(PrimeField<TModulus>.Zero);
    }

    [Fact]
    public void One_and_minus_one_are_their_own()
    {
        PrimeField<TModulus>.One.Inverse().ShouldBe(PrimeField<TModulus>.One);
        (-PrimeField<TModulus>.One).Inverse().ShouldBe(-PrimeField<TModulus>.One);
    }

    [Fact]
    public void Values_near_zero_near_the_prime_near_its_half_and_near_powers_of_two_have_theirs()
    {
        for (int i = 1; i <= Near; i++)
        {
            HasInverse(i);
            HasInverse(P - i);
            HasInverse((P / 2) - (Near / 2) + i);
        }

        for (int bit = 2; bit < 254; bit++)
        {
            for (int i = -3; i <= 3; i++)
                HasInverse(((BigInteger.One << bit) + i + P) % P);
        }
    }

    [Fact]
    public void Random_values_have_theirs()
    {
        var random = new Random(20190624);
        for (int i = 0; i < RandomValues; i++)
            HasInverse((PrimeField<TModulus>.FromInteger(Uniform(random)).ToInteger().ToBigInteger() % (P - 1)) + 1);
    }

    [Fact]
    public void The_inversion_for_secrets_gives_the_same()
    {
        var random = new Random(20190625);
        for (int i = 0; i < 500; i++)
        {
            var value = PrimeField<TModulus>.FromInteger(Uniform(random));
            value.SecretInverse().ShouldBe(value.Inverse());
        }
    }

    [Fact]
    public void A_run_of_steps_is_an_even_division_by_a_matrix_of_determinant_a_power_of_two()
    {
        var random = new Random(20190626);
        for (int i = 0; i < 20_000; i++)
        {
            int balance = random.Next(-70, 70);
            ulong f = (ulong)random.NextInt64(long.MinValue, long.MaxValue) | 1;
            ulong g = (i % 8) switch { 0 => 0, 1 => f, 2 => 0 - f, 3 => 1ul << random.Next(64), _ => (ulong)random.NextInt64(long.MinValue, long.MaxValue) };
            var steps = DivisionSteps.Next(f, g, ref balance);
            ((((BigInteger)steps.U * f) + ((BigInteger)steps.V * g)) % Run).IsZero.ShouldBeTrue();
            ((((BigInteger)steps.Q * f) + ((BigInteger)steps.R * g)) % Run).IsZero.ShouldBeTrue();
            (((BigInteger)steps.U * steps.R) - ((BigInteger)steps.V * steps.Q)).ShouldBe(Run);
            (BigInteger.Abs(steps.U) + BigInteger.Abs(steps.V)).ShouldBeLessThanOrEqualTo(Run);
            (BigInteger.Abs(steps.Q) + BigInteger.Abs(steps.R)).ShouldBeLessThanOrEqualTo(Run);
        }
    }

    [Fact]
    public void Combinations_are_exact_at_the_ends_of_their_ranges()
    {
        const long whole = 1L << DivisionSteps.Count;
        (long A, long B)[] factors = [(whole, 0), (-whole, 0), (0, whole), (0, -whole), (whole / 2, whole / 2), (-whole / 2, whole / 2), (whole / 2, -whole / 2), (-whole / 2, -whole / 2), (whole - 1, 1), (1 - whole, -1), (1, 1), (0, 1)];
        BigInteger limbs = P - (P % (BigInteger.One << 192)) - 1;
        BigInteger[] ends = [0, 1, -1, P - 1, 1 - P, limbs, -limbs, (BigInteger.One << 192) - 1, -(BigInteger.One << 192), (BigInteger.One << 64) - 1, -(BigInteger.One << 128)];
        foreach ((long a, long b) in factors)
        {
            foreach (BigInteger x in ends)
            {
                foreach (BigInteger y in ends)
                {
                    BigInteger sum = (a * x) + (b * y);
                    BigInteger modular = Value(PrimeField<TModulus>.Signed.CombineModulo(a, Of(x), b, Of(y)));
                    (((modular * Run) - sum) % P).ShouldBe(BigInteger.Zero);
                    modular.ShouldBeGreaterThan(-2 * P);
                    modular.ShouldBeLessThan(P);
                    Value(PrimeField<TModulus>.Signed.Combine(a, Of(x), b, Of(y))).ShouldBe((sum - (((sum % Run) + Run) % Run)) / Run);
                }
            }
        }

        foreach (BigInteger x in (BigInteger[])[.. ends, 1 - (2 * P)])
        {
            Value(Of(x).PlusModulusIfNegative()).ShouldBe(x.Sign < 0 ? x + P : x);
            Value(Of(x).Negated()).ShouldBe(-x);
        }
    }

    static void HasInverse(BigInteger value)
    {
        PrimeField<TModulus> inverse = PrimeField<TModulus>.FromInteger(value).Inverse();
        bool holds = inverse.IsReduced && (inverse.ToInteger().ToBigInteger() * value % P).IsOne;
        holds.ShouldBeTrue(value.ToString());
    }

    static BigInteger Uniform(Random random)
    {
        var bytes = new byte[40];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    static PrimeField<TModulus>.Signed Of(BigInteger value)
    {
        var limbs = UInt256.FromBigInteger(value.Sign < 0 ? value + (BigInteger.One << 256) : value);
        return new PrimeField<TModulus>.Signed(limbs.L0, limbs.L1, limbs.L2, limbs.L3);
    }

    static BigInteger Value(PrimeField<TModulus>.Signed value)
    {
        BigInteger integer = new UInt256(value.L0, value.L1, value.L2, value.L3).ToBigInteger();
        return value.IsNegative ? integer - (BigInteger.One << 256) : integer;
    }
}
