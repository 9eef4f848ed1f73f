using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Vendue.Proofs.Fields;

/// <summary>An unsigned 256-bit integer: what a field element is outside Montgomery form. In memory it is 32 little-endian bytes.</summary>
/// <param name="L0">Bits 0 to 63.</param>
/// <param name="L1">Bits 64 to 127.</param>
/// <param name="L2">Bits 128 to 191.</param>
/// <param name="L3">Bits 192 to 255.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct UInt256(ulong L0, ulong L1, ulong L2, ulong L3)
{
    /// <summary>Length of an encoding, bytes.</summary>
    public const int Size = 32;

    /// <summary>Whether every bit is zero.</summary>
    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    /// <summary>Position of the highest set bit plus one; 0 for zero.</summary>
    public int BitLength =>
        L3 != 0 ? 256 - BitOperations.LeadingZeroCount(L3)
        : L2 != 0 ? 192 - BitOperations.LeadingZeroCount(L2)
        : L1 != 0 ? 128 - BitOperations.LeadingZeroCount(L1)
        : 64 - BitOperations.LeadingZeroCount(L0);

    /// <summary>Reads 32 little-endian bytes.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    /// <returns>The integer.</returns>
    public static UInt256 ReadLittleEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));

    /// <summary>Reads 32 big-endian bytes.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    /// <returns>The integer.</returns>
    public static UInt256 ReadBigEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Converts a big integer.</summary>
    /// <param name="value">In [0, 2^256).</param>
    /// <returns>The same integer.</returns>
    /// <exception cref="OverflowException">The value is negative or too large.</exception>
    public static UInt256 FromBigInteger(BigInteger value)
    {
        if (value.Sign < 0 || value.GetBitLength() > 256)
            throw new OverflowException("The integer does not fit 256 unsigned bits.");
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return ReadLittleEndian(bytes);
    }

    /// <summary>Writes 32 little-endian bytes.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    public void WriteLittleEndian(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, L0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], L1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], L2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], L3);
    }

    /// <summary>Writes 32 big-endian bytes.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    public void WriteBigEndian(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, L3);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], L2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], L1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], L0);
    }

    /// <summary>Whether this integer is below another.</summary>
    /// <param name="other">The bound.</param>
    /// <returns>True when strictly less.</returns>
    public bool IsBelow(in UInt256 other)
    {
        if (L3 != other.L3)
            return L3 < other.L3;
        if (L2 != other.L2)
            return L2 < other.L2;
        return L1 != other.L1 ? L1 < other.L1 : L0 < other.L0;
    }

    /// <summary>The bit at a position.</summary>
    /// <param name="position">0 to 255.</param>
    /// <returns>True when set.</returns>
    public bool Bit(int position) => Bits(position, 1) != 0;

    /// <summary>A run of bits.</summary>
    /// <param name="position">Lowest bit, 0 to 255; bits beyond 255 read as zero.</param>
    /// <param name="count">1 to 31.</param>
    /// <returns>The bits, lowest first.</returns>
    public uint Bits(int position, int count)
    {
        int shift = position & 63;
        ulong low = Limb(position >> 6) >> shift;
        if (shift + count > 64)
            low |= Limb((position >> 6) + 1) << (64 - shift);
        return (uint)low & ((1u << count) - 1);
    }

    /// <summary>The sum modulo 2^256.</summary>
    /// <param name="other">Second summand.</param>
    /// <returns>The low 256 bits of the sum.</returns>
    public UInt256 AddWrapping(in UInt256 other)
    {
        UInt128 sum = (UInt128)L0 + other.L0;
        ulong l0 = (ulong)sum;
        sum = (sum >> 64) + L1 + other.L1;
        ulong l1 = (ulong)sum;
        sum = (sum >> 64) + L2 + other.L2;
        ulong l2 = (ulong)sum;
        sum = (sum >> 64) + L3 + other.L3;
        return new UInt256(l0, l1, l2, (ulong)sum);
    }

    /// <summary>The same integer as a big integer.</summary>
    /// <returns>The integer.</returns>
    public BigInteger ToBigInteger()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteLittleEndian(bytes);
        return new BigInteger(bytes, isUnsigned: true);
    }

    /// <summary>Decimal digits.</summary>
    /// <returns>The integer in base ten.</returns>
    public override string ToString() => ToBigInteger().ToString();

    ulong Limb(int index) => index switch { 0 => L0, 1 => L1, 2 => L2, 3 => L3, _ => 0 };
}
