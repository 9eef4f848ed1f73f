using System.Text.Json;

namespace Vendue.Proofs.Formats;

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
        return new StatedReceipt(Read(document, "vkey"), Read(document, "publicValues"), Read(document, "proof"));
    }

    static byte[] Read(JsonDocument document, string name) => BytesJson.ReadHex(SnarkjsJson.Property(document.RootElement, name), name);
}
