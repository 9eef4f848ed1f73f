using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>
/// The 256-bit id of a request, as a big-endian number: bits 0-31 the index that the client chose, bits 32-191 the
/// client's address, bit 192 whether a contract signs for the client, the rest zero. Source: <c>RequestId.sol</c>.
/// </summary>
public static class RequestId
{
    /// <summary>How many bytes an address has.</summary>
    public const int AddressSize = 20;

    const int FlagByte = 7;
    const int AddressStart = 8;
    const int IndexStart = AddressStart + AddressSize;

    /// <summary>How many indices have their flags in the word beside the account; the others' stand in words of 256 bits.</summary>
    public const uint NearIndices = 32;

    const uint IndicesPerWord = 128;

    /// <summary>The id of a client's request.</summary>
    /// <param name="client">The client's account.</param>
    /// <param name="index">The number that the client chose.</param>
    public static Hash32 Of(Name client, uint index)
    {
        Span<byte> address = stackalloc byte[AddressSize];
        WriteAddress(client, address);
        return Of(address, index, contract: false);
    }

    /// <summary>The id of the request of an address.</summary>
    /// <param name="address">The 20 bytes of the client's address.</param>
    /// <param name="index">The number that the client chose.</param>
    /// <param name="contract">Whether a contract signs for the client.</param>
    public static Hash32 Of(ReadOnlySpan<byte> address, uint index, bool contract)
    {
        Span<byte> id = stackalloc byte[Hash32.Size];
        id.Clear();
        id[FlagByte] = contract ? (byte)1 : (byte)0;
        address.CopyTo(id[AddressStart..IndexStart]);
        BinaryPrimitives.WriteUInt32BigEndian(id[IndexStart..], index);
        return new Hash32(id);
    }

    /// <summary>
    /// Writes an account's address: the one that its name spells as 0x and 40 lower-case hexadecimal digits, or else the
    /// first 20 bytes of the SHA-256 of its name.
    /// </summary>
    public static void WriteAddress(Name account, Span<byte> address)
    {
        if (TryReadAddress(account.Bytes, address)) return;
        Span<byte> hash = stackalloc byte[Hash32.Size];
        SHA256.HashData(account.Bytes, hash);
        hash[..AddressSize].CopyTo(address);
    }

    /// <summary>Where the two flags of an index stand: word 0 is the account's own, word i + 1 the i-th of the array; the offset is that of the lower bit.</summary>
    public static (uint Word, byte Offset) FlagsAt(uint index) =>
        index < NearIndices ? (0, (byte)(2 * index)) : (1 + ((index - NearIndices) / IndicesPerWord), (byte)(2 * ((index - NearIndices) % IndicesPerWord)));

    static bool TryReadAddress(ReadOnlySpan<byte> text, Span<byte> address) =>
        text.Length == 2 + (2 * AddressSize) && text.StartsWith("0x"u8) && text[2..].IndexOfAnyInRange((byte)'A', (byte)'F') < 0
        && Convert.FromHexString(text[2..], address, out _, out int written) == System.Buffers.OperationStatus.Done && written == AddressSize;
}
