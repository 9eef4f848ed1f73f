using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>Checks proofs: e(A, B) = e(alpha, beta) e(IC(public values), gamma) e(C, delta).</summary>
public static class Groth16Verifier
{
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
        return publicValues.Count == key.PublicCount && !proof.B.IsInfinity && MillerLines.TryDraw(proof.B, out MillerLines? lines)
            && Holds(key, new Groth16Claim(publicValues, proof), lines);
    }

    /// <summary>
    /// Checks many proofs under one key together, at a fraction of the price of each alone. The verdicts are those of
    /// <see cref="Verify"/>, on every machine the same: a true proof is always accepted, a false one always found out but for
    /// one chance in 2^128, each time that a forger hashes a whole batch anew.
    /// </summary>
    /// <param name="key">The circuit's key.</param>
    /// <param name="claims">The proofs, their points validated, and their statements.</param>
    /// <returns>A verdict for each claim, in order.</returns>
    public static bool[] VerifyBatch(VerifyingKey key, ReadOnlySpan<Groth16Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(key);
        var points = new AffinePoint<Fp2>[claims.Length];
        for (int i = 0; i < claims.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(claims[i].PublicValues, nameof(claims));
            ArgumentNullException.ThrowIfNull(claims[i].Proof, nameof(claims));
            points[i] = claims[i].PublicValues.Count == key.PublicCount ? claims[i].Proof.B : AffinePoint<Fp2>.Infinity;
        }

        MillerLines?[] lines = MillerLines.DrawEach(points);
        return VerifyDrawn(key, claims, lines);
    }

    /// <summary>As <see cref="VerifyBatch"/>, the lines of each B already drawn.</summary>
    /// <param name="key">The circuit's key.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="lines">The lines; null for a claim that is false by its form.</param>
    /// <returns>A verdict for each claim, in order.</returns>
    internal static bool[] VerifyDrawn(VerifyingKey key, ReadOnlySpan<Groth16Claim> claims, ReadOnlySpan<MillerLines?> lines)
    {
        var places = new List<int>(claims.Length);
        for (int i = 0; i < claims.Length; i++)
        {
            if (lines[i] is not null)
                places.Add(i);
        }

        var verdicts = new bool[claims.Length];
        if (places.Count == 0)
            return verdicts;
        var candidates = new Groth16Claim[places.Count];
        var candidateLines = new MillerLines?[places.Count];
        for (int i = 0; i < candidates.Length; i++)
            (candidates[i], candidateLines[i]) = (claims[places[i]], lines[places[i]]);
        bool[] found = BatchVerification.Run(key, candidates, candidateLines);
        for (int i = 0; i < found.Length; i++)
            verdicts[places[i]] = found[i];
        return verdicts;
    }

    /// <summary>Whether a claim's equation holds.</summary>
    /// <param name="key">The circuit's key.</param>
    /// <param name="claim">A claim with as many public values as the key has.</param>
    /// <param name="lines">The lines of the proof's B.</param>
    /// <returns>True when it does.</returns>
    internal static bool Holds(VerifyingKey key, in Groth16Claim claim, MillerLines lines)
    {
        PreparedKey prepared = key.Prepared;
        JacobianPoint<Fp> a = JacobianPoint<Fp>.FromAffine(-claim.Proof.A);
        JacobianPoint<Fp> c = JacobianPoint<Fp>.FromAffine(claim.Proof.C);
        Fp12 value = Pairing.MillerLoop([a, prepared.Commitment.Of(claim.PublicValues), c], [lines, prepared.Gamma, prepared.Delta]);
        return FinalExponentiation.Apply(value) * prepared.AlphaBeta == Fp12.One;
    }
}
