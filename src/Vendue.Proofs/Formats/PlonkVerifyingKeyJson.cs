using System.Text.Json;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Formats;

/// <summary>The verification_key.json that snarkjs exports for PLONK.</summary>
public static class PlonkVerifyingKeyJson
{
    /// <summary>Longest text read, bytes.</summary>
    public const int MaxBytes = 1 << 14;

    /// <summary>Reads a key.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">The text is not such a key.</exception>
    public static PlonkVerifyingKey Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, MaxBytes);
        JsonElement root = document.RootElement;
        SnarkjsJson.Require(root, SnarkjsProtocol.Plonk);
        return new PlonkVerifyingKey(
            PlonkCircuitJson.Read(root),
            [.. PlonkVerifyingKey.Layout.Commitments.Select(name => SnarkjsJson.ReadG1(SnarkjsJson.Property(root, name), name))],
            SnarkjsJson.ReadG2(SnarkjsJson.Property(root, "X_2"), "X_2"));
    }

    /// <summary>Writes a key as snarkjs exports it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(PlonkVerifyingKey key, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new Utf8JsonWriter(stream, SnarkjsJson.WriterOptions);
        writer.WriteStartObject();
        SnarkjsJson.WriteProtocol(writer, SnarkjsProtocol.Plonk);
        PlonkCircuitJson.Write(writer, key.Circuit);
        SnarkjsJson.WriteNamed(writer, PlonkVerifyingKey.Layout.Commitments, key.Commitments);
        SnarkjsJson.WriteG2(writer, "X_2", key.Tau);
        writer.WriteString("w", key.Circuit.Root.ToString());
        writer.WriteEndObject();
    }
}
