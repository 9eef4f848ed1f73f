using System.Text.Json;

namespace Vendue.Proofs.Formats;

/// <summary>A receipt as a file states it, unchecked.</summary>
/// <param name="Program">The program's identity that the file states, 32 bytes.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proof">The receipt as it goes on chain.</param>
public sealed record StatedReceipt(byte[] Program, byte[] PublicValues, byte[] Proof);

/// <summary>
/// The JSON that SP1's project template writes for contracts: <c>vkey</c>, <c>publicValues</c> and <c>proof</c>, each 0x and
/// hexadecimal digits, among members of the program's own. Source: succinctlabs/sp1-project-template, contracts/src/fixtures.
/// </summary>
public static class Sp1ReceiptJson
{
    /// <summary>Longest text read, bytes.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>Reads a receipt.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>What the file states; nothing of it is checked.</returns>
    /// <exception cref="ProofFormatException">The text is no such receipt.</exception>
    public static StatedReceipt Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, MaxBytes);
        JsonElement root = document.RootElement;
        return new StatedReceipt(Read(root, "vkey"), Read(root, "publicValues"), Read(root, "proof"));
    }

    static byte[] Read(JsonElement root, string name)
    {
        JsonElement member = SnarkjsJson.Property(root, name);
        return member.ValueKind == JsonValueKind.String && HexText.TryParse(member.GetString(), out byte[] bytes)
            ? bytes
            : throw new ProofFormatException("json-hex", $"The field '{name}' is not 0x and hexadecimal digits; check which file was given.");
    }
}
