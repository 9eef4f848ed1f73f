using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// Makes Groth16 proofs for one circuit. What depends on the key alone is computed once; a prover may be used from several
/// threads at a time.
/// </summary>
public sealed class Groth16Prover
{
    readonly ZKey key;
    readonly Quotient quotients;

    /// <summary>Prepares for a circuit.</summary>
    /// <param name="key">The circuit's proving key.</param>
    public Groth16Prover(ZKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        this.key = key;
        quotients = Quotient.For(key);
    }

    /// <summary>Proves. Each call blinds the proof afresh from the system's cryptographic generator.</summary>
    /// <param name="witness">A value for each wire.</param>
    /// <param name="degreeOfParallelism">Most threads at work, 1 or more.</param>
    /// <param name="cancellationToken">Stops the work within a fraction of a second.</param>
    /// <returns>A proof that verifies, and the public values it is about.</returns>
    /// <exception cref="ProvingException">The witness is of another circuit, or breaks a constraint.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (Groth16Proof Proof, PublicValues PublicValues) Prove(
        Witness witness, int degreeOfParallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        if (witness.Count != key.WireCount)
            throw new ProvingException("witness-mismatch", $"The witness has {witness.Count} values and the key's circuit {key.WireCount} wires; give the witness and key of one circuit.");
        var options = new ParallelOptions { MaxDegreeOfParallelism = degreeOfParallelism, CancellationToken = cancellationToken };
        cancellationToken.ThrowIfCancellationRequested();
        UInt256[] quotient = quotients.OnOddCoset(witness, options);
        Groth16Proof proof;
        try
        {
            proof = Combine(witness, quotient, options);
        }
        finally
        {
            Array.Clear(quotient);
        }

        PublicValues publicValues = witness.PublicValues(key.PublicCount);
        if (!Groth16Verifier.Verify(key.VerifyingKey, publicValues, proof))
            throw new ProvingException("witness-unsatisfied", "The witness breaks a constraint of the circuit (or the proving key is damaged), so no proof exists; check the inputs and calculate the witness again.");
        return (proof, publicValues);
    }

    /// <summary>
    /// A = alpha + sum w A + r delta; B = beta + sum w B + s delta; C = sum w C + sum h H + s A + r B - r s delta.
    /// </summary>
    Groth16Proof Combine(Witness witness, UInt256[] quotient, ParallelOptions options)
    {
        using var blinding = Blinding.Draw();
        ReadOnlyMemory<UInt256> wires = witness.Values;
        JacobianPoint<Fp> delta1 = JacobianPoint<Fp>.FromAffine(key.Delta1);
        JacobianPoint<Fp2> delta2 = JacobianPoint<Fp2>.FromAffine(key.VerifyingKey.Delta);

        JacobianPoint<Fp> a = MultiScalarMultiplication.Sum(key.PointsA, wires, options)
            .Add(key.VerifyingKey.Alpha).Add(blinding.TimesR<G1, Fp>(delta1));
        JacobianPoint<Fp> b1 = MultiScalarMultiplication.Sum(key.PointsB1, wires, options)
            .Add(key.Beta1).Add(blinding.TimesS<G1, Fp>(delta1));
        JacobianPoint<Fp2> b2 = MultiScalarMultiplication.Sum(key.PointsB2, wires, options)
            .Add(key.VerifyingKey.Beta).Add(blinding.TimesS<G2, Fp2>(delta2));
        JacobianPoint<Fp> c = MultiScalarMultiplication.Sum(key.PointsC, wires[(key.PublicCount + 1)..], options)
            .Add(MultiScalarMultiplication.Sum(key.PointsH, quotient, options))
            .Add(blinding.TimesS<G1, Fp>(a)).Add(blinding.TimesR<G1, Fp>(b1)).Add(-blinding.TimesProduct<G1, Fp>(delta1));
        return new Groth16Proof(a.ToAffine(), b2.ToAffine(), c.ToAffine());
    }
}
