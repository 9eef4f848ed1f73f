using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vendue.Proofs.Vectors;

/// <content>
/// The steps of number-theoretic transforms, in place. Here elements may lie somewhat further from zero than normal ones do:
/// those called reduced lie within 0.51 p, products within 0.83 p, and the limbs of both within 2^50 + 2^8. Factors are normal.
/// </content>
readonly partial struct PrimeVector<TModulus>
{
    /// <summary>Rounds to multiples of 2^51 what is added to it, up to 2^102.</summary>
    const double CarryBase = UpperBase;

    /// <summary>Rounds to integers what is added to it, up to 2^51.</summary>
    const double UnitBase = LowerBase;

    const double PerLimb = 1.0 / (1L << LimbBits);

    /// <summary>a and b become a + b, of weight 2, and (a - b) factor.</summary>
    /// <typeparam name="TFactor">The kind of factor.</typeparam>
    /// <param name="a">Reduced or a product.</param>
    /// <param name="b">Likewise.</param>
    /// <param name="factor">A normal factor.</param>
    [MethodImpl(Whole)]
    public static void Frequency<TFactor>(ref PrimeVector<TModulus> a, ref PrimeVector<TModulus> b, TFactor factor)
        where TFactor : struct, IFactor, allows ref struct
    {
        Vector512<double> d0 = a.L0 - b.L0, d1 = a.L1 - b.L1, d2 = a.L2 - b.L2, d3 = a.L3 - b.L3, d4 = a.L4 - b.L4;
        Put(out a, a.L0 + b.L0, a.L1 + b.L1, a.L2 + b.L2, a.L3 + b.L3, a.L4 + b.L4);
        Product(d0, d1, d2, d3, d4, factor, out var c5, out var c6, out var c7, out var c8, out var c9);
        PutCarried(out b, c5, c6, c7, c8, c9);
    }

    /// <summary>a and b become a + b, reduced, and (a - b) factor.</summary>
    /// <typeparam name="TFactor">The kind of factor.</typeparam>
    /// <param name="a">Of weight 2 at most.</param>
    /// <param name="b">Likewise.</param>
    /// <param name="factor">A normal factor.</param>
    [MethodImpl(Whole)]
    public static void FrequencyReduced<TFactor>(ref PrimeVector<TModulus> a, ref PrimeVector<TModulus> b, TFactor factor)
        where TFactor : struct, IFactor, allows ref struct
    {
        Vector512<double> d0 = a.L0 - b.L0, d1 = a.L1 - b.L1, d2 = a.L2 - b.L2, d3 = a.L3 - b.L3, d4 = a.L4 - b.L4;
        PutReduced(out a, a.L0 + b.L0, a.L1 + b.L1, a.L2 + b.L2, a.L3 + b.L3, a.L4 + b.L4);
        Reduce(ref d0, ref d1, ref d2, ref d3, ref d4);
        Product(d0, d1, d2, d3, d4, factor, out var c5, out var c6, out var c7, out var c8, out var c9);
        PutCarried(out b, c5, c6, c7, c8, c9);
    }

    /// <summary>a and b become a + b factor and a - b factor, of weight 2.</summary>
    /// <typeparam name="TFactor">The kind of factor.</typeparam>
    /// <param name="a">Reduced.</param>
    /// <param name="b">Reduced.</param>
    /// <param name="factor">A normal factor.</param>
    [MethodImpl(Whole)]
    public static void Time<TFactor>(ref PrimeVector<TModulus> a, ref PrimeVector<TModulus> b, TFactor factor)
        where TFactor : struct, IFactor, allows ref struct
    {
        Product(b.L0, b.L1, b.L2, b.L3, b.L4, factor, out var c5, out var c6, out var c7, out var c8, out var c9);
        PutCarried(out b, c5, c6, c7, c8, c9);
        SumAndDifference(ref a, ref b);
    }

    /// <summary>a and b become a + b factor and a - b factor, reduced.</summary>
    /// <typeparam name="TFactor">The kind of factor.</typeparam>
    /// <param name="a">Of weight 2 at most.</param>
    /// <param name="b">Likewise.</param>
    /// <param name="factor">A normal factor.</param>
    [MethodImpl(Whole)]
    public static void TimeReduced<TFactor>(ref PrimeVector<TModulus> a, ref PrimeVector<TModulus> b, TFactor factor)
        where TFactor : struct, IFactor, allows ref struct
    {
        Product(b.L0, b.L1, b.L2, b.L3, b.L4, factor, out var c5, out var c6, out var c7, out var c8, out var c9);
        PutCarried(out b, c5, c6, c7, c8, c9);
        Vector512<double> d0 = a.L0 - b.L0, d1 = a.L1 - b.L1, d2 = a.L2 - b.L2, d3 = a.L3 - b.L3, d4 = a.L4 - b.L4;
        PutReduced(out a, a.L0 + b.L0, a.L1 + b.L1, a.L2 + b.L2, a.L3 + b.L3, a.L4 + b.L4);
        PutReduced(out b, d0, d1, d2, d3, d4);
    }

    /// <summary>a and b become a + b and a - b; the weights add up.</summary>
    /// <param name="a">An element.</param>
    /// <param name="b">Another.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SumAndDifference(ref PrimeVector<TModulus> a, ref PrimeVector<TModulus> b)
    {
        Vector512<double> d0 = a.L0 - b.L0, d1 = a.L1 - b.L1, d2 = a.L2 - b.L2, d3 = a.L3 - b.L3, d4 = a.L4 - b.L4;
        Put(out a, a.L0 + b.L0, a.L1 + b.L1, a.L2 + b.L2, a.L3 + b.L3, a.L4 + b.L4);
        Put(out b, d0, d1, d2, d3, d4);
    }

    /// <summary>a and b become a + b and a - b, reduced.</summary>
    /// <param name="a">Of weight 2 at most.</param>
    /// <param name="b">Likewise.</param>
    [MethodImpl(Whole)]
    public static void SumAndDifferenceReduced(ref PrimeVector<TModulus> a, ref PrimeVector<TModulus> b)
    {
        Vector512<double> d0 = a.L0 - b.L0, d1 = a.L1 - b.L1, d2 = a.L2 - b.L2, d3 = a.L3 - b.L3, d4 = a.L4 - b.L4;
        PutReduced(out a, a.L0 + b.L0, a.L1 + b.L1, a.L2 + b.L2, a.L3 + b.L3, a.L4 + b.L4);
        PutReduced(out b, d0, d1, d2, d3, d4);
    }

    /// <summary>The reduced form, of weight 1.</summary>
    /// <param name="value">Of weight 4 at most.</param>
    [MethodImpl(Whole)]
    public static void Reduce(ref PrimeVector<TModulus> value) => PutReduced(out value, value.L0, value.L1, value.L2, value.L3, value.L4);

    /// <summary>Eight vectors become eight others: place i of vector j is place j of vector i.</summary>
    /// <param name="from">The first vector.</param>
    /// <param name="fromStride">Vectors from one to the next.</param>
    /// <param name="to">The first place for the result.</param>
    /// <param name="toStride">Vectors from one to the next.</param>
    [MethodImpl(Whole)]
    public static void Transpose(ref readonly PrimeVector<TModulus> from, int fromStride, ref PrimeVector<TModulus> to, int toStride)
    {
        ref Vector512<ulong> source = ref Unsafe.As<PrimeVector<TModulus>, Vector512<ulong>>(ref Unsafe.AsRef(in from));
        ref Vector512<ulong> target = ref Unsafe.As<PrimeVector<TModulus>, Vector512<ulong>>(ref to);
        nint step = fromStride * Limbs;
        nint next = toStride * Limbs;
        for (int limb = 0; limb < Limbs; limb++)
        {
            Vector512<ulong> r0 = source;
            Vector512<ulong> r1 = Unsafe.Add(ref source, step);
            Vector512<ulong> r2 = Unsafe.Add(ref source, 2 * step);
            Vector512<ulong> r3 = Unsafe.Add(ref source, 3 * step);
            Vector512<ulong> r4 = Unsafe.Add(ref source, 4 * step);
            Vector512<ulong> r5 = Unsafe.Add(ref source, 5 * step);
            Vector512<ulong> r6 = Unsafe.Add(ref source, 6 * step);
            Vector512<ulong> r7 = Unsafe.Add(ref source, 7 * step);
            Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
            target = r0;
            Unsafe.Add(ref target, next) = r1;
            Unsafe.Add(ref target, 2 * next) = r2;
            Unsafe.Add(ref target, 3 * next) = r3;
            Unsafe.Add(ref target, 4 * next) = r4;
            Unsafe.Add(ref target, 5 * next) = r5;
            Unsafe.Add(ref target, 6 * next) = r6;
            Unsafe.Add(ref target, 7 * next) = r7;
            source = ref Unsafe.Add(ref source, 1);
            target = ref Unsafe.Add(ref target, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutReduced(
        out PrimeVector<TModulus> result, Vector512<double> l0, Vector512<double> l1, Vector512<double> l2, Vector512<double> l3, Vector512<double> l4)
    {
        Reduce(ref l0, ref l1, ref l2, ref l3, ref l4);
        Put(out result, l0, l1, l2, l3, l4);
    }

    /// <summary>
    /// Subtracts the nearest multiple of p and carries, without leaving floating-point numbers: for limbs that stay below 2^53
    /// on the way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Reduce(ref Vector512<double> l0, ref Vector512<double> l1, ref Vector512<double> l2, ref Vector512<double> l3, ref Vector512<double> l4)
    {
        Vector512<double> multiple = Avx512F.FusedMultiplyAdd(l4, Vector512.Create(InverseTop), Vector512.Create(UnitBase)) - Vector512.Create(UnitBase);
        l0 = Avx512F.FusedMultiplyAddNegated(multiple, Vector512.Create((double)P0), l0);
        l1 = Avx512F.FusedMultiplyAddNegated(multiple, Vector512.Create((double)P1), l1);
        l2 = Avx512F.FusedMultiplyAddNegated(multiple, Vector512.Create((double)SignedP2), l2);
        l3 = Avx512F.FusedMultiplyAddNegated(multiple, Vector512.Create((double)SignedP3), l3);
        l4 = Avx512F.FusedMultiplyAddNegated(multiple, Vector512.Create((double)P4), l4);
        var carryBase = Vector512.Create(CarryBase);
        var perLimb = Vector512.Create(PerLimb);
        Vector512<double> s0 = l0 + carryBase - carryBase;
        Vector512<double> s1 = l1 + carryBase - carryBase;
        Vector512<double> s2 = l2 + carryBase - carryBase;
        Vector512<double> s3 = l3 + carryBase - carryBase;
        l0 -= s0;
        l1 = Avx512F.FusedMultiplyAdd(s0, perLimb, l1 - s1);
        l2 = Avx512F.FusedMultiplyAdd(s1, perLimb, l2 - s2);
        l3 = Avx512F.FusedMultiplyAdd(s2, perLimb, l3 - s3);
        l4 = Avx512F.FusedMultiplyAdd(s3, perLimb, l4);
    }
}
