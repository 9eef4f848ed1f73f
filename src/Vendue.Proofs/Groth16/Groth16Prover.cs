using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// Makes Groth16 proofs for one circuit. What depends on the key alone is computed once; a prover may be used from several
/// threads at a time.
/// </summary>
public sealed class Groth16Prover
{
    readonly ZKey key;
    readonly Quotient quotients;
    ProvingPoints points;

    /// <summary>Prepares for a circuit.</summary>
    /// <param name="key">The circuit's proving key.</param>
    public Groth16Prover(ZKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        this.key = key;
        quotients = Quotient.For(key);
        points = ProvingPoints.Of(key);
    }

    /// <summary>What tables may take unless told otherwise, bytes: enough for every level of a circuit of 2^16 constraints.</summary>
    public const long DefaultTableBytes = 512L << 20;

    /// <summary>Bytes that tables take; 0 before they are built.</summary>
    public long TableBytes => Volatile.Read(ref points).TableBytes;

    /// <summary>
    /// Computes tables of multiples of the key's points, with which later proofs take about a quarter less time. Building them takes as long
    /// as some tens of proofs, so it is for circuits that are proven many times. Proofs may be made meanwhile, as before.
    /// </summary>
    /// <param name="maxBytes">Most bytes that the tables may take; where none fit, there are none.</param>
    /// <param name="degreeOfParallelism">Most threads at work, 1 or more.</param>
    /// <param name="cancellationToken">Stops the work within a fraction of a second, leaving everything as it was.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void BuildTables(
        long maxBytes = DefaultTableBytes, int degreeOfParallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        var options = new ParallelOptions { MaxDegreeOfParallelism = degreeOfParallelism, CancellationToken = cancellationToken };
        Volatile.Write(ref points, ProvingPoints.WithTables(key, maxBytes, options));
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
        Groth16Proof proof = Combine(witness, options);
        PublicValues publicValues = witness.PublicValues(key.PublicCount);
        if (!Groth16Verifier.Verify(key.VerifyingKey, publicValues, proof))
            throw new ProvingException("witness-unsatisfied", "The witness breaks a constraint of the circuit (or the proving key is damaged), so no proof exists; check the inputs and calculate the witness again.");
        return (proof, publicValues);
    }

    /// <summary>
    /// A = alpha + sum w A + r delta; B = beta + sum w B + s delta; C = sum w C + sum h H + s A + r B - r s delta, where s A and
    /// r B hold r s delta twice. All sums lie on one pile, and one thread computes the quotient while others begin with them;
    /// only many threads are better used on the quotient all at once.
    /// </summary>
    Groth16Proof Combine(Witness witness, ParallelOptions options)
    {
        const int fewThreads = 2;
        using var blinding = Blinding.Draw();
        ProvingPoints bases = Volatile.Read(ref points);
        ReadOnlyMemory<UInt256> wires = witness.Values;
        JacobianPoint<Fp> delta1 = JacobianPoint<Fp>.FromAffine(key.Delta1);
        JacobianPoint<Fp2> delta2 = JacobianPoint<Fp2>.FromAffine(key.VerifyingKey.Delta);
        JacobianPoint<Fp> a = default, timesA = default, timesB = default, c = default, h = default, deltaR = default, deltaProduct = default;
        JacobianPoint<Fp2> b = default, deltaS = default;
        UInt256[] quotient = [];
        var pile = new WorkPile(options);
        pile.Add(_ =>
        {
            deltaR = blinding.TimesR<G1, Fp>(delta1);
            deltaProduct = blinding.TimesProduct<G1, Fp>(delta1);
        });
        pile.Add(_ => deltaS = blinding.TimesS<G2, Fp2>(delta2));
        MultiScalarMultiplication.Begin(pile, bases.C, wires[(key.PublicCount + 1)..], sum => c = sum);
        MultiScalarMultiplication.Begin(pile, bases.B1, wires, sum => timesB = blinding.TimesR<G1, Fp>(sum.Add(key.Beta1)));
        MultiScalarMultiplication.Begin(pile, bases.A, wires, sum =>
        {
            a = sum.Add(key.VerifyingKey.Alpha);
            timesA = blinding.TimesS<G1, Fp>(a);
        });
        MultiScalarMultiplication.Begin(pile, bases.B2, wires, sum => b = sum.Add(key.VerifyingKey.Beta));
        try
        {
            if (options.MaxDegreeOfParallelism > fewThreads)
                FindQuotient(options);
            else
                pile.Add(_ => FindQuotient(new ParallelOptions { MaxDegreeOfParallelism = 1, CancellationToken = options.CancellationToken }));
            pile.Run();
        }
        finally
        {
            Array.Clear(quotient);
        }

        return new Groth16Proof(
            a.Add(deltaR).SecretToAffine(), b.Add(deltaS).SecretToAffine(), c.Add(h).Add(timesA).Add(timesB).Add(deltaProduct).SecretToAffine());

        void FindQuotient(ParallelOptions threads)
        {
            quotient = quotients.OnOddCoset(witness, threads);
            MultiScalarMultiplication.Begin(pile, bases.H, quotient, sum => h = sum);
        }
    }
}
