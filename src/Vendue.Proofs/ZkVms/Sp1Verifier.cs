using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// A release of SP1's verifier: its own Groth16 circuit, whose key's hash is the release's VERIFIER_HASH. Up to version 5 a receipt
/// is selector and proof, about the program's key and the public values' hash; from version 6 exit code, root of the recursion
/// programs' keys and a nonce stand between and are public values too. Source: succinctlabs/sp1-contracts, contracts/src/v*.
/// </summary>
public sealed class Sp1Verifier : ReceiptVerifier
{
    const int HeaderWords = 3;
    readonly string words;
    readonly byte[]? recursionRoot;

    /// <summary>States a release.</summary>
    /// <param name="version">The release of the circuits.</param>
    /// <param name="standing">What is known of it.</param>
    /// <param name="source">Where the parameters were published.</param>
    /// <param name="words">The key's points, of <see cref="Sp1Keys"/>.</param>
    /// <param name="recursionRoot">From version 6 the root of the recursion programs' keys (VK_ROOT), 64 hexadecimal digits; null before.</param>
    internal Sp1Verifier(string version, Standing standing, string source, string words, string? recursionRoot = null)
        : base(version, standing, source)
    {
        this.words = words;
        this.recursionRoot = recursionRoot is null ? null : Convert.FromHexString(recursionRoot);
    }

    /// <summary>From version 6 the root of the recursion programs' keys, which a receipt states; null before.</summary>
    internal byte[]? RecursionRoot => recursionRoot;

    /// <summary>The public values as the circuit has them: SHA-256 without its three highest bits, so that it is below the scalar field's prime.</summary>
    /// <param name="publicValues">What the program stated.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] HashOf(ReadOnlySpan<byte> publicValues)
    {
        byte[] hash = SHA256.HashData(publicValues);
        hash[0] &= 0x1F;
        return hash;
    }

    /// <inheritdoc/>
    protected override VerifyingKey ReadKey()
    {
        var points = new PublishedPoints(words);
        AffinePoint<Fp> alpha = points.G1();
        points.G1();
        AffinePoint<Fp2> beta = points.G2();
        AffinePoint<Fp2> gamma = points.G2();
        points.G1();
        AffinePoint<Fp2> delta = points.G2();
        return new VerifyingKey(alpha, beta, gamma, delta, points.Inputs());
    }

    /// <summary>SHA-256 over the key as gnark writes it, at whose end two empty lists (of commitments) stand.</summary>
    /// <returns>32 bytes.</returns>
    protected override byte[] ComputeDigest()
    {
        var points = new PublishedPoints(words);
        var bytes = new List<byte>();
        GnarkEncoding.Append(bytes, points.G1());
        GnarkEncoding.Append(bytes, points.G1());
        GnarkEncoding.Append(bytes, points.G2());
        GnarkEncoding.Append(bytes, points.G2());
        GnarkEncoding.Append(bytes, points.G1());
        GnarkEncoding.Append(bytes, points.G2());
        AffinePoint<Fp>[] inputs = points.Inputs();
        GnarkEncoding.Append(bytes, inputs.Length);
        foreach (AffinePoint<Fp> input in inputs)
            GnarkEncoding.Append(bytes, input);
        GnarkEncoding.Append(bytes, 0);
        GnarkEncoding.Append(bytes, 0);
        return SHA256.HashData(bytes.ToArray());
    }

    /// <inheritdoc/>
    internal override (PublicValues Values, Groth16Proof Proof) Read(ReadOnlySpan<byte> program, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> header = ReadHeader(ref body);
        var proof = Groth16Proof.Parse(body);
        byte[] values = [.. program, .. HashOf(publicValues), .. header];
        return (PublicValues.Parse(values), proof);
    }

    ReadOnlySpan<byte> ReadHeader(ref ReadOnlySpan<byte> body)
    {
        if (recursionRoot is null)
            return [];
        const int length = HeaderWords * UInt256.Size;
        if (body.Length != length + Groth16Proof.Size)
            throw new ProofFormatException("proof-length", $"A receipt of SP1 {Version} has {SelectorSize + length + Groth16Proof.Size} bytes and this has {SelectorSize + body.Length}; send the bytes that go on chain.");
        ReadOnlySpan<byte> header = body[..length];
        body = body[length..];
        if (header[..UInt256.Size].ContainsAnyExcept((byte)0))
            throw new ReceiptRefusal("exit-code", "The program did not end with exit code 0, so the receipt shows a failure; prove a run that succeeds.");
        if (!header.Slice(UInt256.Size, UInt256.Size).SequenceEqual(recursionRoot))
            throw new ReceiptRefusal("recursion-root", $"The receipt was made with other recursion programs than those of SP1 {Version}; prove with that release.");
        return header;
    }
}
