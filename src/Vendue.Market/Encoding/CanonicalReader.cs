using System.Buffers.Binary;

namespace Vendue.Kernel;

/// <summary>Reads the canonical encoding of <see cref="CanonicalWriter"/>; refuses whatever that would not have written.</summary>
/// <param name="input">The bytes to read.</param>
public sealed class CanonicalReader(ReadOnlyMemory<byte> input)
{
    int position;

    /// <summary>How many bytes are left.</summary>
    public int Remaining => input.Length - position;

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    /// <exception cref="EncodingException">Fewer are left.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Remaining) throw new EncodingException($"The bytes end at {input.Length}, {count - Remaining} too early.");
        var taken = input.Span.Slice(position, count);
        position += count;
        return taken;
    }

    /// <summary>Asserts that everything was read.</summary>
    /// <exception cref="EncodingException">Bytes are left over.</exception>
    public void End()
    {
        if (Remaining != 0) throw new EncodingException($"{Remaining} bytes follow the end of the value.");
    }

    /// <summary>A count of elements that take at least <paramref name="elementSize"/> bytes each, checked against what is left.</summary>
    public int Count(int elementSize)
    {
        uint count = UInt32();
        if (count > (uint)Remaining / (uint)elementSize) throw new EncodingException($"A list claims {count} elements, more than the bytes left can hold.");
        return (int)count;
    }

#pragma warning disable CS1591 // One method a primitive, the inverse of CanonicalWriter's.
    public byte Byte() => Take(1)[0];
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));
    public UInt128 UInt128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));
    public Int128 Int128() => BinaryPrimitives.ReadInt128LittleEndian(Take(16));
    public Hash32 Hash32() => new(Take(Kernel.Hash32.Size));

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new EncodingException($"{other} is no boolean."),
    };

    public Name Name() =>
        Kernel.Name.TryCreate(Take(Byte()), out var name) ? name : throw new EncodingException("A name has a character that names may not have.");

    public Bytes Bytes() => new(Take(Count(1)).ToArray());
#pragma warning restore CS1591
}
