using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>Checks proofs: e(A, B) = e(alpha, beta) e(IC(public values), gamma) e(C, delta).</summary>
public static class Groth16Verifier
{
    static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    /// <summary>Whether a proof shows its statement.</summary>
    /// <param name="key">The circuit's key.</param>
    /// <param name="publicValues">The statement.</param>
    /// <param name="proof">The proof, its points validated.</param>
    /// <returns>True when it holds; false too when the number of public values is not the circuit's.</returns>
    public static bool Verify(VerifyingKey key, PublicValues publicValues, Groth16Proof proof)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(publicValues);
        ArgumentNullException.ThrowIfNull(proof);
        if (publicValues.Count != key.PublicCount || proof.B.IsInfinity)
            return false;
        PreparedKey prepared = key.Prepared;
        AffinePoint<Fp> statement = Commit(key, publicValues);
        Fp12 value = Pairing.MillerLoop(
            [-proof.A, statement, proof.C], [MillerLines.Of(proof.B), prepared.Gamma, prepared.Delta]);
        return FinalExponentiation.Apply(value) * prepared.AlphaBeta == Fp12.One;
    }

    static AffinePoint<Fp> Commit(VerifyingKey key, PublicValues publicValues)
    {
        var scalars = new UInt256[publicValues.Count];
        for (int i = 0; i < scalars.Length; i++)
            scalars[i] = publicValues.Elements[i].ToInteger();
        return MultiScalarMultiplication.Sum(key.InputCommitments[1..], scalars, OneThread).Add(key.InputCommitments.Span[0]).ToAffine();
    }
}
