using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// Receipts of a zkVM, wrapped into Groth16 over BN254 and verified in process. The key is a <see cref="ReceiptProgram"/>, the public
/// values are the program's raw bytes, the proof is the receipt as it goes on chain. Safe for use from several threads.
/// </summary>
public abstract class ReceiptSystem : ProofSystem
{
    /// <summary>Most bytes that a program's public values may have.</summary>
    public const int MaxPublicBytes = 1 << 20;

    /// <summary>Most bytes that a receipt may have.</summary>
    public const int MaxProofBytes = 1024;

    /// <inheritdoc/>
    public override int Version => 1;

    /// <summary>
    /// The releases that are known, oldest first. None is ever taken away, since programs pinned to it stay registered.
    /// </summary>
    public abstract IReadOnlyList<ReceiptVerifier> Verifiers { get; }

    /// <summary>The eight bytes with which a pinned program begins.</summary>
    internal abstract ReadOnlySpan<byte> Magic { get; }

    /// <inheritdoc/>
    public sealed override ProofVerdict Verify(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof) =>
        Check(verifyingKey, publicValues, proof).Verdict;

    /// <inheritdoc/>
    public sealed override byte[]? ProgramOf(ReadOnlySpan<byte> verifyingKey) =>
        verifyingKey.StartsWith(Magic) ? ReceiptProgram.Parse(this, verifyingKey).Hash() : null;

    /// <summary>Reads a receipt from the JSON that the makers' tools write.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>What the file states; nothing of it is checked.</returns>
    /// <exception cref="ProofFormatException">The text is no such receipt.</exception>
    public abstract StatedReceipt ReadJson(ReadOnlyMemory<byte> utf8);

    /// <summary>Checks a receipt and says why. Never throws, whatever the bytes.</summary>
    /// <param name="verifyingKey">Canonical bytes of the pinned program.</param>
    /// <param name="publicValues">What the program stated, at most <see cref="MaxPublicBytes"/>.</param>
    /// <param name="proof">The receipt as it goes on chain: selector and body.</param>
    /// <returns>The verdict and its reason; the same for the same bytes on every machine.</returns>
    public ReceiptCheck Check(ReadOnlySpan<byte> verifyingKey, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        ReceiptVerifier? verifier = null;
        try
        {
            ReceiptProgram program = ReceiptProgram.Parse(this, verifyingKey);
            verifier = WithSelector(publicValues, proof);
            if (!program.Verifiers.Contains(verifier))
                throw new ReceiptRefusal("selector-not-accepted", $"The receipt is of release {verifier.Version}, which the request does not accept ({string.Join(", ", program.Verifiers.Select(v => v.Version))}); prove with one that it accepts.");
            (PublicValues values, Groth16Proof points) = verifier.Read(program.Id, publicValues, proof[ReceiptVerifier.SelectorSize..]);
            return Groth16Verifier.Verify(verifier.Key, values, points)
                ? new ReceiptCheck(ProofVerdict.Valid, "valid", $"The receipt is valid under release {verifier.Version}.", verifier)
                : new ReceiptCheck(ProofVerdict.Invalid, "proof-invalid", "The receipt does not show that this program ended well and stated these public values; check which belong together.", verifier);
        }
        catch (ProofFormatException wrong)
        {
            return new ReceiptCheck(ProofVerdict.Malformed, wrong.Code, wrong.Message, verifier);
        }
        catch (ReceiptRefusal refused)
        {
            return new ReceiptCheck(ProofVerdict.Invalid, refused.Code, refused.Message, verifier);
        }
    }

    /// <summary>The release of a name.</summary>
    /// <param name="version">As its makers name it.</param>
    /// <returns>The release.</returns>
    /// <exception cref="ProofFormatException">It is not known.</exception>
    public ReceiptVerifier Named(string version) =>
        Verifiers.FirstOrDefault(v => v.Version == version)
        ?? throw new ProofFormatException("verifier-unknown", $"There is no release '{version}' of {Name} here; there are {string.Join(", ", Verifiers.Select(v => v.Version))}.");

    /// <summary>The release of a digest.</summary>
    internal ReceiptVerifier WithDigest(ReadOnlySpan<byte> digest)
    {
        foreach (ReceiptVerifier verifier in Verifiers)
        {
            if (verifier.Digest.SequenceEqual(digest))
                return verifier;
        }

        throw new ProofFormatException("verifier-unknown", $"The program accepts a release that {Name} does not know here (verifier digest {Convert.ToHexStringLower(digest)}); pin known releases, or update this program.");
    }

    /// <summary>Whether 32 bytes can identify a program.</summary>
    internal virtual bool IsIdentity(ReadOnlySpan<byte> id) => id.ContainsAnyExcept((byte)0);

    ReceiptVerifier WithSelector(ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> proof)
    {
        if (publicValues.Length > MaxPublicBytes)
            throw new ProofFormatException("public-length", $"The public values have {publicValues.Length} bytes and at most {MaxPublicBytes} are taken; let the program state a hash of them.");
        if (proof.Length is < ReceiptVerifier.SelectorSize or > MaxProofBytes)
            throw new ProofFormatException("proof-length", $"A receipt has {ReceiptVerifier.SelectorSize} to {MaxProofBytes} bytes and this has {proof.Length}; send the bytes that go on chain.");
        ReadOnlySpan<byte> selector = proof[..ReceiptVerifier.SelectorSize];
        foreach (ReceiptVerifier verifier in Verifiers)
        {
            if (verifier.Selector.SequenceEqual(selector))
                return verifier;
        }

        throw new ProofFormatException("selector-unknown", $"The receipt's selector {Convert.ToHexStringLower(selector)} is of no release of {Name} known here; prove with {string.Join(" or ", Verifiers.Where(v => v.Standing == Standing.Current).Select(v => v.Version))}.");
    }
}
