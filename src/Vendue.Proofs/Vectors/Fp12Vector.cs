using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// One element of Fp12 = Fp2[w] / (w^6 - (9 + u)): the coefficients of w^0 to w^5 side by side, and two places that stay zero.
/// Coefficients are normal.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
readonly partial struct Fp12Vector(Fp2Vector coefficients) : ICyclotomic<Fp12Vector>
{
    const int Degree = 6;

    /// <summary>Doubles in an <see cref="FpVector"/>: from a coefficient's C0 to its C1.</summary>
    const int PartStride = FpVector.Limbs * FpVector.Count;

    public readonly Fp2Vector Coefficients = coefficients;

    static readonly Fp2Vector[] FrobeniusImages = [FrobeniusFactors(1), FrobeniusFactors(2), FrobeniusFactors(3)];

    /// <summary>Places of w^k times the elements at 0 to 5; at 8 to 13 are those times w^6 = 9 + u.</summary>
    static ReadOnlySpan<long> Turns =>
    [
        0, 1, 2, 3, 4, 5, 6, 7,
        13, 0, 1, 2, 3, 4, 6, 7,
        12, 13, 0, 1, 2, 3, 6, 7,
        11, 12, 13, 0, 1, 2, 6, 7,
        10, 11, 12, 13, 0, 1, 6, 7,
        9, 10, 11, 12, 13, 0, 6, 7,
    ];

    static ReadOnlySpan<byte> AllTurns => [0, 1, 2, 3, 4, 5];

    static ReadOnlySpan<byte> LineTurns => [0, 1, 3];

    /// <summary>The multiplicative identity.</summary>
    public static Fp12Vector One => Of(Fp12.One);

    /// <summary>Product: for each power of w, the left side turned that far times the right side's coefficient.</summary>
    public static Fp12Vector operator *(in Fp12Vector left, in Fp12Vector right)
    {
        ref double first = ref Unsafe.As<Fp12Vector, double>(ref Unsafe.AsRef(in right));
        return left.Multiply(ref first, 1, AllTurns);
    }

    /// <summary>Takes an element.</summary>
    /// <param name="value">The element.</param>
    /// <returns>The same element.</returns>
    public static Fp12Vector Of(in Fp12 value) =>
        new(Fp2Vector.Of([value.C0.C0, value.C1.C0, value.C0.C1, value.C1.C1, value.C0.C2, value.C1.C2]));

    /// <summary>Gives the element back.</summary>
    /// <returns>The same element.</returns>
    public Fp12 ToElement() => new(
        new Fp6(Coefficients.ToElement(0), Coefficients.ToElement(2), Coefficients.ToElement(4)),
        new Fp6(Coefficients.ToElement(1), Coefficients.ToElement(3), Coefficients.ToElement(5)));

    /// <summary>Product with a line a + b w + c w^3.</summary>
    /// <param name="line">The first limb of the C0 of a, in a row of six vectors: a, b and c, each of weight 3 at most.</param>
    /// <returns>The product.</returns>
    public Fp12Vector MultiplyByLine(ref double line) => Multiply(ref line, 2 * PartStride, LineTurns);

    /// <summary>The conjugate over Fp6, which is the p^6-th power.</summary>
    /// <returns>The conjugate.</returns>
    public Fp12Vector Conjugate()
    {
        var signs = Vector512.Create(1.0, -1, 1, -1, 1, -1, 1, 1);
        return new Fp12Vector(new Fp2Vector(Turned(Coefficients.C0, signs), Turned(Coefficients.C1, signs)));
    }

    /// <summary>The p^power-th power.</summary>
    /// <param name="power">1, 2 or 3.</param>
    /// <returns>The image under Frobenius.</returns>
    public Fp12Vector Frobenius(int power)
    {
        Fp2Vector conjugate = (power & 1) == 0 ? Coefficients : new Fp2Vector(Coefficients.C0, -Coefficients.C1);
        return new Fp12Vector(conjugate * FrobeniusImages[power - 1]);
    }

    Fp12Vector Multiply(ref double right, int stride, ReadOnlySpan<byte> turns)
    {
        Fp2Vector over = Coefficients.TimesNonResidue();
        int count = 2 * turns.Length;
        return new Fp12Vector(new Fp2Vector(
            FpVector.SumOfProducts(new TurnFactors(in Coefficients, in over, ref right, stride, turns, 0), count),
            FpVector.SumOfProducts(new TurnFactors(in Coefficients, in over, ref right, stride, turns, 1), count)));
    }

    static FpVector Turned(in FpVector value, Vector512<double> signs) =>
        new(value.L0 * signs, value.L1 * signs, value.L2 * signs, value.L3 * signs, value.L4 * signs);

    static Fp2Vector FrobeniusFactors(int power)
    {
        // Frobenius takes w^k to w^k times a factor, which is what it makes of w^k alone.
        var images = new Fp2[Degree];
        for (int k = 0; k < Degree; k++)
        {
            Fp6 half = (k >> 1) switch { 0 => Fp6.One, 1 => new Fp6(Fp2.Zero, Fp2.One, Fp2.Zero), _ => new Fp6(Fp2.Zero, Fp2.Zero, Fp2.One) };
            Fp12 image = ((k & 1) == 0 ? new Fp12(half, Fp6.Zero) : new Fp12(Fp6.Zero, half)).Frobenius(power);
            Fp6 turned = (k & 1) == 0 ? image.C0 : image.C1;
            images[k] = (k >> 1) switch { 0 => turned.C0, 1 => turned.C1, _ => turned.C2 };
        }

        return Fp2Vector.Of(images);
    }

    /// <summary>Elements picked from two vectors, each times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pick(
        in FpVector first,
        Vector512<long> places,
        in FpVector second,
        Vector512<double> factor,
        out Vector512<double> l0,
        out Vector512<double> l1,
        out Vector512<double> l2,
        out Vector512<double> l3,
        out Vector512<double> l4)
    {
        l0 = Avx512F.PermuteVar8x64x2(first.L0, places, second.L0) * factor;
        l1 = Avx512F.PermuteVar8x64x2(first.L1, places, second.L1) * factor;
        l2 = Avx512F.PermuteVar8x64x2(first.L2, places, second.L2) * factor;
        l3 = Avx512F.PermuteVar8x64x2(first.L3, places, second.L3) * factor;
        l4 = Avx512F.PermuteVar8x64x2(first.L4, places, second.L4) * factor;
    }

    /// <summary>The products that make up one part of a product in Fp12, two for each power of w on the right.</summary>
    /// <param name="value">The left side.</param>
    /// <param name="over">The left side times 9 + u.</param>
    /// <param name="right">The first limb of the right side's first coefficient.</param>
    /// <param name="stride">Doubles from one coefficient of the right side to the next.</param>
    /// <param name="turns">The powers of w of the right side's coefficients.</param>
    /// <param name="part">0 for C0, whose products of two C1 are negative; 1 for C1.</param>
    readonly ref struct TurnFactors(
        ref readonly Fp2Vector value, ref readonly Fp2Vector over, ref double right, int stride, ReadOnlySpan<byte> turns, int part) : FpVector.IFactors
    {
        readonly ref readonly FpVector value = ref value.C0;
        readonly ref readonly FpVector over = ref over.C0;
        readonly ref double right = ref right;
        readonly ReadOnlySpan<byte> turns = turns;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Left(
            int index, out Vector512<double> l0, out Vector512<double> l1, out Vector512<double> l2, out Vector512<double> l3, out Vector512<double> l4)
        {
            var sign = Vector512.Create((index & ~part & 1) != 0 ? -1.0 : 1.0);
            var places = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(Turns), (nuint)(turns[index >> 1] * FpVector.Count));
            ref FpVector x = ref Unsafe.Add(ref Unsafe.AsRef(in value), index & 1);
            ref FpVector y = ref Unsafe.Add(ref Unsafe.AsRef(in over), index & 1);
            Pick(in x, places, in y, sign, out l0, out l1, out l2, out l3, out l4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Right(int index, int limb) => Vector512.Create(
            Unsafe.Add(ref right, ((index >> 1) * stride) + (((index ^ part) & 1) * PartStride) + (limb * FpVector.Count)));
    }
}
