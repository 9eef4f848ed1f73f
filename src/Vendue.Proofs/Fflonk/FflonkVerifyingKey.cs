using System.Security.Cryptography;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Fflonk;

/// <summary>
/// What an FFLONK proof is checked against: one commitment to the whole circuit. Immutable. The roots of unity that snarkjs'
/// files list (w, w3, w4, w8, wr) follow from the circuit's size, so they are no part of the key.
/// </summary>
public sealed class FflonkVerifyingKey
{
    /// <summary>Length of the canonical bytes.</summary>
    public const int Size = 8 + PlonkCircuit.Size + 64 + 128;

    /// <summary>States a key from points already validated.</summary>
    /// <param name="circuit">The circuit's shape.</param>
    /// <param name="c0">Commitment to the selectors and the permutation.</param>
    /// <param name="tau">tau in G2; snarkjs' X_2.</param>
    /// <exception cref="ProofFormatException">A key under which anybody could forge.</exception>
    public FflonkVerifyingKey(PlonkCircuit circuit, AffinePoint<Fp> c0, AffinePoint<Fp2> tau)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (c0.IsInfinity)
            throw OpeningKey.Degenerate("C0 is infinity: the circuit has no gate");
        Circuit = circuit;
        C0 = c0;
        Opening = new OpeningKey(tau);
    }

    /// <summary>The circuit's shape.</summary>
    public PlonkCircuit Circuit { get; }

    /// <summary>[C_0]: commitment to the selectors and the permutation, combined.</summary>
    public AffinePoint<Fp> C0 { get; }

    /// <summary>tau in G2.</summary>
    public AffinePoint<Fp2> Tau => Opening.Tau;

    internal OpeningKey Opening { get; }

    internal static ReadOnlySpan<byte> Magic => "VNDFVK\0\x01"u8;

    static ReadOnlySpan<byte> HashDomain => "vendue.fflonk-bn254.verifying-key.v1\0"u8;

    /// <summary>
    /// Reads canonical bytes: "VNDFVK", a zero, the version 1; number of public values and power in four bytes each; k1, k2;
    /// C0; X_2; all big-endian, points as the EVM encodes them.
    /// </summary>
    /// <param name="bytes">Exactly 272 bytes.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">Wrong form, wrong length, a point that is not one, or a degenerate key.</exception>
    public static FflonkVerifyingKey Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || !bytes.StartsWith(Magic))
            throw new ProofFormatException("not-a-verifying-key", $"The bytes are not an FFLONK verifying key of version 1, which has {Size} bytes; send the canonical bytes.");
        bytes = bytes[Magic.Length..];
        PlonkCircuit circuit = PlonkCircuit.Read(ref bytes);
        AffinePoint<Fp> c0 = PointEncoding.Read<G1, Fp>(ref bytes, "C0");
        return new FflonkVerifyingKey(circuit, c0, PointEncoding.Read<G2, Fp2>(ref bytes, "X_2"));
    }

    /// <summary>The canonical bytes read by <see cref="Parse"/>.</summary>
    /// <returns>272 bytes.</returns>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        Span<byte> rest = bytes.AsSpan(Magic.Length);
        Circuit.Write(ref rest);
        C0.Write(rest);
        Tau.Write(rest[AffinePoint<Fp>.Size..]);
        return bytes;
    }

    /// <summary>The key's name on a market: SHA-256 of a domain tag and the canonical bytes.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] Hash() => SHA256.HashData([.. HashDomain, .. ToBytes()]);
}
