using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>What verification needs of a key and no proof changes: e(alpha, beta) and the lines of gamma and delta.</summary>
sealed class PreparedKey
{
    /// <summary>Prepares a key.</summary>
    /// <param name="key">The key.</param>
    public PreparedKey(VerifyingKey key)
    {
        AlphaBeta = Pairing.Compute(key.Alpha, key.Beta);
        Gamma = MillerLines.Of(key.Gamma);
        Delta = MillerLines.Of(key.Delta);
    }

    /// <summary>e(alpha, beta).</summary>
    public Fp12 AlphaBeta { get; }

    /// <summary>Lines through gamma.</summary>
    public MillerLines Gamma { get; }

    /// <summary>Lines through delta.</summary>
    public MillerLines Delta { get; }
}
