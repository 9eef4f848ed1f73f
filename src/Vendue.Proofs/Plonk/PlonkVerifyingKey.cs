using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>What a PLONK proof is checked against: commitments to the circuit. Immutable.</summary>
public sealed class PlonkVerifyingKey
{
    /// <summary>Length of the canonical bytes.</summary>
    public const int Size = 8 + PlonkCircuit.Size + (8 * 64) + 128;

    internal static readonly string[] CommitmentNames = ["Qm", "Ql", "Qr", "Qo", "Qc", "S1", "S2", "S3"];
    const int SelectorCount = 5;
    readonly AffinePoint<Fp>[] commitments;

    /// <summary>States a key from points already validated.</summary>
    /// <param name="circuit">The circuit's shape.</param>
    /// <param name="commitments">Qm, Ql, Qr, Qo, Qc, S1, S2, S3.</param>
    /// <param name="tau">tau in G2; snarkjs' X_2.</param>
    /// <exception cref="ProofFormatException">A key under which anybody could forge.</exception>
    /// <exception cref="ArgumentException">Not eight commitments.</exception>
    public PlonkVerifyingKey(PlonkCircuit circuit, ReadOnlySpan<AffinePoint<Fp>> commitments, AffinePoint<Fp2> tau)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (commitments.Length != CommitmentNames.Length)
            throw new ArgumentException("There must be eight commitments.", nameof(commitments));
        Circuit = circuit;
        this.commitments = commitments.ToArray();
        Opening = new OpeningKey(tau);
        if (Array.TrueForAll(this.commitments[..SelectorCount], point => point.IsInfinity))
            throw OpeningKey.Degenerate("every selector is zero: no row asks for anything");
        if (Array.Exists(this.commitments[SelectorCount..], point => point.IsInfinity))
            throw OpeningKey.Degenerate("a permutation polynomial is zero: copies between cells are not enforced");
    }

    /// <summary>The circuit's shape.</summary>
    public PlonkCircuit Circuit { get; }

    /// <summary>[q_M], [q_L], [q_R], [q_O], [q_C]: commitments to the selectors.</summary>
    public ReadOnlySpan<AffinePoint<Fp>> Selectors => commitments.AsSpan(0, SelectorCount);

    /// <summary>[S_1], [S_2], [S_3]: commitments to the permutation.</summary>
    public ReadOnlySpan<AffinePoint<Fp>> Permutation => commitments.AsSpan(SelectorCount);

    /// <summary>tau in G2.</summary>
    public AffinePoint<Fp2> Tau => Opening.Tau;

    internal OpeningKey Opening { get; }

    internal ReadOnlySpan<AffinePoint<Fp>> Commitments => commitments;

    internal static ReadOnlySpan<byte> Magic => "VNDPVK\0\x01"u8;

    static ReadOnlySpan<byte> HashDomain => "vendue.plonk-bn254.verifying-key.v1\0"u8;

    /// <summary>
    /// Reads canonical bytes: "VNDPVK", a zero, the version 1; number of public values and power in four bytes each; k1, k2;
    /// Qm, Ql, Qr, Qo, Qc, S1, S2, S3; X_2; all big-endian, points as the EVM encodes them.
    /// </summary>
    /// <param name="bytes">Exactly 720 bytes.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">Wrong form, wrong length, a point that is not one, or a degenerate key.</exception>
    public static PlonkVerifyingKey Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || !bytes.StartsWith(Magic))
            throw new ProofFormatException("not-a-verifying-key", $"The bytes are not a PLONK verifying key of version 1, which has {Size} bytes; send the canonical bytes.");
        bytes = bytes[Magic.Length..];
        PlonkCircuit circuit = PlonkCircuit.Read(ref bytes);
        var commitments = new AffinePoint<Fp>[CommitmentNames.Length];
        for (int i = 0; i < commitments.Length; i++)
            commitments[i] = PointEncoding.Read<G1, Fp>(ref bytes, CommitmentNames[i]);
        return new PlonkVerifyingKey(circuit, commitments, PointEncoding.Read<G2, Fp2>(ref bytes, "X_2"));
    }

    /// <summary>The canonical bytes read by <see cref="Parse"/>.</summary>
    /// <returns>720 bytes.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        Span<byte> rest = bytes.AsSpan(Magic.Length);
        Circuit.Write(ref rest);
        foreach (ref readonly AffinePoint<Fp> point in Commitments)
        {
            point.Write(rest);
            rest = rest[AffinePoint<Fp>.Size..];
        }

        Tau.Write(rest);
        return bytes;
    }

    /// <summary>The key's name on a market: SHA-256 of a domain tag and the canonical bytes.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Hash() => SHA256.HashData([.. HashDomain, .. ToBytes()]);
}
