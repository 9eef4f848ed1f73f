namespace Vendue.Proofs.Curves;

/// <summary>BN254's G1: y^2 = x^3 + 3 over Fp, generator (1, 2), cofactor one (EIP-196).</summary>
public readonly struct G1 : ICurve<Fp>
{
    /// <inheritdoc/>
    public static Fp B { get; } = Fp.FromInteger(3);

    /// <inheritdoc/>
    public static AffinePoint<Fp> Generator { get; } = new(Fp.One, Fp.FromInteger(2));

    /// <inheritdoc/>
    /// <remarks>The curve's order is the prime r: every point belongs.</remarks>
    public static bool IsInSubgroup(in AffinePoint<Fp> point) => true;
}
