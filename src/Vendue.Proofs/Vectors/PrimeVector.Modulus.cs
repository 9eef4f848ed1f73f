namespace Vendue.Proofs.Vectors;

/// <content>
/// What is computed with of the prime. Each of these is a constant to the JIT, as the modulus' own limbs are, and none a field:
/// code that is compiled but once, at its best, does not yet know the values of fields.
/// </content>
readonly partial struct PrimeVector<TModulus>
{
    static long P0 => (long)TModulus.P0 & LimbMask;

    static long P1 => (long)((TModulus.P0 >> 51) | (TModulus.P1 << 13)) & LimbMask;

    static long P2 => (long)((TModulus.P1 >> 38) | (TModulus.P2 << 26)) & LimbMask;

    static long P3 => (long)((TModulus.P2 >> 25) | (TModulus.P3 << 39)) & LimbMask;

    static long P4 => (long)(TModulus.P3 >> 12);

    /// <summary>-1/p mod 2^51.</summary>
    static long NegatedInverse => (long)TModulus.NegatedInverse & LimbMask;

    /// <summary>2^204 / p: the top limb times this is the multiple of p nearest to an element, to within 2^-40.</summary>
    static double InverseTop => 1 / (P4 + (P3 / (double)(1L << LimbBits)));
}
