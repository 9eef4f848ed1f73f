using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Formats;

namespace Vendue.Proofs.Plonk;

/// <summary>The order and the names of a proof's points of G1 and scalars: of its bytes, and in snarkjs' files.</summary>
/// <param name="Protocol">snarkjs' name of the proof system.</param>
/// <param name="Points">Names of the points.</param>
/// <param name="Scalars">Names of the scalars, which follow the points.</param>
sealed record ProofLayout(string Protocol, string[] Points, string[] Scalars)
{
    /// <summary>Length of the canonical bytes.</summary>
    public int Size => (Points.Length * AffinePoint<Fp>.Size) + (Scalars.Length * UInt256.Size);

    /// <summary>Reads a scalar.</summary>
    /// <param name="bytes">At least 32 bytes; reduced by what is read.</param>
    /// <param name="name">The scalar's name, for the message.</param>
    /// <returns>The scalar.</returns>
    /// <exception cref="ProofFormatException">It is not below r.</exception>
    public static Fr ReadScalar(ref ReadOnlySpan<byte> bytes, string name)
    {
        if (!Fr.TryRead(bytes[..UInt256.Size], out Fr value))
            throw NotCanonical(name);
        bytes = bytes[UInt256.Size..];
        return value;
    }

    /// <summary>The refusal of a scalar that is not below r.</summary>
    /// <param name="name">The scalar's name.</param>
    /// <returns>The exception.</returns>
    public static ProofFormatException NotCanonical(string name) =>
        new("scalar-not-canonical", $"Scalar {name} is not below the scalar field's prime; encode it again.");

    /// <summary>Reads a proof's canonical bytes.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <param name="points">The points, all of G1.</param>
    /// <param name="scalars">The scalars.</param>
    /// <exception cref="ProofFormatException">Wrong length, a point that is not one, or a scalar not below r.</exception>
    public void Parse(ReadOnlySpan<byte> bytes, Span<AffinePoint<Fp>> points, Span<Fr> scalars)
    {
        if (bytes.Length != Size)
            throw new ProofFormatException("proof-length", $"A {Protocol} proof has {Size} bytes and this has {bytes.Length}; send the canonical bytes.");
        for (int i = 0; i < Points.Length; i++)
            points[i] = PointEncoding.Read<G1, Fp>(ref bytes, Points[i]);
        for (int i = 0; i < Scalars.Length; i++)
            scalars[i] = ReadScalar(ref bytes, Scalars[i]);
    }

    /// <summary>The bytes read by <see cref="Parse"/>.</summary>
    /// <param name="points">The points.</param>
    /// <param name="scalars">The scalars.</param>
    /// <returns><see cref="Size"/> bytes.</returns>
    public byte[] ToBytes(ReadOnlySpan<AffinePoint<Fp>> points, ReadOnlySpan<Fr> scalars)
    {
        var bytes = new byte[Size];
        for (int i = 0; i < points.Length; i++)
            points[i].Write(bytes.AsSpan(i * AffinePoint<Fp>.Size));
        for (int i = 0; i < scalars.Length; i++)
            scalars[i].Write(bytes.AsSpan((points.Length * AffinePoint<Fp>.Size) + (i * UInt256.Size)));
        return bytes;
    }
}
