namespace Vendue.Prover.Programs;

/// <summary>A program that this prover can prove, wherever its proofs are made. Used from several threads.</summary>
public interface IProgramProver : IDisposable
{
    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>The program as the market knows it: the hash of the verifying key.</summary>
    Hash32 Program { get; }

    /// <summary>The proof system, such as <c>groth16-bn254</c>.</summary>
    Name System { get; }

    /// <summary>The proof system's version.</summary>
    ushort Version { get; }

    /// <summary>Whether new work can be taken on for it now.</summary>
    bool IsAvailable { get; }

    /// <summary>Makes a proof that verifies, or gives the one made before for the same order.</summary>
    /// <param name="order">What is to be proven.</param>
    /// <param name="stop">The caller goes away: the order stays as it is and may be given again.</param>
    /// <exception cref="Vendue.Proofs.Witnesses.WitnessException">The input is none of the program's: nobody can prove it.</exception>
    /// <exception cref="Outside.OutsideException">An outside prover did not make it.</exception>
    Task<MadeProof> ProveAsync(ProofOrder order, CancellationToken stop);

    /// <summary>What was kept for an order may go: its proof is kept elsewhere, or nobody wants it.</summary>
    void Forget(Hash32 order);
}

/// <summary>A proof, in its system's canonical bytes.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="PublicValues">Its public values.</param>
/// <param name="Took">How long it took; null when it was not watched from its beginning.</param>
public sealed record MadeProof(Bytes Proof, Bytes PublicValues, TimeSpan? Took);
