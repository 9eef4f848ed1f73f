using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vendue.Proofs.ZkVms;

/// <summary>
/// RISC Zero's hash of structures: SHA-256 over the hash of the structure's name, its digests, its numbers as four little-endian
/// bytes each, and the count of digests as two little-endian bytes. Source: risc0/risc0, risc0/binfmt, tagged_struct; and
/// risc0/risc0-ethereum, contracts/src/StructHash.sol.
/// </summary>
static class TaggedHash
{
    /// <summary>Length of a digest, bytes.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Hash of a structure.</summary>
    /// <param name="tag">Its name, in ASCII.</param>
    /// <param name="digests">Its digests, one after another.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Of(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> digests, params ReadOnlySpan<uint> numbers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(tag));
        hash.AppendData(digests);
        Span<byte> word = stackalloc byte[sizeof(uint)];
        foreach (uint number in numbers)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(word, number);
            hash.AppendData(word);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(word, checked((ushort)(digests.Length / Size)));
        hash.AppendData(word[..sizeof(ushort)]);
        return hash.GetHashAndReset();
    }

    /// <summary>Hash of a list: an empty one is zero, and each item before is hashed with all that follows.</summary>
    /// <param name="tag">The list's name, in ASCII.</param>
    /// <param name="digests">The items' digests.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] OfList(ReadOnlySpan<byte> tag, IReadOnlyList<byte[]> digests)
    {
        var tail = new byte[Size];
        for (int i = digests.Count - 1; i >= 0; i--)
            tail = Of(tag, [.. digests[i], .. tail]);
        return tail;
    }
}
