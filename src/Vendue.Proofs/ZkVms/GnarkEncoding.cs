using System.Buffers.Binary;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// Points as gnark compresses them over BN254: the first coordinate, big-endian, its two highest bits 10 when the second is the
/// smaller of the two square roots and 11 when it is the greater. Source: Consensys/gnark-crypto, ecc/bn254/marshal.go.
/// </summary>
static class GnarkEncoding
{
    const byte Smaller = 0b10 << 6;
    const byte Greater = 0b11 << 6;

    /// <summary>Appends a point of G1: 32 bytes.</summary>
    public static void Append(List<byte> bytes, in AffinePoint<Fp> point) => Append(bytes, point.X, IsGreater(point.Y));

    /// <summary>Appends a point of G2: 64 bytes. Of its roots the greater has the greater imaginary part; the real one decides where that is zero.</summary>
    public static void Append(List<byte> bytes, in AffinePoint<Fp2> point) =>
        Append(bytes, point.X, IsGreater(point.Y.C1.IsZero ? point.Y.C0 : point.Y.C1));

    /// <summary>Appends a count: four big-endian bytes.</summary>
    public static void Append(List<byte> bytes, int count)
    {
        Span<byte> word = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(word, count);
        bytes.AddRange(word);
    }

    static void Append<TField>(List<byte> bytes, in TField x, bool greater)
        where TField : struct, IField<TField>
    {
        var coordinate = new byte[TField.Size];
        x.Write(coordinate);
        coordinate[0] |= greater ? Greater : Smaller;
        bytes.AddRange(coordinate);
    }

    static bool IsGreater(in Fp value) => (-value).ToInteger().IsBelow(value.ToInteger());
}
