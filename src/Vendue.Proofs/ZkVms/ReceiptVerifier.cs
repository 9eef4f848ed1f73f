using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.ZkVms;

/// <summary>One release of a zkVM's Groth16 verifier: its parameters, and what a receipt must state under them.</summary>
public abstract class ReceiptVerifier
{
    /// <summary>Length of a selector, bytes.</summary>
    public const int SelectorSize = 4;
    readonly Lazy<VerifyingKey> key;
    readonly Lazy<byte[]> digest;

    /// <summary>States a release.</summary>
    /// <param name="version">The release, as its makers name it.</param>
    /// <param name="standing">What is known of it.</param>
    /// <param name="source">Where the parameters were published.</param>
    protected ReceiptVerifier(string version, Standing standing, string source)
    {
        Version = version;
        Standing = standing;
        Source = source;
        key = new Lazy<VerifyingKey>(ReadKey);
        digest = new Lazy<byte[]>(ComputeDigest);
    }

    /// <summary>The release, as its makers name it.</summary>
    public string Version { get; }

    /// <summary>What is known of it.</summary>
    public Standing Standing { get; }

    /// <summary>Where the parameters were published, and where what is known against it stands.</summary>
    public string Source { get; }

    /// <summary>Hash over the verifier's parameters, computed from them: 32 bytes, the whole of which the selector is the beginning.</summary>
    public ReadOnlySpan<byte> Digest => digest.Value;

    /// <summary>The four bytes by which a receipt says which verifier it is for.</summary>
    public ReadOnlySpan<byte> Selector => Digest[..SelectorSize];

    /// <summary>The verifying key of the release's Groth16 circuit, read and prepared once.</summary>
    public VerifyingKey Key => key.Value;

    /// <summary>Reads the published key.</summary>
    /// <returns>The key.</returns>
    protected abstract VerifyingKey ReadKey();

    /// <summary>Computes the parameters' hash.</summary>
    /// <returns>32 bytes.</returns>
    protected abstract byte[] ComputeDigest();

    /// <summary>Reads what follows a receipt's selector, and derives the circuit's public values.</summary>
    /// <param name="program">The program's 32 bytes.</param>
    /// <param name="publicValues">What the program stated.</param>
    /// <param name="body">The receipt after its selector.</param>
    /// <returns>The circuit's public values and the proof, its points validated.</returns>
    /// <exception cref="ProofFormatException">The body is not of this release's form.</exception>
    /// <exception cref="ReceiptRefusal">The body says of itself that it does not show a success of this release.</exception>
    internal abstract (PublicValues Values, Groth16Proof Proof) Read(ReadOnlySpan<byte> program, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> body);
}
