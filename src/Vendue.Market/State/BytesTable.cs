namespace Vendue.Kernel;

/// <summary>Names a byte string that a market holds.</summary>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="References">How many rows refer to it; at zero it is dropped.</param>
/// <param name="First">Its first piece; none when it is empty.</param>
public readonly record struct Blob(uint Size, Hash32 Hash, uint References, Handle<Chunk> First);

/// <summary>Byte strings of any length that rows refer to by hash: statements, predicates, sealed offers. Equal strings are held once.</summary>
public sealed class BytesTable
{
    readonly Table<Blob> rows;
    readonly UniqueIndex<Hash32, Blob> byHash;
    readonly Table<Chunk> chunks;

    internal BytesTable(Table<Blob> rows, Table<Chunk> chunks)
    {
        this.rows = rows;
        this.chunks = chunks;
        byHash = rows.IndexBy(r => r.Hash);
    }

    /// <summary>Holds a byte string, or counts one more reference to it. Refused when the table is full; nothing is held then.</summary>
    public Outcome Hold(ReadOnlySpan<byte> bytes, out Handle<Blob> handle)
    {
        var hash = Hash32.Sha256(bytes);
        if (byHash.TryFind(hash, out handle))
        {
            var row = rows[handle];
            if (row.References == uint.MaxValue) return rows.Full;
            rows.Write(handle, row with { References = row.References + 1 });
            return Outcome.Applied;
        }
        if (rows.Count == rows.Limit) return rows.Full;
        int pieces = (bytes.Length / Chunk.Size) + (bytes.Length % Chunk.Size == 0 ? 0 : 1);
        if (pieces > chunks.Limit - chunks.Count) return chunks.Full;
        Handle<Chunk> next = default;
        for (int number = pieces - 1; number >= 0; number--) chunks.TryAdd(Chunk.From(next, bytes[(number * Chunk.Size)..]), out next);
        rows.TryAdd(new Blob((uint)bytes.Length, hash, 1, next), out handle);
        return Outcome.Applied;
    }

    /// <summary>The byte string.</summary>
    public byte[] Read(Handle<Blob> handle)
    {
        var row = rows[handle];
        var bytes = new byte[row.Size];
        var next = row.First;
        for (var rest = bytes.AsSpan(); rest.Length > 0; rest = rest[int.Min(Chunk.Size, rest.Length)..])
        {
            var chunk = chunks[next];
            chunk.CopyTo(rest);
            next = Packed.Handle<Chunk>(chunk.Next);
        }
        return bytes;
    }

    /// <summary>The byte string's SHA-256.</summary>
    public Hash32 HashOf(Handle<Blob> handle) => rows[handle].Hash;

    /// <summary>Gives up one reference; the last one drops the byte string.</summary>
    public void Release(Handle<Blob> handle)
    {
        var row = rows[handle];
        if (row.References > 1)
        {
            rows.Write(handle, row with { References = row.References - 1 });
            return;
        }
        for (var piece = row.First; !piece.IsNone;)
        {
            var next = Packed.Handle<Chunk>(chunks[piece].Next);
            chunks.Remove(piece);
            piece = next;
        }
        rows.Remove(handle);
    }
}

/// <summary>128 bytes of a byte string, and where it goes on.</summary>
/// <param name="Next">The next piece's handle in its 64 bits (a row cannot contain a handle of its own type); 0 after the last.</param>
/// <param name="A">Its bytes 0 to 31.</param>
/// <param name="B">Its bytes 32 to 63.</param>
/// <param name="C">Its bytes 64 to 95.</param>
/// <param name="D">Its bytes 96 to 127; those beyond the string's end are zero.</param>
public readonly record struct Chunk(ulong Next, Hash32 A, Hash32 B, Hash32 C, Hash32 D)
{
    internal const int Size = 4 * Hash32.Size;

    internal static Chunk From(Handle<Chunk> next, ReadOnlySpan<byte> bytes)
    {
        Span<byte> piece = stackalloc byte[Size];
        piece.Clear();
        bytes[..int.Min(Size, bytes.Length)].CopyTo(piece);
        return new(Packed.Of(next), new Hash32(piece[..32]), new Hash32(piece[32..64]), new Hash32(piece[64..96]), new Hash32(piece[96..128]));
    }

    internal void CopyTo(Span<byte> to)
    {
        Span<byte> piece = stackalloc byte[Size];
        A.CopyTo(piece);
        B.CopyTo(piece[32..]);
        C.CopyTo(piece[64..]);
        D.CopyTo(piece[96..]);
        piece[..int.Min(Size, to.Length)].CopyTo(to);
    }
}
