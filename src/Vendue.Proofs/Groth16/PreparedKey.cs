using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>What verification needs of a key and no proof changes: e(alpha, beta) and the lines of its points of G2.</summary>
sealed class PreparedKey
{
    /// <summary>Prepares a key.</summary>
    /// <param name="key">The key.</param>
    public PreparedKey(VerifyingKey key)
    {
        Beta = MillerLines.Of(key.Beta);
        AlphaBeta = FinalExponentiation.Apply(Pairing.MillerLoop([JacobianPoint<Fp>.FromAffine(key.Alpha)], [Beta]));
        Gamma = MillerLines.Prepare(key.Gamma);
        Delta = MillerLines.Prepare(key.Delta);
        Hash = key.Hash();
        Commitment = new StatementCommitment(key);
    }

    /// <summary>e(alpha, beta).</summary>
    public Fp12 AlphaBeta { get; }

    /// <summary>Lines through beta.</summary>
    public MillerLines Beta { get; }

    /// <summary>Lines through gamma.</summary>
    public MillerLines Gamma { get; }

    /// <summary>Lines through delta.</summary>
    public MillerLines Delta { get; }

    /// <summary>Multiples of the key's points of G1.</summary>
    public StatementCommitment Commitment { get; }

    /// <summary>The key's name.</summary>
    public ReadOnlyMemory<byte> Hash { get; }
}
