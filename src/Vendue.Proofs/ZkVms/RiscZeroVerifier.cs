using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// A release of RISC Zero's verifier. Its circuit is one for all releases; what a release accepts is fixed by its control root, the
/// Merkle root over its recursion programs. Source: risc0/risc0-ethereum, contracts/src/groth16 (RiscZeroGroth16Verifier, ControlID).
/// </summary>
public sealed class RiscZeroVerifier : ReceiptVerifier
{
    static readonly Lazy<VerifyingKey> Shared = new(ReadShared);
    static readonly Lazy<byte[]> SharedDigest = new(() => DigestOf(Shared.Value));
    readonly byte[] controlRoot;
    readonly byte[] controlId;

    /// <summary>States a release.</summary>
    /// <param name="version">The release of the zkVM.</param>
    /// <param name="standing">What is known of it.</param>
    /// <param name="source">Where the parameters were published.</param>
    /// <param name="controlRoot">The control root, 64 hexadecimal digits.</param>
    /// <param name="controlId">The control id of the program that leads into BN254, 64 hexadecimal digits, as a big-endian number.</param>
    internal RiscZeroVerifier(string version, Standing standing, string source, string controlRoot, string controlId)
        : base(version, standing, source)
    {
        this.controlRoot = Convert.FromHexString(controlRoot);
        this.controlId = Convert.FromHexString(controlId);
    }

    /// <summary>
    /// The digest of the claim that a program ran to its end with exit code 0 and stated a journal: no committed input, no final
    /// memory kept, no assumptions left open. Any other claim has another digest, so a receipt of it is invalid.
    /// </summary>
    /// <param name="program">The image id.</param>
    /// <param name="journal">The journal.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] ClaimOf(ReadOnlySpan<byte> program, ReadOnlySpan<byte> journal)
    {
        Span<byte> zero = stackalloc byte[TaggedHash.Size];
        zero.Clear();
        byte[] output = TaggedHash.Of("risc0.Output"u8, [.. SHA256.HashData(journal), .. zero]);
        byte[] halted = StateOf(zero, 0);
        return TaggedHash.Of("risc0.ReceiptClaim"u8, [.. zero, .. program, .. halted, .. output], 0, 0);
    }

    /// <summary>The digest of a state of the machine; of the one it starts from this is the image id.</summary>
    /// <param name="memory">Merkle root of the memory, 32 bytes.</param>
    /// <param name="programCounter">The program counter.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] StateOf(ReadOnlySpan<byte> memory, uint programCounter) => TaggedHash.Of("risc0.SystemState"u8, memory, programCounter);

    /// <inheritdoc/>
    protected override VerifyingKey ReadKey() => Shared.Value;

    /// <inheritdoc/>
    protected override byte[] ComputeDigest()
    {
        byte[] reversed = [.. controlId.Reverse()];
        return TaggedHash.Of("risc0.Groth16ReceiptVerifierParameters"u8, [.. controlRoot, .. reversed, .. SharedDigest.Value]);
    }

    /// <inheritdoc/>
    internal override (PublicValues Values, Groth16Proof Proof) Read(ReadOnlySpan<byte> program, ReadOnlySpan<byte> publicValues, ReadOnlySpan<byte> body)
    {
        var proof = Groth16Proof.Parse(body);
        byte[] claim = ClaimOf(program, publicValues);
        Span<byte> values = stackalloc byte[5 * UInt256.Size];
        values.Clear();
        WriteHalves(controlRoot, values);
        WriteHalves(claim, values[(2 * UInt256.Size)..]);
        controlId.CopyTo(values[(4 * UInt256.Size)..]);
        return (PublicValues.Parse(values), proof);
    }

    /// <summary>A digest as two numbers below 2^128: each half read as little-endian.</summary>
    static void WriteHalves(ReadOnlySpan<byte> digest, Span<byte> values)
    {
        for (int half = 0; half < 2; half++)
        {
            Span<byte> low = values.Slice((half * UInt256.Size) + 16, 16);
            digest.Slice(half * 16, 16).CopyTo(low);
            low.Reverse();
        }
    }

    static VerifyingKey ReadShared()
    {
        var points = new PublishedPoints(RiscZeroKey.Words);
        AffinePoint<Fp> alpha = points.G1();
        AffinePoint<Fp2> beta = points.G2();
        AffinePoint<Fp2> gamma = points.G2();
        AffinePoint<Fp2> delta = points.G2();
        return new VerifyingKey(alpha, beta, gamma, delta, points.Inputs());
    }

    static byte[] DigestOf(VerifyingKey key)
    {
        byte[] inputs = TaggedHash.OfList("risc0_groth16.VerifyingKey.IC"u8, [.. key.InputCommitments.ToArray().Select(HashOf)]);
        return TaggedHash.Of(
            "risc0_groth16.VerifyingKey"u8,
            [.. HashOf(key.Alpha), .. HashOf(key.Beta), .. HashOf(key.Gamma), .. HashOf(key.Delta), .. inputs]);
    }

    static byte[] HashOf<TField>(AffinePoint<TField> point)
        where TField : struct, IField<TField>
    {
        var bytes = new byte[AffinePoint<TField>.Size];
        point.Write(bytes);
        return SHA256.HashData(bytes);
    }
}
