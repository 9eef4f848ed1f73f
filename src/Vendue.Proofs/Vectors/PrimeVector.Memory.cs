using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <content>Eight pairs of elements between memory, where each is four unsigned 64-bit limbs, and vectors.</content>
readonly partial struct PrimeVector<TModulus> : ICoordinateVector<PrimeVector<TModulus>, PrimeField<TModulus>>
{
    /// <inheritdoc/>
    public static void Load(ref readonly AffinePoint<PrimeField<TModulus>> points, out PrimeVector<TModulus> x, out PrimeVector<TModulus> y) =>
        LoadPairs(in Unsafe.As<AffinePoint<PrimeField<TModulus>>, ulong>(ref Unsafe.AsRef(in points)), stride: 8, out x, out y);

    /// <inheritdoc/>
    public static void Store(in PrimeVector<TModulus> x, in PrimeVector<TModulus> y, ref AffinePoint<PrimeField<TModulus>> points) =>
        StorePairs(x, y, ref Unsafe.As<AffinePoint<PrimeField<TModulus>>, ulong>(ref points), stride: 8);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PrimeVector<TModulus> Normalised() => Normal(
        Avx512DQ.ConvertToVector512Int64(L0),
        Avx512DQ.ConvertToVector512Int64(L1),
        Avx512DQ.ConvertToVector512Int64(L2),
        Avx512DQ.ConvertToVector512Int64(L3),
        Avx512DQ.ConvertToVector512Int64(L4));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> IsZero() =>
        Vector512.Equals(Vector512.Abs(L0) + Vector512.Abs(L1) + Vector512.Abs(L2) + Vector512.Abs(L3) + Vector512.Abs(L4), Vector512<double>.Zero);

    /// <summary>Loads eight pairs of elements; they stand for twice their values, of weight 2 by their limbs.</summary>
    /// <param name="memory">The first limb of the first pair.</param>
    /// <param name="stride">64-bit words from a pair to the next.</param>
    /// <param name="first">The first of each pair.</param>
    /// <param name="second">The second of each pair.</param>
    [MethodImpl(Whole)]
    internal static void LoadPairs(ref readonly ulong memory, nuint stride, out PrimeVector<TModulus> first, out PrimeVector<TModulus> second)
    {
        ref ulong start = ref Unsafe.AsRef(in memory);
        Vector512<ulong> r0 = Vector512.LoadUnsafe(ref start);
        Vector512<ulong> r1 = Vector512.LoadUnsafe(ref start, stride);
        Vector512<ulong> r2 = Vector512.LoadUnsafe(ref start, 2 * stride);
        Vector512<ulong> r3 = Vector512.LoadUnsafe(ref start, 3 * stride);
        Vector512<ulong> r4 = Vector512.LoadUnsafe(ref start, 4 * stride);
        Vector512<ulong> r5 = Vector512.LoadUnsafe(ref start, 5 * stride);
        Vector512<ulong> r6 = Vector512.LoadUnsafe(ref start, 6 * stride);
        Vector512<ulong> r7 = Vector512.LoadUnsafe(ref start, 7 * stride);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Unpack(r0, r1, r2, r3, out first);
        Unpack(r4, r5, r6, r7, out second);
    }

    /// <summary>Stores eight pairs of elements, reduced; the inverse of <see cref="LoadPairs"/>.</summary>
    /// <param name="first">The first of each pair.</param>
    /// <param name="second">The second of each pair.</param>
    /// <param name="memory">The first limb of the first pair.</param>
    /// <param name="stride">64-bit words from a pair to the next.</param>
    [MethodImpl(Whole)]
    internal static void StorePairs(in PrimeVector<TModulus> first, in PrimeVector<TModulus> second, ref ulong memory, nuint stride)
    {
        first.Pack(out Vector512<ulong> r0, out Vector512<ulong> r1, out Vector512<ulong> r2, out Vector512<ulong> r3);
        second.Pack(out Vector512<ulong> r4, out Vector512<ulong> r5, out Vector512<ulong> r6, out Vector512<ulong> r7);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        r0.StoreUnsafe(ref memory);
        r1.StoreUnsafe(ref memory, stride);
        r2.StoreUnsafe(ref memory, 2 * stride);
        r3.StoreUnsafe(ref memory, 3 * stride);
        r4.StoreUnsafe(ref memory, 4 * stride);
        r5.StoreUnsafe(ref memory, 5 * stride);
        r6.StoreUnsafe(ref memory, 6 * stride);
        r7.StoreUnsafe(ref memory, 7 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Unpack(Vector512<ulong> w0, Vector512<ulong> w1, Vector512<ulong> w2, Vector512<ulong> w3, out PrimeVector<TModulus> result)
    {
        var mask = Vector512.Create((ulong)LimbMask);
        Put(
            out result,
            Avx512DQ.ConvertToVector512Double(w0 & mask),
            Avx512DQ.ConvertToVector512Double(((w0 >>> 51) | (w1 << 13)) & mask),
            Avx512DQ.ConvertToVector512Double(((w1 >>> 38) | (w2 << 26)) & mask),
            Avx512DQ.ConvertToVector512Double(((w2 >>> 25) | (w3 << 39)) & mask),
            Avx512DQ.ConvertToVector512Double(w3 >>> 12));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Pack(out Vector512<ulong> w0, out Vector512<ulong> w1, out Vector512<ulong> w2, out Vector512<ulong> w3)
    {
        PrimeVector<TModulus> normal = Normalised();
        Vector512<long> c0 = Avx512DQ.ConvertToVector512Int64(normal.L0);
        Vector512<long> c1 = Avx512DQ.ConvertToVector512Int64(normal.L1);
        Vector512<long> c2 = Avx512DQ.ConvertToVector512Int64(normal.L2);
        Vector512<long> c3 = Avx512DQ.ConvertToVector512Int64(normal.L3);
        Vector512<long> c4 = Avx512DQ.ConvertToVector512Int64(normal.L4);
        Carry(ref c0, ref c1, ref c2, ref c3, ref c4);
        Vector512<long> isNegative = c4 >> 63;
        c0 += isNegative & Vector512.Create(P0);
        c1 += isNegative & Vector512.Create(P1);
        c2 += isNegative & Vector512.Create(P2);
        c3 += isNegative & Vector512.Create(P3);
        c4 += isNegative & Vector512.Create(P4);
        Carry(ref c0, ref c1, ref c2, ref c3, ref c4);
        w0 = (c0 | (c1 << 51)).AsUInt64();
        w1 = ((c1 >>> 13) | (c2 << 38)).AsUInt64();
        w2 = ((c2 >>> 26) | (c3 << 25)).AsUInt64();
        w3 = ((c3 >>> 39) | (c4 << 12)).AsUInt64();
    }

    /// <summary>Leaves limbs that are not negative, but for the top one, which has the sign of the whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Carry(ref Vector512<long> c0, ref Vector512<long> c1, ref Vector512<long> c2, ref Vector512<long> c3, ref Vector512<long> c4)
    {
        var mask = Vector512.Create(LimbMask);
        c1 += c0 >> LimbBits;
        c0 &= mask;
        c2 += c1 >> LimbBits;
        c1 &= mask;
        c3 += c2 >> LimbBits;
        c2 &= mask;
        c4 += c3 >> LimbBits;
        c3 &= mask;
    }

    /// <summary>Rows become columns: words of one element come to lie in different vectors, one for each place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose(
        ref Vector512<ulong> r0,
        ref Vector512<ulong> r1,
        ref Vector512<ulong> r2,
        ref Vector512<ulong> r3,
        ref Vector512<ulong> r4,
        ref Vector512<ulong> r5,
        ref Vector512<ulong> r6,
        ref Vector512<ulong> r7)
    {
        Vector512<ulong> even01 = Avx512F.UnpackLow(r0, r1);
        Vector512<ulong> odd01 = Avx512F.UnpackHigh(r0, r1);
        Vector512<ulong> even23 = Avx512F.UnpackLow(r2, r3);
        Vector512<ulong> odd23 = Avx512F.UnpackHigh(r2, r3);
        Vector512<ulong> even45 = Avx512F.UnpackLow(r4, r5);
        Vector512<ulong> odd45 = Avx512F.UnpackHigh(r4, r5);
        Vector512<ulong> even67 = Avx512F.UnpackLow(r6, r7);
        Vector512<ulong> odd67 = Avx512F.UnpackHigh(r6, r7);
        TransposeHalf(even01, even23, even45, even67, out r0, out r2, out r4, out r6);
        TransposeHalf(odd01, odd23, odd45, odd67, out r1, out r3, out r5, out r7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TransposeHalf(
        Vector512<ulong> s01,
        Vector512<ulong> s23,
        Vector512<ulong> s45,
        Vector512<ulong> s67,
        out Vector512<ulong> c0,
        out Vector512<ulong> c2,
        out Vector512<ulong> c4,
        out Vector512<ulong> c6)
    {
        const byte evenQuarters = 0x88;
        const byte oddQuarters = 0xdd;
        Vector512<ulong> low = Avx512F.Shuffle4x128(s01, s23, evenQuarters);
        Vector512<ulong> high = Avx512F.Shuffle4x128(s45, s67, evenQuarters);
        c0 = Avx512F.Shuffle4x128(low, high, evenQuarters);
        c4 = Avx512F.Shuffle4x128(low, high, oddQuarters);
        low = Avx512F.Shuffle4x128(s01, s23, oddQuarters);
        high = Avx512F.Shuffle4x128(s45, s67, oddQuarters);
        c2 = Avx512F.Shuffle4x128(low, high, evenQuarters);
        c6 = Avx512F.Shuffle4x128(low, high, oddQuarters);
    }
}
