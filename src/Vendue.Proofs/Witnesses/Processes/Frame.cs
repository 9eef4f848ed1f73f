using System.Buffers.Binary;

namespace Vendue.Proofs.Witnesses;

/// <summary>A run of bytes behind its length in four bytes, lowest first: what passes between a process and its worker.</summary>
static class Frame
{
    const int Chunk = 1 << 20;

    /// <summary>Writes a frame.</summary>
    internal static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> content)
    {
        var length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)content.Length);
        await stream.WriteAsync(length).ConfigureAwait(false);
        await stream.WriteAsync(content).ConfigureAwait(false);
    }

    /// <summary>Reads a frame; memory is taken as bytes arrive, not as they are announced.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="most">Longest content taken.</param>
    /// <exception cref="EndOfStreamException">The other side ended.</exception>
    /// <exception cref="InvalidDataException">The content is longer.</exception>
    internal static async Task<byte[]> ReadAsync(Stream stream, long most)
    {
        var header = new byte[sizeof(uint)];
        await stream.ReadExactlyAsync(header).ConfigureAwait(false);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (length > most || length > Array.MaxLength) throw new InvalidDataException();
        var content = new byte[Math.Min(length, Chunk)];
        for (var read = 0; read < length; read = content.Length)
        {
            if (read > 0) Array.Resize(ref content, (int)Math.Min(length, 2L * content.Length));
            await stream.ReadExactlyAsync(content.AsMemory(read)).ConfigureAwait(false);
            if (content.Length == length) break;
        }
        return content;
    }
}
