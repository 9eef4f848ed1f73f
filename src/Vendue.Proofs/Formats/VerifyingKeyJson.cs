using System.Text.Json;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Formats;

/// <summary>The verification_key.json of snarkjs.</summary>
public static class VerifyingKeyJson
{
    /// <summary>Longest text read, bytes.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>Reads a key.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">The text is not such a key.</exception>
    public static VerifyingKey Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, MaxBytes);
        JsonElement root = document.RootElement;
        SnarkjsJson.Require(root, SnarkjsProtocol.Groth16);
        int publics = SnarkjsJson.ReadCount(root, "nPublic", VerifyingKey.MaxPublicValues, "verifying-key-length");
        JsonElement[] items = SnarkjsJson.Items(SnarkjsJson.Property(root, "IC"), publics + 1);
        var inputs = new AffinePoint<Fp>[items.Length];
        for (int i = 0; i < items.Length; i++)
            inputs[i] = SnarkjsJson.ReadG1(items[i], "IC");
        return new VerifyingKey(
            SnarkjsJson.ReadG1(SnarkjsJson.Property(root, "vk_alpha_1"), "alpha"),
            SnarkjsJson.ReadG2(SnarkjsJson.Property(root, "vk_beta_2"), "beta"),
            SnarkjsJson.ReadG2(SnarkjsJson.Property(root, "vk_gamma_2"), "gamma"),
            SnarkjsJson.ReadG2(SnarkjsJson.Property(root, "vk_delta_2"), "delta"),
            inputs);
    }

    /// <summary>Writes a key as snarkjs exports it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(VerifyingKey key, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new Utf8JsonWriter(stream, SnarkjsJson.WriterOptions);
        writer.WriteStartObject();
        SnarkjsJson.WriteProtocol(writer, SnarkjsProtocol.Groth16);
        writer.WriteNumber("nPublic", key.PublicCount);
        SnarkjsJson.WriteG1(writer, "vk_alpha_1", key.Alpha);
        SnarkjsJson.WriteG2(writer, "vk_beta_2", key.Beta);
        SnarkjsJson.WriteG2(writer, "vk_gamma_2", key.Gamma);
        SnarkjsJson.WriteG2(writer, "vk_delta_2", key.Delta);
        writer.WriteStartArray("vk_alphabeta_12");
        WriteFp6(writer, key.Prepared.AlphaBeta.C0);
        WriteFp6(writer, key.Prepared.AlphaBeta.C1);
        writer.WriteEndArray();
        writer.WriteStartArray("IC");
        foreach (AffinePoint<Fp> point in key.InputCommitments.Span)
            SnarkjsJson.WriteG1(writer, null, point);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteFp6(Utf8JsonWriter writer, in Fp6 value)
    {
        writer.WriteStartArray();
        SnarkjsJson.WriteFp2(writer, value.C0);
        SnarkjsJson.WriteFp2(writer, value.C1);
        SnarkjsJson.WriteFp2(writer, value.C2);
        writer.WriteEndArray();
    }
}
