using System.Buffers.Binary;

namespace Vendue.Kernel;

/// <summary>
/// Writes Vendue's canonical encoding, version 1: integers little-endian at their full width, booleans and
/// enumerations as one byte, names as one length byte and the text, byte strings and lists as a 32-bit count and
/// their elements, records as their fields in order of declaration. A value has exactly one encoding.
/// </summary>
public sealed class CanonicalWriter
{
    byte[] buffer = new byte[256];

    /// <summary>The version of the encoding, part of every market's genesis.</summary>
    public const ushort Version = 1;

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    /// <summary>Forgets all that was written after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length <= Length ? length : throw new ArgumentOutOfRangeException(nameof(length));

    /// <summary>Room for <paramref name="count"/> more bytes, counted as written.</summary>
    public Span<byte> Take(int count)
    {
        if (buffer.Length - Length < count) Grow(checked(Length + count));
        var room = buffer.AsSpan(Length, count);
        Length += count;
        return room;
    }

    void Grow(int needed) =>
        Array.Resize(ref buffer, (int)uint.Max((uint)needed, uint.Min((uint)Array.MaxLength, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed))));

#pragma warning disable CS1591 // One method a primitive; the class's summary says how each is written.
    public void Byte(byte value) => Take(1)[0] = value;
    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);
    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);
    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);
    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);
    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);
    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
    public void UInt128(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Take(16), value);
    public void Int128(Int128 value) => BinaryPrimitives.WriteInt128LittleEndian(Take(16), value);
    public void Hash32(Hash32 value) => value.CopyTo(Take(Kernel.Hash32.Size));
    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Name(Name value)
    {
        Byte((byte)value.Length);
        Raw(value.Bytes);
    }

    public void Bytes(Bytes value) => Bytes(value.Span);

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        UInt32((uint)bytes.Length);
        Raw(bytes);
    }
#pragma warning restore CS1591
}
