using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>The lines of a point of G2 together with the point of G1 at which the Miller loop evaluates them.</summary>
sealed class LinesAtPoint : ILines<Fp12>
{
    readonly MillerLines lines;

    /// <summary>What stands beside the line's b: xP, or xP / yP where lines are monic.</summary>
    readonly Fp x;

    /// <summary>yP, or 1 / yP where lines are monic.</summary>
    readonly Fp y;

    /// <summary>Pairs both.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="point">A point of G1 other than infinity. None has a second coordinate of zero: the order is odd.</param>
    public LinesAtPoint(MillerLines lines, in JacobianPoint<Fp> point)
    {
        this.lines = lines;
        if (lines.IsMonic)
        {
            // x / y = X Z / Y and 1 / y = Z^3 / Y.
            Fp scaled = point.Z * point.Y.Inverse();
            x = point.X * scaled;
            y = point.Z.Square() * scaled;
        }
        else
        {
            (x, y) = point.ToAffine();
        }
    }

    /// <inheritdoc/>
    /// <remarks>Up to a factor in Fp2 where lines are monic.</remarks>
    public Fp12 MultiplyInto(in Fp12 accumulator, int step)
    {
        if (lines.IsMonic)
        {
            ref readonly MonicLine monic = ref lines.MonicLines[step];
            return accumulator.MultiplyByMonicLine(monic.B * x, monic.C * y);
        }

        ref readonly MillerLine line = ref lines[step];
        return accumulator.MultiplyByLine(line.A * y, line.B * x, line.C);
    }
}
