using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Formats;

/// <summary>
/// The container that .zkey, .wtns and .r1cs share: four letters, a version, and sections of stated lengths. Every length is
/// held against the file's own before a byte is allocated for it.
/// </summary>
sealed class SectionReader
{
    const int MaxSections = 64;
    const int HeaderLength = 12;
    const int SectionHeaderLength = 12;
    const int ChunkBytes = 1 << 24;
    readonly Stream stream;
    readonly string format;
    readonly Dictionary<uint, (long Offset, long Length)> sections = [];
    long end;

    SectionReader(Stream stream, string format)
    {
        this.stream = stream;
        this.format = format;
    }

    /// <summary>Bytes left in the current section.</summary>
    public long Remaining => end - stream.Position;

    /// <summary>Reads the container's table of sections.</summary>
    /// <param name="stream">Seekable; the file begins at its start.</param>
    /// <param name="format">The file's four letters, which also begin its error codes.</param>
    /// <param name="version">The one version accepted.</param>
    /// <param name="maxBytes">Longest file accepted.</param>
    /// <returns>The reader.</returns>
    public static SectionReader Open(Stream stream, string format, uint version, long maxBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.Length > maxBytes)
            throw new ProofFormatException(format + "-too-large", $"The file has {stream.Length} bytes and the limit is {maxBytes}; raise the limit if the file is trusted.");
        var reader = new SectionReader(stream, format);
        reader.ReadTable(version);
        return reader;
    }

    /// <summary>Moves to a section's start.</summary>
    /// <param name="id">Number of the section.</param>
    /// <returns>Its length in bytes.</returns>
    public long Enter(uint id)
    {
        if (!sections.TryGetValue(id, out (long Offset, long Length) section))
            throw new ProofFormatException(format + "-section-missing", $"The .{format} file has no section {id}; make the file again with the tool that wrote it.");
        stream.Position = section.Offset;
        end = section.Offset + section.Length;
        return section.Length;
    }

    /// <summary>Whether the file has a section.</summary>
    /// <param name="id">Number of the section.</param>
    /// <returns>True when it has.</returns>
    public bool Has(uint id) => sections.ContainsKey(id);

    /// <summary>Refuses the file unless the current section was read to its end.</summary>
    public void Leave()
    {
        if (Remaining != 0)
            throw LengthMismatch();
    }

    /// <summary>Reads bytes of the current section.</summary>
    /// <param name="bytes">Filled whole.</param>
    public void Read(Span<byte> bytes)
    {
        if (bytes.Length > Remaining)
            throw LengthMismatch();
        ReadRaw(bytes);
    }

    /// <summary>Reads a 32-bit count or index.</summary>
    /// <returns>The number.</returns>
    public uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        Read(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>Reads a count that an array will have.</summary>
    /// <param name="what">What is counted, for the message.</param>
    /// <returns>The count.</returns>
    public int ReadCount(string what)
    {
        uint count = ReadUInt32();
        return count <= int.MaxValue / 2
            ? (int)count
            : throw new ProofFormatException(format + "-too-large", $"The .{format} file declares {count} {what}, more than this reader takes.");
    }

    /// <summary>Reads a 256-bit little-endian integer.</summary>
    /// <returns>The integer.</returns>
    public UInt256 ReadUInt256()
    {
        Span<byte> bytes = stackalloc byte[UInt256.Size];
        Read(bytes);
        return UInt256.ReadLittleEndian(bytes);
    }

    /// <summary>Reads a length-prefixed prime and refuses any but the expected.</summary>
    /// <param name="expected">BN254's.</param>
    public void ReadPrime(in UInt256 expected)
    {
        if (ReadUInt32() != UInt256.Size || ReadUInt256() != expected)
            throw new ProofFormatException("unsupported-curve", $"The .{format} file is for another curve; only BN254 (circom's bn128) is supported.");
    }

    /// <summary>Reads values whose memory layout is the file's.</summary>
    /// <typeparam name="T">Points or integers.</typeparam>
    /// <param name="count">How many; the rest of the section must hold at least as many.</param>
    /// <returns>The values, not validated.</returns>
    public T[] ReadArray<T>(int count)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        if ((long)count * size > Remaining)
            throw LengthMismatch();
        var values = new T[count];
        int step = ChunkBytes / size;
        for (int from = 0; from < count; from += step)
            ReadRaw(MemoryMarshal.AsBytes(values.AsSpan(from, Math.Min(step, count - from))));
        return values;
    }

    /// <summary>The failure of a section whose length does not fit what it should hold.</summary>
    /// <returns>The exception.</returns>
    public ProofFormatException LengthMismatch() =>
        new(format + "-section-length", $"A section of the .{format} file has a length that does not fit its content; the file is damaged, so fetch or make it again.");

    void ReadTable(uint version)
    {
        if (stream.Length < HeaderLength)
            throw NotThisFormat();
        Span<byte> header = stackalloc byte[HeaderLength];
        stream.Position = 0;
        ReadRaw(header);
        for (int i = 0; i < format.Length; i++)
        {
            if (header[i] != format[i])
                throw NotThisFormat();
        }

        uint found = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        if (found != version)
            throw new ProofFormatException(format + "-version", $"The .{format} file has version {found}; only version {version} is supported.");
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (count > MaxSections)
            throw new ProofFormatException(format + "-too-many-sections", $"The .{format} file declares {count} sections; it is damaged, so fetch or make it again.");
        ReadSectionHeaders(count);
    }

    void ReadSectionHeaders(uint count)
    {
        Span<byte> header = stackalloc byte[SectionHeaderLength];
        for (uint i = 0; i < count; i++)
        {
            if (stream.Length - stream.Position < SectionHeaderLength)
                throw Truncated();
            ReadRaw(header);
            uint id = BinaryPrimitives.ReadUInt32LittleEndian(header);
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header[4..]);
            if (length > (ulong)(stream.Length - stream.Position))
                throw Truncated();
            if (!sections.TryAdd(id, (stream.Position, (long)length)))
                throw new ProofFormatException(format + "-section-repeated", $"The .{format} file holds section {id} twice; make the file again with the tool that wrote it.");
            stream.Position += (long)length;
        }

        if (stream.Position != stream.Length)
            throw new ProofFormatException(format + "-trailing-bytes", $"The .{format} file goes on after its last section; it is damaged, so fetch or make it again.");
    }

    void ReadRaw(Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException)
        {
            throw Truncated();
        }
    }

    ProofFormatException Truncated() =>
        new(format + "-truncated", $"The .{format} file ends before its sections do; fetch or make it again.");

    ProofFormatException NotThisFormat() =>
        new("not-a-" + format, $"The file does not begin with '{format}': it is no .{format} file, so check which file was given.");
}
