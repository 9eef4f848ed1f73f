using System.Numerics;

namespace Vendue.Proofs.Curves;

/// <summary>
/// G1's endomorphism (x, y) to (beta x, y), beta a cube root of one in Fp: multiplication by lambda, a cube root of one in Fr
/// (Gallant, Lambert, Vanstone 2001). In the curve's parameter x, beta = 18x^3 + 18x^2 + 9x + 1 and
/// lambda = 36x^3 + 18x^2 + 6x + 1.
/// </summary>
static class G1Endomorphism
{
    /// <summary>lambda.</summary>
    public static Fr Eigenvalue { get; } = Fr.FromInteger(BigInteger.Parse("4407920970296243842393367215006156084916469457145843978461"));

    /// <summary>beta.</summary>
    public static Fp CubeRoot { get; } = Fp.FromInteger(BigInteger.Parse("2203960485148121921418603742825762020974279258880205651966"));

    /// <summary>lambda times a point.</summary>
    /// <param name="point">Any point of G1.</param>
    /// <returns>Its image.</returns>
    public static AffinePoint<Fp> Apply(in AffinePoint<Fp> point) => new(point.X * CubeRoot, point.Y);
}
