namespace Vendue.Kernel;

/// <summary>Names a byte string that a market holds.</summary>
/// <param name="Size">How many bytes it has.</param>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="References">How many rows refer to it; at zero it is dropped.</param>
public readonly record struct Blob(uint Size, Hash32 Hash, uint References);

/// <summary>Byte strings of any length that rows refer to by hash: statements, predicates, sealed offers. Equal strings are held once.</summary>
public sealed class BytesTable
{
    readonly Table<Blob> rows;
    readonly UniqueIndex<Hash32, Blob> byHash;
    readonly Table<Chunk> chunks;
    readonly UniqueIndex<ChunkKey, Chunk> byPosition;

    internal BytesTable(Table<Blob> rows, Table<Chunk> chunks)
    {
        this.rows = rows;
        this.chunks = chunks;
        byHash = rows.IndexBy(r => r.Hash);
        byPosition = chunks.IndexBy(c => new ChunkKey(c.Of, c.Number));
    }

    /// <summary>Holds a byte string, or counts one more reference to it. Refused when the table is full.</summary>
    public Outcome Hold(ReadOnlySpan<byte> bytes, out Handle<Blob> handle)
    {
        var hash = Hash32.Sha256(bytes);
        if (byHash.TryFind(hash, out handle))
        {
            var row = rows[handle];
            rows.Write(handle, row with { References = row.References + 1 });
            return Outcome.Applied;
        }
        if (!rows.TryAdd(new Blob((uint)bytes.Length, hash, 1), out handle)) return rows.Full;
        Span<byte> piece = stackalloc byte[Chunk.Size];
        for (int number = 0; number * Chunk.Size < bytes.Length; number++)
        {
            piece.Clear();
            var rest = bytes[(number * Chunk.Size)..];
            rest[..int.Min(Chunk.Size, rest.Length)].CopyTo(piece);
            if (!chunks.TryAdd(Chunk.From(handle, number, piece), out _)) return chunks.Full;
        }
        return Outcome.Applied;
    }

    /// <summary>The byte string.</summary>
    public byte[] Read(Handle<Blob> handle)
    {
        var bytes = new byte[rows[handle].Size];
        Span<byte> piece = stackalloc byte[Chunk.Size];
        for (int number = 0; number * Chunk.Size < bytes.Length; number++)
        {
            chunks[ChunkAt(handle, number)].CopyTo(piece);
            var rest = bytes.AsSpan(number * Chunk.Size);
            piece[..int.Min(Chunk.Size, rest.Length)].CopyTo(rest);
        }
        return bytes;
    }

    /// <summary>Gives up one reference; the last one drops the byte string.</summary>
    public void Release(Handle<Blob> handle)
    {
        var row = rows[handle];
        if (row.References > 1)
        {
            rows.Write(handle, row with { References = row.References - 1 });
            return;
        }
        for (int number = 0; number * Chunk.Size < row.Size; number++) chunks.Remove(ChunkAt(handle, number));
        rows.Remove(handle);
    }

    Handle<Chunk> ChunkAt(Handle<Blob> of, int number) =>
        byPosition.TryFind(new ChunkKey(of, number), out var chunk) ? chunk : throw new InvariantException($"Piece {number} of a held byte string is missing.");
}

readonly record struct ChunkKey(Handle<Blob> Of, int Number);

/// <summary>128 bytes of a byte string.</summary>
readonly record struct Chunk(Handle<Blob> Of, uint Position, Hash32 A, Hash32 B, Hash32 C, Hash32 D)
{
    public const int Size = 4 * Hash32.Size;

    public int Number => (int)Position;

    public static Chunk From(Handle<Blob> of, int number, ReadOnlySpan<byte> piece) =>
        new(of, (uint)number, new Hash32(piece[..32]), new Hash32(piece[32..64]), new Hash32(piece[64..96]), new Hash32(piece[96..128]));

    public void CopyTo(Span<byte> piece)
    {
        A.CopyTo(piece);
        B.CopyTo(piece[32..]);
        C.CopyTo(piece[64..]);
        D.CopyTo(piece[96..]);
    }
}
