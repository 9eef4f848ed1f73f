using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <summary>Eight elements of Fp2 side by side; see <see cref="FpVector"/> for what normal and weight mean.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct Fp2Vector(FpVector c0, FpVector c1) : ICoordinateVector<Fp2Vector, Fp2>
{
    public readonly FpVector C0 = c0;
    public readonly FpVector C1 = c1;

    /// <summary>Sum; the weights add up.</summary>
    public static Fp2Vector operator +(in Fp2Vector left, in Fp2Vector right) => new(left.C0 + right.C0, left.C1 + right.C1);

    /// <summary>Difference; the weights add up.</summary>
    public static Fp2Vector operator -(in Fp2Vector left, in Fp2Vector right) => new(left.C0 - right.C0, left.C1 - right.C1);

    /// <summary>Additive inverse.</summary>
    public static Fp2Vector operator -(in Fp2Vector value) => new(-value.C0, -value.C1);

    /// <summary>Product, of weights that multiply to 3 at most; normal.</summary>
    public static Fp2Vector operator *(in Fp2Vector left, in Fp2Vector right) => new(
        FpVector.SumOfProducts(new Factors(in left, in right, in left, in right, 0), 2),
        FpVector.SumOfProducts(new Factors(in left, in right, in left, in right, 1), 2));

    /// <summary>a b + c d, of weights that multiply to 3 at most each; normal.</summary>
    public static Fp2Vector SumOfProducts(in Fp2Vector a, in Fp2Vector b, in Fp2Vector c, in Fp2Vector d) => new(
        FpVector.SumOfProducts(new Factors(in a, in b, in c, in d, 0), 4),
        FpVector.SumOfProducts(new Factors(in a, in b, in c, in d, 1), 4));

    /// <summary>The normal form of a left + b right; see <see cref="FpVector.Combine"/>.</summary>
    public static Fp2Vector Combine(long a, in Fp2Vector left, long b, in Fp2Vector right) =>
        new(FpVector.Combine(a, left.C0, b, right.C0), FpVector.Combine(a, left.C1, b, right.C1));

    /// <summary>Puts elements side by side.</summary>
    /// <param name="elements">At most <see cref="FpVector.Count"/>; the rest become zero.</param>
    /// <returns>A normal vector.</returns>
    public static Fp2Vector Of(ReadOnlySpan<Fp2> elements)
    {
        Span<Fp> parts = stackalloc Fp[FpVector.Count];
        for (int i = 0; i < elements.Length; i++)
            parts[i] = elements[i].C0;
        var c0 = FpVector.Of(parts);
        for (int i = 0; i < elements.Length; i++)
            parts[i] = elements[i].C1;
        return new Fp2Vector(c0, FpVector.Of(parts));
    }

    /// <inheritdoc/>
    public static void Load(ref readonly AffinePoint<Fp2> points, out Fp2Vector x, out Fp2Vector y)
    {
        ref ulong memory = ref Unsafe.As<AffinePoint<Fp2>, ulong>(ref Unsafe.AsRef(in points));
        Unsafe.SkipInit(out x);
        Unsafe.SkipInit(out y);
        FpVector.LoadPairs(in memory, stride: 16, out Part(ref x, 0), out Part(ref x, 1));
        FpVector.LoadPairs(in Unsafe.Add(ref memory, 8), stride: 16, out Part(ref y, 0), out Part(ref y, 1));
    }

    /// <inheritdoc/>
    public static void Store(in Fp2Vector x, in Fp2Vector y, ref AffinePoint<Fp2> points)
    {
        ref ulong memory = ref Unsafe.As<AffinePoint<Fp2>, ulong>(ref points);
        FpVector.StorePairs(x.C0, x.C1, ref memory, stride: 16);
        FpVector.StorePairs(y.C0, y.C1, ref Unsafe.Add(ref memory, 8), stride: 16);
    }

    /// <inheritdoc/>
    public static Fp2Vector Select(Vector512<double> mask, in Fp2Vector first, in Fp2Vector second) =>
        new(FpVector.Select(mask, first.C0, second.C0), FpVector.Select(mask, first.C1, second.C1));

    /// <inheritdoc/>
    public static void Subtract(in Fp2Vector left, in Fp2Vector right, out Fp2Vector result)
    {
        Unsafe.SkipInit(out result);
        FpVector.Subtract(left.C0, right.C0, out Part(ref result, 0));
        FpVector.Subtract(left.C1, right.C1, out Part(ref result, 1));
    }

    /// <inheritdoc/>
    public static void DoubleLess(in Fp2Vector value, in Fp2Vector a, in Fp2Vector b, out Fp2Vector result)
    {
        Unsafe.SkipInit(out result);
        FpVector.DoubleLess(value.C0, a.C0, b.C0, out Part(ref result, 0));
        FpVector.DoubleLess(value.C1, a.C1, b.C1, out Part(ref result, 1));
    }

    /// <inheritdoc/>
    public static void Multiply(in Fp2Vector a, in Fp2Vector b, out Fp2Vector result)
    {
        Unsafe.SkipInit(out result);
        FpVector.MultiplyAdd(a.C0, b.C0, -1, a.C1, b.C1, out Part(ref result, 0));
        FpVector.MultiplyAdd(a.C0, b.C1, 1, a.C1, b.C0, out Part(ref result, 1));
    }

    static ref FpVector Part(ref Fp2Vector vector, int part) => ref Unsafe.Add(ref Unsafe.As<Fp2Vector, FpVector>(ref vector), part);

    /// <inheritdoc/>
    public Vector512<double> IsZero() => C0.IsZero() & C1.IsZero();

    /// <summary>Factor times this, normal.</summary>
    /// <param name="factor">At most 32 in size.</param>
    /// <returns>The product.</returns>
    public Fp2Vector Times(long factor) => new(C0.Times(factor), C1.Times(factor));

    /// <summary>The product with 9 + u, normal, of an element of weight 3 at most.</summary>
    /// <returns>(9 C0 - C1) + (9 C1 + C0) u.</returns>
    public Fp2Vector TimesNonResidue() => new(FpVector.Combine(9, C0, -1, C1), FpVector.Combine(9, C1, 1, C0));

    /// <summary>The element of one place.</summary>
    /// <param name="place">0 to 7.</param>
    /// <returns>The element.</returns>
    public Fp2 ToElement(int place) => new(C0.ToElement(place), C1.ToElement(place));

    /// <summary>
    /// The products of parts that make up one part of a b + c d: part 0 is C0, whose products of two C1 are negative, part 1 is C1.
    /// </summary>
    readonly ref struct Factors(
        ref readonly Fp2Vector a, ref readonly Fp2Vector b, ref readonly Fp2Vector c, ref readonly Fp2Vector d, int part) : FpVector.IFactors
    {
        readonly ref readonly FpVector a = ref a.C0;
        readonly ref readonly FpVector b = ref b.C0;
        readonly ref readonly FpVector c = ref c.C0;
        readonly ref readonly FpVector d = ref d.C0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Left(
            int index, out Vector512<double> l0, out Vector512<double> l1, out Vector512<double> l2, out Vector512<double> l3, out Vector512<double> l4)
        {
            var sign = Vector512.Create((index & ~part & 1) != 0 ? -1.0 : 1.0);
            ref FpVector x = ref Unsafe.Add(ref Unsafe.AsRef(in index < 2 ? ref a : ref c), index & 1);
            (l0, l1, l2, l3, l4) = (x.L0 * sign, x.L1 * sign, x.L2 * sign, x.L3 * sign, x.L4 * sign);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Right(int index, int limb) =>
            FpVector.Limb(in Unsafe.Add(ref Unsafe.AsRef(in index < 2 ? ref b : ref d), (index ^ part) & 1), limb);
    }
}
