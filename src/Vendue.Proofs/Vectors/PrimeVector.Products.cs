using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vendue.Proofs.Vectors;

/// <content>
/// Products by fused multiply-add (Emmart, Zheng, Weems 2018; with signed limbs, rounding to nearest suffices). A large
/// constant added to a product of limbs leaves room for its upper half only; what that rounding took away is the lower half,
/// exactly. Both stand in the low bits of the numbers' representations and are summed as integers; what the constants
/// contribute to the sums is subtracted beforehand.
/// </content>
readonly partial struct PrimeVector<TModulus>
{
    public const double UpperBase = 1.5211807202738753e+31;
    public const double LowerBase = 6755399441055744;
    public const double BothBases = 1.521180720273876e+31;
    public const long UpperBits = 0x4668000000000000;
    public const long LowerBits = 0x4338000000000000;

    /// <summary>The sum of products of factors, divided by 2^255, reduced once (Montgomery 1985).</summary>
    /// <typeparam name="TFactors">Where the factors come from.</typeparam>
    /// <param name="factors">The factors, of weights that multiply to 3 at most.</param>
    /// <param name="count">How many, 1 to 12.</param>
    /// <returns>A normal element.</returns>
    [MethodImpl(Whole)]
    public static PrimeVector<TModulus> SumOfProducts<TFactors>(in TFactors factors, int count)
        where TFactors : struct, IFactors, allows ref struct
    {
        // Column k of the products, and of the multiple of p that is added to clear the lower five.
        Begin(count + 1, out var c0, out var c1, out var c2, out var c3, out var c4, out var c5, out var c6, out var c7, out var c8, out var c9);
        for (int i = 0; i < count; i++)
        {
            factors.Left(i, out Vector512<double> x0, out Vector512<double> x1, out Vector512<double> x2, out Vector512<double> x3, out Vector512<double> x4);
            AddRow(x0, x1, x2, x3, x4, factors.Right(i, 0), ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
            AddRow(x0, x1, x2, x3, x4, factors.Right(i, 1), ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
            AddRow(x0, x1, x2, x3, x4, factors.Right(i, 2), ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
            AddRow(x0, x1, x2, x3, x4, factors.Right(i, 3), ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
            AddRow(x0, x1, x2, x3, x4, factors.Right(i, 4), ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        }

        Finish(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out PrimeVector<TModulus> result);
        return result;
    }

    /// <summary>Product of two elements.</summary>
    public static PrimeVector<TModulus> operator *(in PrimeVector<TModulus> left, in PrimeVector<TModulus> right) => SumOfProducts(new Sequence(in left, in right), 1);

    /// <summary>a b + c d, of weights that multiply to 3 at most each; normal.</summary>
    public static PrimeVector<TModulus> SumOfProducts(in PrimeVector<TModulus> a, in PrimeVector<TModulus> b, in PrimeVector<TModulus> c, in PrimeVector<TModulus> d) =>
        SumOfProducts(new TwoPairs(in a, in b, in c, in d), 2);

    /// <summary>Limb k of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Limb(ref readonly PrimeVector<TModulus> vector, int k) =>
        Unsafe.Add(ref Unsafe.As<PrimeVector<TModulus>, Vector512<double>>(ref Unsafe.AsRef(in vector)), k);

    /// <summary>The factors of a sum of products.</summary>
    public interface IFactors
    {
        /// <summary>A left factor, limb by limb.</summary>
        void Left(
            int index, out Vector512<double> l0, out Vector512<double> l1, out Vector512<double> l2, out Vector512<double> l3, out Vector512<double> l4);

        /// <summary>One limb of a right factor.</summary>
        Vector512<double> Right(int index, int limb);
    }

    /// <summary>Factors that follow one another in memory.</summary>
    public readonly ref struct Sequence(ref readonly PrimeVector<TModulus> left, ref readonly PrimeVector<TModulus> right) : IFactors
    {
        readonly ref readonly PrimeVector<TModulus> left = ref left;
        readonly ref readonly PrimeVector<TModulus> right = ref right;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Left(
            int index, out Vector512<double> l0, out Vector512<double> l1, out Vector512<double> l2, out Vector512<double> l3, out Vector512<double> l4)
        {
            ref readonly PrimeVector<TModulus> x = ref Unsafe.Add(ref Unsafe.AsRef(in left), index);
            (l0, l1, l2, l3, l4) = (x.L0, x.L1, x.L2, x.L3, x.L4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Right(int index, int limb) => Limb(in Unsafe.Add(ref Unsafe.AsRef(in right), index), limb);
    }

    /// <summary>The factors of a b + c d.</summary>
    readonly ref struct TwoPairs(ref readonly PrimeVector<TModulus> a, ref readonly PrimeVector<TModulus> b, ref readonly PrimeVector<TModulus> c, ref readonly PrimeVector<TModulus> d) : IFactors
    {
        readonly ref readonly PrimeVector<TModulus> a = ref a;
        readonly ref readonly PrimeVector<TModulus> b = ref b;
        readonly ref readonly PrimeVector<TModulus> c = ref c;
        readonly ref readonly PrimeVector<TModulus> d = ref d;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Left(
            int index, out Vector512<double> l0, out Vector512<double> l1, out Vector512<double> l2, out Vector512<double> l3, out Vector512<double> l4)
        {
            ref readonly PrimeVector<TModulus> x = ref index == 0 ? ref a : ref c;
            (l0, l1, l2, l3, l4) = (x.L0, x.L1, x.L2, x.L3, x.L4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Right(int index, int limb) => Limb(in index == 0 ? ref b : ref d, limb);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddRow(
        Vector512<double> x0,
        Vector512<double> x1,
        Vector512<double> x2,
        Vector512<double> x3,
        Vector512<double> x4,
        Vector512<double> y,
        ref Vector512<long> c0,
        ref Vector512<long> c1,
        ref Vector512<long> c2,
        ref Vector512<long> c3,
        ref Vector512<long> c4,
        ref Vector512<long> c5)
    {
        AddProduct(x0, y, ref c0, ref c1);
        AddProduct(x1, y, ref c1, ref c2);
        AddProduct(x2, y, ref c2, ref c3);
        AddProduct(x3, y, ref c3, ref c4);
        AddProduct(x4, y, ref c4, ref c5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddProduct(Vector512<double> x, Vector512<double> y, ref Vector512<long> lower, ref Vector512<long> upper)
    {
        Vector512<double> high = Avx512F.FusedMultiplyAdd(x, y, Vector512.Create(UpperBase));
        upper += high.AsInt64();
        lower += Avx512F.FusedMultiplyAdd(x, y, Vector512.Create(BothBases) - high).AsInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddUpper(Vector512<double> x, Vector512<double> y, ref Vector512<long> upper) =>
        upper += Avx512F.FusedMultiplyAdd(x, y, Vector512.Create(UpperBase)).AsInt64();

    /// <summary>
    /// Adds the multiple of p that makes the lowest column divisible by 2^51, and carries that column on. The lower half of the
    /// factor's product with the lowest limb would be what clears the column's low 51 bits, and nothing else: with half a limb
    /// added to the column it is left out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ReduceRow(
        ref Vector512<long> c0,
        ref Vector512<long> c1,
        ref Vector512<long> c2,
        ref Vector512<long> c3,
        ref Vector512<long> c4,
        ref Vector512<long> c5)
    {
        Vector512<double> m = Factor(c0);
        AddUpper(Vector512.Create((double)Q0), m, ref c1);
        AddProduct(Vector512.Create((double)Q1), m, ref c1, ref c2);
        AddProduct(Vector512.Create((double)Q2), m, ref c2, ref c3);
        AddProduct(Vector512.Create((double)Q3), m, ref c3, ref c4);
        AddProduct(Vector512.Create((double)Q4), m, ref c4, ref c5);
        c1 += c0 >> LimbBits;
    }

    /// <summary>
    /// The factor from -2^50 to below 2^50 that clears a column which has half a limb added. That turns the top bit of the factor's
    /// 51, so what the column yields is the factor plus 2^50. The constants' bits, multiples of 2^51, do not touch it, though this
    /// row's are not yet summed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Factor(Vector512<long> column) => Rest(LowBits(column * Vector512.Create(NegatedInverse)));
}
