namespace Vendue.Proofs;

/// <summary>How this machine computes.</summary>
public static class ProofArithmetic
{
    /// <summary>Whether field elements are computed eight side by side (AVX-512 F and DQ); results are the same either way.</summary>
    public static bool HasVectors => FpVector.IsSupported;
}
