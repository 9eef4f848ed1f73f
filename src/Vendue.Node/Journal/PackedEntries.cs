using System.Buffers.Binary;

namespace Vendue.Node.Journal;

/// <summary>The entries of a group in one byte string: each with its length before it and the head of its SHA-256 behind it.</summary>
static class PackedEntries
{
    const int ChecksumSize = 8;

    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<byte>> entries, IReadOnlyList<Hash32>? hashes = null)
    {
        var packed = new byte[entries.Sum(e => sizeof(uint) + e.Length + ChecksumSize)];
        int at = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(at), (uint)entry.Length);
            entry.Span.CopyTo(packed.AsSpan(at + sizeof(uint)));
            at += sizeof(uint) + entry.Length;
            Checksum(hashes?[i] ?? Hash32.Sha256(entry.Span), packed.AsSpan(at, ChecksumSize));
            at += ChecksumSize;
        }
        return packed;
    }

    /// <summary>The entries again, each checked against its checksum, and its SHA-256 given.</summary>
    /// <exception cref="JournalException">The bytes are not those that were packed; the message names the entry.</exception>
    public static List<ReadOnlyMemory<byte>> Unpack(byte[] packed, ulong first, long count, List<Hash32> hashes)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        Span<byte> expected = stackalloc byte[ChecksumSize];
        int at = 0;
        for (long i = 0; i < count; i++)
        {
            ulong sequence = first + (ulong)i;
            long length = packed.Length - at >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(at)) : long.MaxValue;
            if (length > packed.Length - at - sizeof(uint) - ChecksumSize) throw Damaged(sequence, at);
            var entry = packed.AsMemory(at + sizeof(uint), (int)length);
            var hash = Hash32.Sha256(entry.Span);
            Checksum(hash, expected);
            if (!packed.AsSpan(at + sizeof(uint) + (int)length, ChecksumSize).SequenceEqual(expected)) throw Damaged(sequence, at);
            entries.Add(entry);
            hashes.Add(hash);
            at += sizeof(uint) + (int)length + ChecksumSize;
        }
        return at == packed.Length && count > 0 ? entries : throw Damaged(first + (ulong)entries.Count, at);
    }

    static JournalException Damaged(ulong sequence, int at) =>
        new("journal-damaged", $"Entry {sequence} of the journal is damaged: from byte {at} of its group on, its bytes are not those that were written.");

    static void Checksum(in Hash32 entryHash, Span<byte> to)
    {
        Span<byte> hash = stackalloc byte[Hash32.Size];
        entryHash.CopyTo(hash);
        hash[..ChecksumSize].CopyTo(to);
    }
}
