using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Curves;

/// <summary>The optimal ate pairing of BN254 (Vercauteren 2010), e: G1 x G2 -> Fp12.</summary>
public static class Pairing
{
    /// <summary>The parameter x that generates the curve: p and r are polynomials in it.</summary>
    internal const ulong CurveParameter = 4965661367192848881;

    /// <summary>Lines through one point of G2 in the whole loop.</summary>
    internal const int LineCount = 88;

    /// <summary>The digits of 6x + 2 in non-adjacent form, from the second highest down.</summary>
    internal static ReadOnlySpan<sbyte> LoopDigits =>
    [
        0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 0, -1, 0, 1,
        0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1,
        0, 0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, -1, 0, -1,
        0, 0, 1, 0, 0, 0, -1, 0, 0, -1, 0, 1, 0, 1, 0, 0,
        0,
    ];

    /// <summary>The pairing of two points.</summary>
    /// <param name="p">A point of G1.</param>
    /// <param name="q">A point of G2, in the subgroup.</param>
    /// <returns>e(p, q); one when either is infinity.</returns>
    public static Fp12 Compute(in AffinePoint<Fp> p, in AffinePoint<Fp2> q) => ComputeProduct([p], [q]);

    /// <summary>The product of pairings, with one final exponentiation for all.</summary>
    /// <param name="p">Points of G1.</param>
    /// <param name="q">As many points of G2, in the subgroup.</param>
    /// <returns>The product of e(p[i], q[i]).</returns>
    public static Fp12 ComputeProduct(ReadOnlySpan<AffinePoint<Fp>> p, ReadOnlySpan<AffinePoint<Fp2>> q)
    {
        var lines = new MillerLines?[q.Length];
        for (int i = 0; i < q.Length; i++)
            lines[i] = q[i].IsInfinity ? null : MillerLines.Of(q[i]);
        return FinalExponentiation.Apply(MillerLoop(Array.ConvertAll(p.ToArray(), point => JacobianPoint<Fp>.FromAffine(point)), lines));
    }

    /// <summary>The shared Miller loop over several pairs.</summary>
    /// <param name="p">Points of G1.</param>
    /// <param name="q">The lines of as many points of G2; null for infinity.</param>
    /// <returns>The product before the final exponentiation, up to a factor in Fp2, which that takes away.</returns>
    internal static Fp12 MillerLoop(ReadOnlySpan<JacobianPoint<Fp>> p, ReadOnlySpan<MillerLines?> q)
    {
        if (FpVector.IsSupported)
            return VectorMillerLoop(Evaluated(p, q));
        return ScalarMillerLoop(p, q);
    }

    /// <summary>The loop with elements one after the other.</summary>
    /// <param name="p">Points of G1.</param>
    /// <param name="q">The lines of as many points of G2; null for infinity.</param>
    /// <returns>The product before the final exponentiation, up to a factor in Fp2.</returns>
    internal static Fp12 ScalarMillerLoop(ReadOnlySpan<JacobianPoint<Fp>> p, ReadOnlySpan<MillerLines?> q)
    {
        var lines = new List<LinesAtPoint>(p.Length);
        for (int i = 0; i < p.Length; i++)
        {
            if (q[i] is { } unevaluated && !p[i].IsInfinity)
                lines.Add(new LinesAtPoint(unevaluated, p[i]));
        }

        return Loop(Fp12.One, lines);
    }

    /// <summary>The loop with elements side by side.</summary>
    /// <param name="lines">The lines of each pair, evaluated.</param>
    /// <returns>The product before the final exponentiation, up to a factor in Fp.</returns>
    internal static Fp12 VectorMillerLoop(List<VectorLines> lines) => Loop(Fp12Vector.One, lines).ToElement();

    static T Loop<T, TLines>(T one, List<TLines> pairs)
        where T : struct, ICyclotomic<T>
        where TLines : ILines<T>
    {
        T value = one;
        int step = 0;
        foreach (sbyte digit in LoopDigits)
        {
            value = MultiplyLines(step == 0 ? value : value.Square(), pairs, step++);
            if (digit != 0)
                value = MultiplyLines(value, pairs, step++);
        }

        value = MultiplyLines(value, pairs, step++);
        return MultiplyLines(value, pairs, step);
    }

    static T MultiplyLines<T, TLines>(T value, List<TLines> pairs, int step)
        where TLines : ILines<T>
    {
        foreach (TLines lines in pairs)
            value = lines.MultiplyInto(value, step);
        return value;
    }

    static List<VectorLines> Evaluated(ReadOnlySpan<JacobianPoint<Fp>> p, ReadOnlySpan<MillerLines?> q)
    {
        var lines = new List<VectorLines>(p.Length);
        for (int i = 0; i < p.Length; i++)
        {
            if (q[i] is { } unevaluated && !p[i].IsInfinity)
                lines.Add(unevaluated.Vectors.At(p[i]));
        }

        return lines;
    }
}
