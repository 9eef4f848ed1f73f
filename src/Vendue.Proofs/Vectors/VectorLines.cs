using System.Runtime.CompilerServices;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// The lines of a Miller loop, eight steps side by side: six vectors (a, b and c, each its C0 and C1) for every eight steps. A
/// line is a + b w + c w^3, up to a factor in Fp, which the final exponentiation takes away.
/// </summary>
sealed partial class VectorLines : ILines<Fp12Vector>
{
    const int Parts = 6;
    const int Blocks = (Pairing.LineCount + FpVector.Count - 1) / FpVector.Count;
    readonly FpVector[] parts = new FpVector[Blocks * Parts];

    /// <summary>Puts lines side by side.</summary>
    /// <param name="lines">The lines of every step.</param>
    /// <returns>The same lines.</returns>
    public static VectorLines Of(ReadOnlySpan<MillerLine> lines)
    {
        var result = new VectorLines();
        Span<Fp2> a = stackalloc Fp2[FpVector.Count];
        Span<Fp2> b = stackalloc Fp2[FpVector.Count];
        Span<Fp2> c = stackalloc Fp2[FpVector.Count];
        for (int block = 0; block < Blocks; block++)
        {
            ReadOnlySpan<MillerLine> steps = lines[(block * FpVector.Count)..Math.Min((block + 1) * FpVector.Count, lines.Length)];
            for (int i = 0; i < steps.Length; i++)
                (a[i], b[i], c[i]) = steps[i];
            result.Set(block, Fp2Vector.Of(a), Fp2Vector.Of(b), Fp2Vector.Of(c));
        }

        return result;
    }

    /// <summary>The lines at a point of G1: a yP + b xP w + c w^3, times the cube of the point's scale.</summary>
    /// <param name="point">Any point other than infinity.</param>
    /// <returns>The lines, evaluated.</returns>
    public VectorLines At(in JacobianPoint<Fp> point) => Scaled(
        FpVector.Broadcast(point.Y), FpVector.Broadcast(point.X * point.Z), FpVector.Broadcast(point.Z.Square() * point.Z));

    /// <summary>The lines at one of several points of G1, times the point's scale.</summary>
    /// <param name="points">The points.</param>
    /// <param name="place">Which one: any but infinity.</param>
    /// <returns>The lines, evaluated.</returns>
    public VectorLines At(in G1Vector points, int place) =>
        Scaled(points.Y.Broadcast(place), points.X.Broadcast(place), points.Z.Broadcast(place));

    VectorLines Scaled(in FpVector forA, in FpVector forB, in FpVector forC)
    {
        var result = new VectorLines();
        for (int block = 0; block < parts.Length; block += Parts)
        {
            result.parts[block] = parts[block] * forA;
            result.parts[block + 1] = parts[block + 1] * forA;
            result.parts[block + 2] = parts[block + 2] * forB;
            result.parts[block + 3] = parts[block + 3] * forB;
            result.parts[block + 4] = parts[block + 4] * forC;
            result.parts[block + 5] = parts[block + 5] * forC;
        }

        return result;
    }

    /// <inheritdoc/>
    public Fp12Vector MultiplyInto(in Fp12Vector accumulator, int step)
    {
        ref double block = ref Unsafe.As<FpVector, double>(ref parts[step / FpVector.Count * Parts]);
        return accumulator.MultiplyByLine(ref Unsafe.Add(ref block, step % FpVector.Count));
    }

    void Set(int block, in Fp2Vector a, in Fp2Vector b, in Fp2Vector c)
    {
        Span<FpVector> row = parts.AsSpan(block * Parts, Parts);
        (row[0], row[1], row[2], row[3], row[4], row[5]) = (a.C0, a.C1, b.C0, b.C1, c.C0, c.C1);
    }
}
