using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Vendue.Proofs.Formats;

/// <summary>Bytes in JSON: 0x and hexadecimal digits, or as Rust's serde writes them, an array of numbers.</summary>
static class BytesJson
{
    /// <summary>Reads 0x and hexadecimal digits.</summary>
    /// <param name="member">A string.</param>
    /// <param name="name">The member's name, for the message.</param>
    /// <returns>The bytes.</returns>
    public static byte[] ReadHex(JsonElement member, string name) =>
        member.ValueKind == JsonValueKind.String && HexText.TryParse(member.GetString(), out byte[] bytes)
            ? bytes
            : throw new ProofFormatException("json-hex", $"The field '{name}' is not 0x and hexadecimal digits; check which file was given.");

    /// <summary>Reads bytes in either form.</summary>
    /// <param name="member">A string, or an array of numbers below 256.</param>
    /// <param name="name">The member's name, for the message.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Read(JsonElement member, string name)
    {
        if (member.ValueKind != JsonValueKind.Array)
            return ReadHex(member, name);
        var bytes = new byte[member.GetArrayLength()];
        int count = 0;
        foreach (JsonElement item in member.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetByte(out bytes[count++]))
                throw new ProofFormatException("json-bytes", $"The field '{name}' is not an array of numbers from 0 to 255; check which file was given.");
        }

        return bytes;
    }

    /// <summary>Reads a digest: eight words as serde writes them, whose bytes are little-endian, or digits.</summary>
    /// <param name="member">An array of eight numbers of 32 bits, or 0x and 64 hexadecimal digits.</param>
    /// <param name="name">The member's name, for the message.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] ReadDigest(JsonElement member, string name)
    {
        if (member.ValueKind != JsonValueKind.Array)
        {
            return ReadHex(member, name) is { Length: SHA256.HashSizeInBytes } bytes
                ? bytes
                : throw new ProofFormatException("json-digest", $"The field '{name}' does not have the {SHA256.HashSizeInBytes} bytes of a digest; check which file was given.");
        }

        var digest = new byte[SHA256.HashSizeInBytes];
        int at = 0;
        foreach (JsonElement word in SnarkjsJson.Items(member, digest.Length / sizeof(uint)))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest.AsSpan(at), ReadWord(word, name));
            at += sizeof(uint);
        }

        return digest;
    }

    /// <summary>Reads a number of 32 bits.</summary>
    /// <param name="member">A number.</param>
    /// <param name="name">The member's name, for the message.</param>
    /// <returns>The number.</returns>
    public static uint ReadWord(JsonElement member, string name) =>
        member.ValueKind == JsonValueKind.Number && member.TryGetUInt32(out uint word)
            ? word
            : throw new ProofFormatException("json-word", $"The field '{name}' does not hold whole numbers of 32 bits; check which file was given.");
}
