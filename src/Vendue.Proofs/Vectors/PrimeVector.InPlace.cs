using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vendue.Proofs.Vectors;

/// <content>
/// The operations of the innermost loops, which write their result where it is to stand: a vector is 320 bytes, and the JIT
/// copies what is returned by value through a routine that costs as much as a third of a product.
/// </content>
readonly partial struct PrimeVector<TModulus>
{
    /// <summary>The product of weights that multiply to 3 at most; normal.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <param name="result">The product; may be one of the factors.</param>
    [MethodImpl(Whole)]
    public static void Multiply(in PrimeVector<TModulus> a, in PrimeVector<TModulus> b, out PrimeVector<TModulus> result)
    {
        Product(a.L0, a.L1, a.L2, a.L3, a.L4, new EachFactor(in b), out var c5, out var c6, out var c7, out var c8, out var c9);
        PutNormalRounded(out result, c5, c6, c7, c8, c9);
    }

    /// <summary>a b + sign c d, of weights that multiply to 3 at most each; normal.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <param name="sign">1 or -1.</param>
    /// <param name="c">Third factor.</param>
    /// <param name="d">Fourth factor.</param>
    /// <param name="result">The sum; none of the factors.</param>
    [MethodImpl(Whole)]
    public static void MultiplyAdd(in PrimeVector<TModulus> a, in PrimeVector<TModulus> b, double sign, in PrimeVector<TModulus> c, in PrimeVector<TModulus> d, out PrimeVector<TModulus> result)
    {
        const int rows = 3;
        Begin(rows, out var c0, out var c1, out var c2, out var c3, out var c4, out var c5, out var c6, out var c7, out var c8, out var c9);
        AddProducts(a, b, Vector512<double>.One, ref c0, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        AddProducts(c, d, Vector512.Create(sign), ref c0, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Finish(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out result);
    }

    /// <summary>left - right; the weights add up.</summary>
    /// <param name="left">From this.</param>
    /// <param name="right">This.</param>
    /// <param name="result">The difference; may be one of the two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in PrimeVector<TModulus> left, in PrimeVector<TModulus> right, out PrimeVector<TModulus> result) => Put(
        out result, left.L0 - right.L0, left.L1 - right.L1, left.L2 - right.L2, left.L3 - right.L3, left.L4 - right.L4);

    /// <summary>2 value - a - b, normal.</summary>
    /// <param name="value">A normal element.</param>
    /// <param name="a">An element of weight 2 at most.</param>
    /// <param name="b">An element of weight 2 at most.</param>
    /// <param name="result">The difference; may be one of the three.</param>
    [MethodImpl(Whole)]
    public static void DoubleLess(in PrimeVector<TModulus> value, in PrimeVector<TModulus> a, in PrimeVector<TModulus> b, out PrimeVector<TModulus> result) => PutNormal(
        out result,
        Avx512DQ.ConvertToVector512Int64(value.L0 + value.L0 - a.L0 - b.L0),
        Avx512DQ.ConvertToVector512Int64(value.L1 + value.L1 - a.L1 - b.L1),
        Avx512DQ.ConvertToVector512Int64(value.L2 + value.L2 - a.L2 - b.L2),
        Avx512DQ.ConvertToVector512Int64(value.L3 + value.L3 - a.L3 - b.L3),
        Avx512DQ.ConvertToVector512Int64(value.L4 + value.L4 - a.L4 - b.L4));

    /// <summary>
    /// The upper columns of a product whose lower ones are cleared. The rows of the product and of its reduction alternate: each
    /// step of the reduction waits for the one before, and a row of the product has work for that time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Product<TFactor>(
        Vector512<double> x0,
        Vector512<double> x1,
        Vector512<double> x2,
        Vector512<double> x3,
        Vector512<double> x4,
        in TFactor y,
        out Vector512<long> c5,
        out Vector512<long> c6,
        out Vector512<long> c7,
        out Vector512<long> c8,
        out Vector512<long> c9)
        where TFactor : struct, IFactor, allows ref struct
    {
        const int rows = 2;
        Begin(rows, out var c0, out var c1, out var c2, out var c3, out var c4, out c5, out c6, out c7, out c8, out c9);
        Vector512<double> y0 = y.Limb(0), y1 = y.Limb(1);
        AddProduct(x0, y0, ref c0, ref c1);
        Vector512<double> m0 = Factor(c0);
        AddProduct(x1, y0, ref c1, ref c2);
        AddProduct(x2, y0, ref c2, ref c3);
        AddProduct(x3, y0, ref c3, ref c4);
        AddProduct(x4, y0, ref c4, ref c5);
        AddProduct(x0, y1, ref c1, ref c2);
        AddUpper(Vector512.Create((double)Q0), m0, ref c1);
        AddProduct(Vector512.Create((double)Q1), m0, ref c1, ref c2);
        c1 += c0 >> LimbBits;
        Vector512<double> m1 = Factor(c1);
        AddProduct(Vector512.Create((double)Q2), m0, ref c2, ref c3);
        AddProduct(Vector512.Create((double)Q3), m0, ref c3, ref c4);
        AddProduct(Vector512.Create((double)Q4), m0, ref c4, ref c5);
        AddProduct(x1, y1, ref c2, ref c3);
        AddProduct(x2, y1, ref c3, ref c4);
        AddProduct(x3, y1, ref c4, ref c5);
        AddProduct(x4, y1, ref c5, ref c6);
        Vector512<double> y2 = y.Limb(2);
        AddProduct(x0, y2, ref c2, ref c3);
        AddUpper(Vector512.Create((double)Q0), m1, ref c2);
        AddProduct(Vector512.Create((double)Q1), m1, ref c2, ref c3);
        c2 += c1 >> LimbBits;
        Vector512<double> m2 = Factor(c2);
        AddProduct(Vector512.Create((double)Q2), m1, ref c3, ref c4);
        AddProduct(Vector512.Create((double)Q3), m1, ref c4, ref c5);
        AddProduct(Vector512.Create((double)Q4), m1, ref c5, ref c6);
        AddProduct(x1, y2, ref c3, ref c4);
        AddProduct(x2, y2, ref c4, ref c5);
        AddProduct(x3, y2, ref c5, ref c6);
        AddProduct(x4, y2, ref c6, ref c7);
        Vector512<double> y3 = y.Limb(3);
        AddProduct(x0, y3, ref c3, ref c4);
        AddUpper(Vector512.Create((double)Q0), m2, ref c3);
        AddProduct(Vector512.Create((double)Q1), m2, ref c3, ref c4);
        c3 += c2 >> LimbBits;
        Vector512<double> m3 = Factor(c3);
        AddProduct(Vector512.Create((double)Q2), m2, ref c4, ref c5);
        AddProduct(Vector512.Create((double)Q3), m2, ref c5, ref c6);
        AddProduct(Vector512.Create((double)Q4), m2, ref c6, ref c7);
        AddProduct(x1, y3, ref c4, ref c5);
        AddProduct(x2, y3, ref c5, ref c6);
        AddProduct(x3, y3, ref c6, ref c7);
        AddProduct(x4, y3, ref c7, ref c8);
        Vector512<double> y4 = y.Limb(4);
        AddProduct(x0, y4, ref c4, ref c5);
        AddUpper(Vector512.Create((double)Q0), m3, ref c4);
        AddProduct(Vector512.Create((double)Q1), m3, ref c4, ref c5);
        c4 += c3 >> LimbBits;
        Vector512<double> m4 = Factor(c4);
        AddProduct(Vector512.Create((double)Q2), m3, ref c5, ref c6);
        AddProduct(Vector512.Create((double)Q3), m3, ref c6, ref c7);
        AddProduct(Vector512.Create((double)Q4), m3, ref c7, ref c8);
        AddProduct(x1, y4, ref c5, ref c6);
        AddProduct(x2, y4, ref c6, ref c7);
        AddProduct(x3, y4, ref c7, ref c8);
        AddProduct(x4, y4, ref c8, ref c9);
        AddUpper(Vector512.Create((double)Q0), m4, ref c5);
        AddProduct(Vector512.Create((double)Q1), m4, ref c5, ref c6);
        c5 += c4 >> LimbBits;
        AddProduct(Vector512.Create((double)Q2), m4, ref c6, ref c7);
        AddProduct(Vector512.Create((double)Q3), m4, ref c7, ref c8);
        AddProduct(Vector512.Create((double)Q4), m4, ref c8, ref c9);
    }

    /// <summary>
    /// What the constants of all products will add to each column, taken away beforehand; the reduction has no lower half of its
    /// own for the columns that it clears. To all columns but the last, half a limb is added: a shift then rounds to nearest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Begin(
        int rows,
        out Vector512<long> c0,
        out Vector512<long> c1,
        out Vector512<long> c2,
        out Vector512<long> c3,
        out Vector512<long> c4,
        out Vector512<long> c5,
        out Vector512<long> c6,
        out Vector512<long> c7,
        out Vector512<long> c8,
        out Vector512<long> c9)
    {
        unchecked
        {
            c0 = Vector512.Create((rows * -LowerBits) + LowerBits + HalfLimb);
            c1 = Vector512.Create((rows * (-(2 * LowerBits) - UpperBits)) + LowerBits + HalfLimb);
            c2 = Vector512.Create((rows * (-(3 * LowerBits) - (2 * UpperBits))) + LowerBits + HalfLimb);
            c3 = Vector512.Create((rows * (-(4 * LowerBits) - (3 * UpperBits))) + LowerBits + HalfLimb);
            c4 = Vector512.Create((rows * (-(5 * LowerBits) - (4 * UpperBits))) + LowerBits + HalfLimb);
            c5 = Vector512.Create((rows * (-(4 * LowerBits) - (5 * UpperBits))) + HalfLimb);
            c6 = Vector512.Create((rows * (-(3 * LowerBits) - (4 * UpperBits))) + HalfLimb);
            c7 = Vector512.Create((rows * (-(2 * LowerBits) - (3 * UpperBits))) + HalfLimb);
            c8 = Vector512.Create((rows * (-LowerBits - (2 * UpperBits))) + HalfLimb);
            c9 = Vector512.Create((rows * -UpperBits));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddProducts(
        in PrimeVector<TModulus> a,
        in PrimeVector<TModulus> b,
        Vector512<double> sign,
        ref Vector512<long> c0,
        ref Vector512<long> c1,
        ref Vector512<long> c2,
        ref Vector512<long> c3,
        ref Vector512<long> c4,
        ref Vector512<long> c5,
        ref Vector512<long> c6,
        ref Vector512<long> c7,
        ref Vector512<long> c8,
        ref Vector512<long> c9)
    {
        Vector512<double> x0 = a.L0 * sign, x1 = a.L1 * sign, x2 = a.L2 * sign, x3 = a.L3 * sign, x4 = a.L4 * sign;
        AddRow(x0, x1, x2, x3, x4, b.L0, ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
        AddRow(x0, x1, x2, x3, x4, b.L1, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        AddRow(x0, x1, x2, x3, x4, b.L2, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        AddRow(x0, x1, x2, x3, x4, b.L3, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        AddRow(x0, x1, x2, x3, x4, b.L4, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Finish(
        Vector512<long> c0,
        Vector512<long> c1,
        Vector512<long> c2,
        Vector512<long> c3,
        Vector512<long> c4,
        Vector512<long> c5,
        Vector512<long> c6,
        Vector512<long> c7,
        Vector512<long> c8,
        Vector512<long> c9,
        out PrimeVector<TModulus> result)
    {
        ReduceRow(ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
        ReduceRow(ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        ReduceRow(ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        ReduceRow(ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        ReduceRow(ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        PutNormalRounded(out result, c5, c6, c7, c8, c9);
    }

    /// <summary>Subtracts the nearest multiple of p, then carries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutNormal(
        out PrimeVector<TModulus> result, Vector512<long> c0, Vector512<long> c1, Vector512<long> c2, Vector512<long> c3, Vector512<long> c4)
    {
        var half = Vector512.Create(HalfLimb);
        PutNormalRounded(out result, c0 + half, c1 + half, c2 + half, c3 + half, c4);
    }

    /// <summary>Subtracts the nearest multiple of p, then carries; all limbs but the top one come with half a limb added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutNormalRounded(
        out PrimeVector<TModulus> result, Vector512<long> c0, Vector512<long> c1, Vector512<long> c2, Vector512<long> c3, Vector512<long> c4)
    {
        var multiple = Avx512DQ.ConvertToVector512Int64(Avx512DQ.ConvertToVector512Double(c4) * Vector512.Create(InverseTop));
        c0 -= multiple * Vector512.Create(P0);
        c1 -= multiple * Vector512.Create(P1);
        c2 -= multiple * Vector512.Create(P2);
        c3 -= multiple * Vector512.Create(P3);
        c4 -= multiple * Vector512.Create(P4);
        PutCarried(out result, c0, c1, c2, c3, c4);
    }

    /// <summary>
    /// Carries every limb's excess into the next; all limbs but the top one come with half a limb added, and leave within 2^50 of zero.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PutCarried(
        out PrimeVector<TModulus> result, Vector512<long> c0, Vector512<long> c1, Vector512<long> c2, Vector512<long> c3, Vector512<long> c4)
    {
        c1 += c0 >> LimbBits;
        c2 += c1 >> LimbBits;
        c3 += c2 >> LimbBits;
        c4 += c3 >> LimbBits;
        Put(out result, Rest(LowBits(c0)), Rest(LowBits(c1)), Rest(LowBits(c2)), Rest(LowBits(c3)), Avx512DQ.ConvertToVector512Double(c4));
    }

    /// <summary>The low 51 bits, as those of a floating-point number that is <see cref="LowerBase"/> larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<long> LowBits(Vector512<long> value)
    {
        const byte firstAndSecondOrThird = 0xea;
        return Avx512F.TernaryLogic(value, Vector512.Create(LimbMask), Vector512.Create(LowerBits), firstAndSecondOrThird);
    }

    /// <summary>The number that such bits hold, without the half limb that was added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Rest(Vector512<long> bits) => bits.AsDouble() - Vector512.Create(LowerBase + HalfLimb);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(
        out PrimeVector<TModulus> result, Vector512<double> l0, Vector512<double> l1, Vector512<double> l2, Vector512<double> l3, Vector512<double> l4)
    {
        Unsafe.SkipInit(out result);
        ref Vector512<double> limb = ref Unsafe.As<PrimeVector<TModulus>, Vector512<double>>(ref result);
        limb = l0;
        Unsafe.Add(ref limb, 1) = l1;
        Unsafe.Add(ref limb, 2) = l2;
        Unsafe.Add(ref limb, 3) = l3;
        Unsafe.Add(ref limb, 4) = l4;
    }
}
