using System.Numerics;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Tests.Bounds;

/// <summary>The constants that the vectors compute with.</summary>
sealed record LimbConstants
{
    public required BigInteger Modulus { get; init; }

    public required double UpperBase { get; init; }

    public required double LowerBase { get; init; }

    public required double BothBases { get; init; }

    public required long UpperBits { get; init; }

    public required long LowerBits { get; init; }

    public required double InverseTop { get; init; }

    public required long NegatedInverse { get; init; }

    /// <summary>Limbs of the prime, as they are subtracted from accumulators.</summary>
    public required long[] P { get; init; }

    /// <summary>Limbs of the prime, as they are subtracted from floating-point numbers.</summary>
    public required long[] Signed { get; init; }

    /// <summary>Limbs of the multiple of the prime that clears columns.</summary>
    public required long[] Q { get; init; }

    public static LimbConstants Of<TModulus>()
        where TModulus : IModulus => new()
        {
            Modulus = PrimeField<TModulus>.Modulus.ToBigInteger(),
            UpperBase = PrimeVector<TModulus>.UpperBase,
            LowerBase = PrimeVector<TModulus>.LowerBase,
            BothBases = PrimeVector<TModulus>.BothBases,
            UpperBits = PrimeVector<TModulus>.UpperBits,
            LowerBits = PrimeVector<TModulus>.LowerBits,
            InverseTop = PrimeVector<TModulus>.InverseTop,
            NegatedInverse = PrimeVector<TModulus>.NegatedInverse,
            P = [PrimeVector<TModulus>.P0, PrimeVector<TModulus>.P1, PrimeVector<TModulus>.P2, PrimeVector<TModulus>.P3, PrimeVector<TModulus>.P4],
            Signed =
            [
                PrimeVector<TModulus>.P0,
                PrimeVector<TModulus>.P1,
                PrimeVector<TModulus>.SignedP2,
                PrimeVector<TModulus>.SignedP3,
                PrimeVector<TModulus>.P4,
            ],
            Q = [PrimeVector<TModulus>.Q0, PrimeVector<TModulus>.Q1, PrimeVector<TModulus>.Q2, PrimeVector<TModulus>.Q3, PrimeVector<TModulus>.Q4],
        };
}
