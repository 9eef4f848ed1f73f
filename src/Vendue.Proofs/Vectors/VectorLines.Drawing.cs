using System.Runtime.InteropServices;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <content>Drawing the lines of eight points at once.</content>
sealed partial class VectorLines
{
    /// <summary>Draws the lines of points of the twist and tells which points are of G2; see <see cref="MillerLines.TryDraw"/>.</summary>
    /// <param name="points">1 to 8 points other than infinity.</param>
    /// <returns>The lines of each; null outside the subgroup.</returns>
    public static VectorLines?[] Draw(ReadOnlySpan<AffinePoint<Fp2>> points)
    {
        AffinePoint<Fp2>[] first = Map(points, point => G2.Endomorphism(point));
        AffinePoint<Fp2>[] second = Map(first, point => G2.Endomorphism(point));
        var x = Abscissas(points);
        var y = Ordinates(points);
        Fp2Vector negatedY = -y;
        var lines = new G2WalkVector.Lines[Pairing.LineCount];
        var walk = new G2WalkVector(x, y);
        int step = 0;
        foreach (sbyte digit in Pairing.LoopDigits)
        {
            lines[step++] = walk.Double();
            if (digit != 0)
                lines[step++] = walk.Add(x, digit > 0 ? y : negatedY);
        }

        lines[step++] = walk.Add(Abscissas(first), Ordinates(first));
        lines[step] = walk.Add(Abscissas(second), -Ordinates(second));
        var drawn = new VectorLines?[points.Length];
        for (int i = 0; i < drawn.Length; i++)
            drawn[i] = ArrivesAt(walk.At(i), -G2.Endomorphism(second[i])) ? Of(lines, i) : null;
        return drawn;
    }

    static bool ArrivesAt((Fp2 X, Fp2 Y, Fp2 Z) point, in AffinePoint<Fp2> end) =>
        !point.Z.IsZero && point.X == end.X * point.Z && point.Y == end.Y * point.Z;

    /// <summary>One point's lines, which stand step after step, put side by side.</summary>
    static VectorLines Of(ReadOnlySpan<G2WalkVector.Lines> lines, int place)
    {
        const int numbers = Parts * FpVector.Limbs;
        var result = new VectorLines();
        ReadOnlySpan<double> from = MemoryMarshal.Cast<G2WalkVector.Lines, double>(lines);
        Span<double> to = MemoryMarshal.Cast<FpVector, double>(result.parts.AsSpan());
        for (int step = 0; step < lines.Length; step++)
        {
            ReadOnlySpan<double> source = from.Slice(step * numbers * FpVector.Count, numbers * FpVector.Count);
            Span<double> target = to.Slice(step / FpVector.Count * numbers * FpVector.Count, numbers * FpVector.Count);
            int column = step % FpVector.Count;
            for (int i = 0; i < target.Length; i += FpVector.Count)
                target[i + column] = source[i + place];
        }

        return result;
    }

    static AffinePoint<Fp2>[] Map(ReadOnlySpan<AffinePoint<Fp2>> points, Func<AffinePoint<Fp2>, AffinePoint<Fp2>> map) =>
        Array.ConvertAll(points.ToArray(), point => map(point));

    static Fp2Vector Abscissas(ReadOnlySpan<AffinePoint<Fp2>> points) => Fp2Vector.Of(Array.ConvertAll(points.ToArray(), point => point.X));

    static Fp2Vector Ordinates(ReadOnlySpan<AffinePoint<Fp2>> points) => Fp2Vector.Of(Array.ConvertAll(points.ToArray(), point => point.Y));
}
