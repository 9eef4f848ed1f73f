using System.Runtime.CompilerServices;

namespace Vendue.Proofs.Vectors;

/// <content>
/// What is computed with of the prime. Each of these is a constant to the JIT, as the modulus' own limbs are, and none a field:
/// code that is compiled but once, at its best, does not yet know the values of fields. Without the word to inline them, the
/// long methods' getters are the first that the JIT gives up.
/// </content>
readonly partial struct PrimeVector<TModulus>
{
    public static long P0
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long)TModulus.P0 & LimbMask;
    }

    public static long P1
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long)((TModulus.P0 >> 51) | (TModulus.P1 << 13)) & LimbMask;
    }

    public static long P2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long)((TModulus.P1 >> 38) | (TModulus.P2 << 26)) & LimbMask;
    }

    public static long P3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long)((TModulus.P2 >> 25) | (TModulus.P3 << 39)) & LimbMask;
    }

    public static long P4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (long)(TModulus.P3 >> 12);
    }

    /// <summary>The limbs 2 and 3 where limb 2, which is above 2^50 for both primes, is to be within 2^50 of zero.</summary>
    public static long SignedP2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => P2 - (1L << LimbBits);
    }

    public static long SignedP3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => P3 + 1;
    }

    /// <summary>
    /// 1 or -1: the reduction adds multiples of Q = p or of Q = -p, whichever is 3 mod 4. Then where the lower half of the product
    /// of Q's lowest limb and a factor could be 2^50 as well as -2^50, which is for the factor -2^50 alone, rounding to even makes it
    /// 2^50, and that is what the column's half limb foresees.
    /// </summary>
    public static long Sign
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (TModulus.P0 & 3) == 3 ? 1 : -1;
    }

    public static long Q0
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sign * P0;
    }

    public static long Q1
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sign * P1;
    }

    public static long Q2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sign * P2;
    }

    public static long Q3
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sign * P3;
    }

    public static long Q4
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Sign * P4;
    }

    /// <summary>-1/Q mod 2^51.</summary>
    public static long NegatedInverse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Sign * (long)TModulus.NegatedInverse) & LimbMask;
    }

    /// <summary>2^204 / p: the top limb times this is the multiple of p nearest to an element, to within 2^-40.</summary>
    public static double InverseTop
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1 / (P4 + (P3 / (double)(1L << LimbBits)));
    }
}
