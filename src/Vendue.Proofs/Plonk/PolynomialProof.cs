using Vendue.Proofs.Curves;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>A proof of PLONK or FFLONK: commitments, and numbers that are for the most part evaluations. Immutable.</summary>
public abstract class PolynomialProof
{
    readonly ProofLayout layout;
    readonly AffinePoint<Fp>[] points;
    readonly Fr[] scalars;

    /// <summary>Takes validated parts.</summary>
    /// <param name="layout">Their order and names.</param>
    /// <param name="points">In the order of the layout.</param>
    /// <param name="scalars">In the order of the layout.</param>
    private protected PolynomialProof(ProofLayout layout, ReadOnlySpan<AffinePoint<Fp>> points, ReadOnlySpan<Fr> scalars)
    {
        this.layout = layout;
        this.points = points.ToArray();
        this.scalars = scalars.ToArray();
    }

    /// <summary>Reads canonical bytes.</summary>
    /// <param name="layout">Order and names of the parts.</param>
    /// <param name="bytes">As many as the layout has.</param>
    /// <exception cref="ProofFormatException">Wrong length, a point that is not one, or a scalar not below r.</exception>
    private protected PolynomialProof(ProofLayout layout, ReadOnlySpan<byte> bytes)
    {
        this.layout = layout;
        points = new AffinePoint<Fp>[layout.Points.Length];
        scalars = new Fr[layout.Scalars.Length];
        layout.Parse(bytes, points, scalars);
    }

    internal ReadOnlySpan<AffinePoint<Fp>> Points => points;

    internal ReadOnlySpan<Fr> Scalars => scalars;

    /// <summary>The canonical bytes, which the proof's own type reads.</summary>
    /// <returns>As many as the layout has.</returns>
    public byte[] ToBytes() => layout.ToBytes(points, scalars);
}
