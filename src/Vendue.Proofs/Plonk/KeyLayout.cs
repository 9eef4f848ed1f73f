using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>The order and the names of a verifying key's commitments: of its bytes, and in snarkjs' files.</summary>
/// <param name="Title">The proof system in a sentence, with its article.</param>
/// <param name="Magic">The eight bytes with which a key begins: system, a zero, and the version of the encoding.</param>
/// <param name="HashDomain">Tag under which keys are hashed.</param>
/// <param name="Commitments">Names of the commitments.</param>
sealed record KeyLayout(string Title, byte[] Magic, byte[] HashDomain, string[] Commitments)
{
    /// <summary>Length of the canonical bytes.</summary>
    public int Size => Magic.Length + PlonkCircuit.Size + (Commitments.Length * AffinePoint<Fp>.Size) + AffinePoint<Fp2>.Size;

    /// <summary>
    /// Reads canonical bytes: the magic; number of public values and power in four bytes each; k1, k2; the commitments; X_2; all
    /// big-endian, points as the EVM encodes them.
    /// </summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <returns>The circuit's shape, the commitments and tau, the points all of their groups.</returns>
    /// <exception cref="ProofFormatException">Wrong form, wrong length, a point that is not one, or a shape that is none.</exception>
    public (PlonkCircuit Circuit, AffinePoint<Fp>[] Commitments, AffinePoint<Fp2> Tau) Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size || !bytes.StartsWith(Magic))
            throw new ProofFormatException("not-a-verifying-key", $"The bytes are not {Title} verifying key of version 1, which has {Size} bytes; send the canonical bytes.");
        bytes = bytes[Magic.Length..];
        PlonkCircuit circuit = PlonkCircuit.Read(ref bytes);
        var commitments = new AffinePoint<Fp>[Commitments.Length];
        for (int i = 0; i < commitments.Length; i++)
            commitments[i] = PointEncoding.Read<G1, Fp>(ref bytes, Commitments[i]);
        return (circuit, commitments, PointEncoding.Read<G2, Fp2>(ref bytes, "X_2"));
    }

    /// <summary>The bytes read by <see cref="Parse"/>.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see cref="Size"/> bytes.</returns>
    public byte[] ToBytes(PolynomialVerifyingKey key)
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        Span<byte> rest = bytes.AsSpan(Magic.Length);
        key.Circuit.Write(ref rest);
        foreach (ref readonly AffinePoint<Fp> point in key.Commitments)
        {
            point.Write(rest);
            rest = rest[AffinePoint<Fp>.Size..];
        }

        key.Tau.Write(rest);
        return bytes;
    }
}
