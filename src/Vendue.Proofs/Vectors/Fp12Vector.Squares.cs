using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vendue.Proofs.Vectors;

/// <content>
/// Squares. Each coefficient is a sum of products of two coefficients; the tables say, term by term, which two each place
/// multiplies, and how often the product counts. Coefficients at 8 to 13 are those at 0 to 5 times w^6 = 9 + u.
/// </content>
readonly partial struct Fp12Vector
{
    const int SquareTerms = 4;
    const int CyclotomicTerms = 2;

    static ReadOnlySpan<long> SquareLeft =>
    [
        0, 0, 1, 0, 2, 0, 6, 7,
        11, 10, 12, 1, 13, 1, 6, 7,
        9, 11, 0, 12, 0, 2, 6, 7,
        10, 6, 11, 6, 1, 6, 6, 7,
    ];

    static ReadOnlySpan<long> SquareRight =>
    [
        0, 1, 1, 3, 2, 5, 6, 7,
        3, 5, 4, 2, 5, 4, 6, 7,
        5, 4, 2, 5, 4, 3, 6, 7,
        4, 6, 5, 6, 3, 6, 6, 7,
    ];

    static ReadOnlySpan<double> SquareTimes =>
    [
        1, 2, 1, 2, 1, 2, 0, 0,
        1, 2, 1, 2, 1, 2, 0, 0,
        2, 2, 2, 2, 2, 2, 0, 0,
        2, 0, 2, 0, 2, 0, 0, 0,
    ];

    static ReadOnlySpan<long> CyclotomicLeft =>
    [
        0, 13, 1, 0, 2, 1, 6, 7,
        11, 13, 12, 0, 13, 1, 6, 7,
    ];

    static ReadOnlySpan<long> CyclotomicRight =>
    [
        0, 2, 1, 3, 2, 4, 6, 7,
        3, 2, 4, 3, 5, 4, 6, 7,
    ];

    static ReadOnlySpan<double> CyclotomicTimes =>
    [
        3, 3, 3, 3, 3, 3, 0, 0,
        3, 3, 3, 3, 3, 3, 0, 0,
    ];

    /// <summary>The square.</summary>
    /// <returns>The square.</returns>
    public Fp12Vector Square() => new(Quadratic(SquareLeft, SquareRight, SquareTimes, SquareTerms));

    /// <summary>Square of an element of the cyclotomic subgroup (Granger and Scott 2010).</summary>
    /// <returns>The square; meaningless outside the subgroup.</returns>
    public Fp12Vector CyclotomicSquare()
    {
        Fp2Vector tripled = Quadratic(CyclotomicLeft, CyclotomicRight, CyclotomicTimes, CyclotomicTerms);
        var signs = Vector512.Create(-1.0, 1, -1, 1, -1, 1, 1, 1);
        return new Fp12Vector(new Fp2Vector(
            FpVector.Combine(1, tripled.C0, 2, Turned(Coefficients.C0, signs)), FpVector.Combine(1, tripled.C1, 2, Turned(Coefficients.C1, signs))));
    }

    Fp2Vector Quadratic(ReadOnlySpan<long> left, ReadOnlySpan<long> right, ReadOnlySpan<double> times, int terms)
    {
        Fp2Vector over = Coefficients.TimesNonResidue();
        return new Fp2Vector(
            FpVector.SumOfProducts(new QuadraticFactors(in Coefficients, in over, left, right, times, 0), 2 * terms),
            FpVector.SumOfProducts(new QuadraticFactors(in Coefficients, in over, left, right, times, 1), 2 * terms));
    }

    /// <summary>The products that make up one part of a square, two for each term.</summary>
    /// <param name="value">The coefficients.</param>
    /// <param name="over">The coefficients times 9 + u.</param>
    /// <param name="lefts">Each term's first coefficients.</param>
    /// <param name="rights">Each term's second coefficients.</param>
    /// <param name="times">How often each product counts.</param>
    /// <param name="part">0 for C0, whose products of two C1 are negative; 1 for C1.</param>
    readonly ref struct QuadraticFactors(
        ref readonly Fp2Vector value,
        ref readonly Fp2Vector over,
        ReadOnlySpan<long> lefts,
        ReadOnlySpan<long> rights,
        ReadOnlySpan<double> times,
        int part) : FpVector.IFactors
    {
        readonly ref readonly FpVector value = ref value.C0;
        readonly ref readonly FpVector over = ref over.C0;
        readonly ref long lefts = ref MemoryMarshal.GetReference(lefts);
        readonly ref long rights = ref MemoryMarshal.GetReference(rights);
        readonly ref double times = ref MemoryMarshal.GetReference(times);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Left(
            int index, out Vector512<double> l0, out Vector512<double> l1, out Vector512<double> l2, out Vector512<double> l3, out Vector512<double> l4)
        {
            nuint row = (nuint)((index >> 1) * FpVector.Count);
            Vector512<double> factor = Vector512.LoadUnsafe(ref times, row) * ((index & ~part & 1) != 0 ? -1.0 : 1.0);
            var places = Vector512.LoadUnsafe(ref lefts, row);
            ref FpVector x = ref Unsafe.Add(ref Unsafe.AsRef(in value), index & 1);
            ref FpVector y = ref Unsafe.Add(ref Unsafe.AsRef(in over), index & 1);
            Pick(in x, places, in y, factor, out l0, out l1, out l2, out l3, out l4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Right(int index, int limb)
        {
            var places = Vector512.LoadUnsafe(ref rights, (nuint)((index >> 1) * FpVector.Count));
            return Avx512F.PermuteVar8x64(FpVector.Limb(in Unsafe.Add(ref Unsafe.AsRef(in value), (index ^ part) & 1), limb), places);
        }
    }
}
