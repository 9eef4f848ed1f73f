using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Formats;

/// <summary>Writes the container that <see cref="SectionReader"/> reads; lengths are known beforehand, so it only appends.</summary>
sealed class SectionWriter
{
    const int ChunkElements = 1 << 16;
    readonly Stream stream;

    /// <summary>Writes the container's header.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="format">The file's four letters.</param>
    /// <param name="version">Its version.</param>
    /// <param name="sections">Number of sections that follow.</param>
    public SectionWriter(Stream stream, string format, uint version, uint sections)
    {
        this.stream = stream;
        stream.Write(Encoding.ASCII.GetBytes(format));
        Write(version);
        Write(sections);
    }

    /// <summary>Begins a section.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="length">Its length in bytes; exactly as many must follow.</param>
    public void Begin(uint id, long length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        Write(id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        stream.Write(bytes);
    }

    /// <summary>Writes a 32-bit number.</summary>
    /// <param name="value">The number.</param>
    public void Write(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    /// <summary>Writes a 256-bit number.</summary>
    /// <param name="value">The number.</param>
    public void Write(in UInt256 value)
    {
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        value.WriteLittleEndian(bytes);
        stream.Write(bytes);
    }

    /// <summary>Writes raw bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Write(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    /// <summary>Writes a length-prefixed prime.</summary>
    /// <param name="prime">The prime.</param>
    public void WritePrime(in UInt256 prime)
    {
        Write(UInt256.Size);
        Write(prime);
    }

    /// <summary>Writes values whose memory layout is the file's.</summary>
    /// <typeparam name="T">Points or integers.</typeparam>
    /// <param name="values">The values.</param>
    public void WriteArray<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        for (; values.Length > ChunkElements; values = values[ChunkElements..])
            stream.Write(MemoryMarshal.AsBytes(values[..ChunkElements]));
        stream.Write(MemoryMarshal.AsBytes(values));
    }
}
