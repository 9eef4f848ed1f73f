using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// Eight elements of a prime field side by side. An element is five signed limbs of 51 bits, held as floating-point numbers that are
/// always integers, and stands for its value times 2^255 mod p. Every operation is exact: nothing is ever rounded but where
/// rounding splits a product into halves.
/// <para>
/// Normal elements lie within 0.51 p of zero and their limbs within 2^50 + 2^8. Sums of them may be left as they are, of seven at
/// most; their weight is then the number of normal elements added, and a product's weights must multiply to 3 at most. That this
/// suffices for either prime, whose upper halves are the same, is proven by the tests' bounds.
/// </para>
/// </summary>
/// <typeparam name="TModulus">The prime, whose limbs become constants of the code.</typeparam>
[StructLayout(LayoutKind.Sequential)]
readonly partial struct PrimeVector<TModulus>(
    Vector512<double> l0, Vector512<double> l1, Vector512<double> l2, Vector512<double> l3, Vector512<double> l4)
    where TModulus : IModulus
{
    /// <summary>Elements in a vector.</summary>
    public const int Count = 8;

    /// <summary>Limbs of an element.</summary>
    public const int Limbs = 5;

    /// <summary>Bits of a limb.</summary>
    public const int LimbBits = 51;

    const long LimbMask = (1L << LimbBits) - 1;
    const long HalfLimb = 1L << (LimbBits - 1);

    /// <summary>
    /// Compiled at its best at once, and on its own: inlined into a loop, a product's thirty vectors no longer fit the registers
    /// and it takes half as long again.
    /// </summary>
    const MethodImplOptions Whole = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
    public readonly Vector512<double> L0 = l0;
    public readonly Vector512<double> L1 = l1;
    public readonly Vector512<double> L2 = l2;
    public readonly Vector512<double> L3 = l3;
    public readonly Vector512<double> L4 = l4;

    /// <summary>Whether the machine has these vectors; elsewhere everything is computed element by element.</summary>
    public static bool IsSupported => Avx512F.IsSupported && Avx512DQ.IsSupported;

    /// <summary>Sum, limb by limb: the weights add up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeVector<TModulus> operator +(in PrimeVector<TModulus> left, in PrimeVector<TModulus> right) =>
        new(left.L0 + right.L0, left.L1 + right.L1, left.L2 + right.L2, left.L3 + right.L3, left.L4 + right.L4);

    /// <summary>Difference, limb by limb: the weights add up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeVector<TModulus> operator -(in PrimeVector<TModulus> left, in PrimeVector<TModulus> right) =>
        new(left.L0 - right.L0, left.L1 - right.L1, left.L2 - right.L2, left.L3 - right.L3, left.L4 - right.L4);

    /// <summary>Additive inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeVector<TModulus> operator -(in PrimeVector<TModulus> value) => new(-value.L0, -value.L1, -value.L2, -value.L3, -value.L4);

    /// <summary>The normal form of left a + right b.</summary>
    /// <param name="a">First factor, at most 32 in size.</param>
    /// <param name="left">An element of weight 3 at most.</param>
    /// <param name="b">Second factor, at most 32 in size.</param>
    /// <param name="right">An element of weight 3 at most.</param>
    /// <returns>A normal element.</returns>
    public static PrimeVector<TModulus> Combine(long a, in PrimeVector<TModulus> left, long b, in PrimeVector<TModulus> right) => Normal(
        Scale(left.L0, a) + Scale(right.L0, b),
        Scale(left.L1, a) + Scale(right.L1, b),
        Scale(left.L2, a) + Scale(right.L2, b),
        Scale(left.L3, a) + Scale(right.L3, b),
        Scale(left.L4, a) + Scale(right.L4, b));

    /// <summary>The normal form of this.</summary>
    /// <param name="factor">A factor, at most 32 in size.</param>
    /// <returns>A normal element, factor times this.</returns>
    public PrimeVector<TModulus> Times(long factor) => Normal(
        Scale(L0, factor), Scale(L1, factor), Scale(L2, factor), Scale(L3, factor), Scale(L4, factor));

    /// <summary>Puts elements side by side.</summary>
    /// <param name="elements">At most <see cref="Count"/>; the rest become zero.</param>
    /// <returns>A normal vector.</returns>
    public static PrimeVector<TModulus> Of(ReadOnlySpan<PrimeField<TModulus>> elements)
    {
        Span<long> limbs = stackalloc long[Limbs * Count];
        limbs.Clear();
        for (int i = 0; i < elements.Length; i++)
        {
            UInt256 value = elements[i].Halve().ToMontgomery();
            limbs[i] = (long)value.L0 & LimbMask;
            limbs[Count + i] = (long)((value.L0 >> 51) | (value.L1 << 13)) & LimbMask;
            limbs[(2 * Count) + i] = (long)((value.L1 >> 38) | (value.L2 << 26)) & LimbMask;
            limbs[(3 * Count) + i] = (long)((value.L2 >> 25) | (value.L3 << 39)) & LimbMask;
            limbs[(4 * Count) + i] = (long)(value.L3 >> 12);
        }

        ReadOnlySpan<Vector512<long>> rows = MemoryMarshal.Cast<long, Vector512<long>>(limbs);
        return Normal(rows[0], rows[1], rows[2], rows[3], rows[4]);
    }

    /// <summary>One element, in every place.</summary>
    /// <param name="element">The element.</param>
    /// <returns>A normal vector.</returns>
    public static PrimeVector<TModulus> Broadcast(in PrimeField<TModulus> element) => Of([element]).Broadcast(0);

    /// <summary>The element of one place, in every place.</summary>
    /// <param name="place">0 to 7.</param>
    /// <returns>As normal as this is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PrimeVector<TModulus> Broadcast(int place)
    {
        ref double first = ref Unsafe.Add(ref Unsafe.As<PrimeVector<TModulus>, double>(ref Unsafe.AsRef(in this)), place);
        return new PrimeVector<TModulus>(
            Vector512.Create(first),
            Vector512.Create(Unsafe.Add(ref first, Count)),
            Vector512.Create(Unsafe.Add(ref first, 2 * Count)),
            Vector512.Create(Unsafe.Add(ref first, 3 * Count)),
            Vector512.Create(Unsafe.Add(ref first, 4 * Count)));
    }

    /// <summary>For each place, one of two elements.</summary>
    /// <param name="mask">All bits set where the first is wanted, none where the second is.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <returns>As normal as both are.</returns>
    public static PrimeVector<TModulus> Select(Vector512<double> mask, in PrimeVector<TModulus> first, in PrimeVector<TModulus> second) => new(
        Vector512.ConditionalSelect(mask, first.L0, second.L0),
        Vector512.ConditionalSelect(mask, first.L1, second.L1),
        Vector512.ConditionalSelect(mask, first.L2, second.L2),
        Vector512.ConditionalSelect(mask, first.L3, second.L3),
        Vector512.ConditionalSelect(mask, first.L4, second.L4));

    /// <summary>Elements picked from two vectors.</summary>
    /// <param name="first">Places 0 to 7.</param>
    /// <param name="places">For each place of the result, which to take.</param>
    /// <param name="second">Places 8 to 15.</param>
    /// <returns>As normal as both are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PrimeVector<TModulus> Pick(in PrimeVector<TModulus> first, Vector512<long> places, in PrimeVector<TModulus> second) => new(
        Avx512F.PermuteVar8x64x2(first.L0, places, second.L0),
        Avx512F.PermuteVar8x64x2(first.L1, places, second.L1),
        Avx512F.PermuteVar8x64x2(first.L2, places, second.L2),
        Avx512F.PermuteVar8x64x2(first.L3, places, second.L3),
        Avx512F.PermuteVar8x64x2(first.L4, places, second.L4));

    /// <summary>Elements picked from a vector.</summary>
    /// <param name="places">For each place of the result, which to take, 0 to 7.</param>
    /// <returns>As normal as this is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PrimeVector<TModulus> Pick(Vector512<long> places) => new(
        Avx512F.PermuteVar8x64(L0, places),
        Avx512F.PermuteVar8x64(L1, places),
        Avx512F.PermuteVar8x64(L2, places),
        Avx512F.PermuteVar8x64(L3, places),
        Avx512F.PermuteVar8x64(L4, places));

    /// <summary>The element of one place.</summary>
    /// <param name="place">0 to 7.</param>
    /// <returns>The element.</returns>
    public PrimeField<TModulus> ToElement(int place)
    {
        PrimeVector<TModulus> normal = Normalised();
        long l0 = (long)normal.L0[place] + P0;
        long l1 = (long)normal.L1[place] + P1 + (l0 >> LimbBits);
        long l2 = (long)normal.L2[place] + P2 + (l1 >> LimbBits);
        long l3 = (long)normal.L3[place] + P3 + (l2 >> LimbBits);
        ulong m4 = (ulong)((long)normal.L4[place] + P4 + (l3 >> LimbBits));
        ulong m0 = (ulong)(l0 & LimbMask);
        ulong m1 = (ulong)(l1 & LimbMask);
        ulong m2 = (ulong)(l2 & LimbMask);
        ulong m3 = (ulong)(l3 & LimbMask);
        var value = new UInt256(m0 | (m1 << 51), (m1 >> 13) | (m2 << 38), (m2 >> 26) | (m3 << 25), (m3 >> 39) | (m4 << 12));
        return PrimeField<TModulus>.FromMontgomery(value.IsBelow(PrimeField<TModulus>.Modulus) ? value : value.AddWrapping(NegatedModulus)).Double();
    }

    static UInt256 NegatedModulus => new(0 - TModulus.P0, ~TModulus.P1, ~TModulus.P2, ~TModulus.P3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<long> Scale(Vector512<double> limb, long factor) => Avx512DQ.ConvertToVector512Int64(limb) * Vector512.Create(factor);

    /// <summary>Subtracts the nearest multiple of p, then carries every limb's excess into the next, all at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static PrimeVector<TModulus> Normal(Vector512<long> c0, Vector512<long> c1, Vector512<long> c2, Vector512<long> c3, Vector512<long> c4)
    {
        PutNormal(out PrimeVector<TModulus> result, c0, c1, c2, c3, c4);
        return result;
    }
}
