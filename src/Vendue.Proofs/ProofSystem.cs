namespace Vendue.Proofs;

/// <summary>What a verifier says of a proof.</summary>
public enum ProofVerdict
{
    /// <summary>The proof shows its statement.</summary>
    Valid,

    /// <summary>Key, public values and proof are well formed, and the proof does not show the statement.</summary>
    Invalid,

    /// <summary>Key, public values or proof are not what this system's canonical bytes must be.</summary>
    Malformed,
}

/// <summary>A kind of proof that markets can settle on.</summary>
public abstract class ProofSystem
{
    /// <summary>Stable name, such as <c>groth16-bn254</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Version of the canonical bytes and of the rules of verification.</summary>
    public abstract int Version { get; }

    /// <summary>Checks a proof. Never throws, whatever the bytes.</summary>
    /// <param name="verifyingKey">Canonical bytes of the key.</param>
    /// <param name="publicValues">Canonical bytes of the public values.</param>
    /// <param name="proof">Canonical bytes of the proof.</param>
    /// <returns>The verdict; the same for the same bytes on every machine.</returns>
    public abstract ProofVerdict Verify(
        ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof);

    /// <summary>The name on a market of what a verifying key verifies.</summary>
    /// <param name="verifyingKey">Bytes that may be a key of this system.</param>
    /// <returns>32 bytes; null when the bytes are of no key of this system.</returns>
    /// <exception cref="Formats.ProofFormatException">They begin as a key of this system does, and are none.</exception>
    public virtual byte[]? ProgramOf(ReadOnlySpan<byte> verifyingKey) => null;

    /// <summary>
    /// Checks several proofs, together where that costs less. The verdicts are those of <see cref="Verify"/> on each; never
    /// throws, whatever the bytes.
    /// </summary>
    /// <param name="cases">The proofs.</param>
    /// <returns>A verdict for each, in order.</returns>
    public virtual ProofVerdict[] VerifyMany(ReadOnlySpan<ProofCase> cases)
    {
        var verdicts = new ProofVerdict[cases.Length];
        for (int i = 0; i < cases.Length; i++)
            verdicts[i] = Verify(cases[i].VerifyingKey.Span, cases[i].PublicValues.Span, cases[i].Proof.Span);
        return verdicts;
    }
}
