using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>
/// A line of the Miller loop divided by its first coefficient and by yP: 1 + b (xP / yP) w + c (1 / yP) w^3. The divisor is of Fp2,
/// so the final exponentiation takes it away. Multiplying by it costs two thirds of what an undivided line costs, and the
/// division pays where a point's lines are used often.
/// </summary>
/// <param name="B">Coefficient of (xP / yP) w.</param>
/// <param name="C">Coefficient of (1 / yP) w cubed.</param>
readonly record struct MonicLine(Fp2 B, Fp2 C)
{
    /// <summary>Divides lines, all with one inversion.</summary>
    /// <param name="lines">Lines through a point of G2, whose first coefficients are never zero.</param>
    /// <returns>The divided lines.</returns>
    public static MonicLine[] Of(ReadOnlySpan<MillerLine> lines)
    {
        var inverses = new Fp2[lines.Length];
        for (int i = 0; i < lines.Length; i++)
            inverses[i] = lines[i].A;
        BatchInversion.Invert(inverses.AsSpan(), new Fp2[lines.Length]);
        var monic = new MonicLine[lines.Length];
        for (int i = 0; i < lines.Length; i++)
            monic[i] = new MonicLine(lines[i].B * inverses[i], lines[i].C * inverses[i]);
        return monic;
    }
}
