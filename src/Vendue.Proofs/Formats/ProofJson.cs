using System.Text.Json;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Formats;

/// <summary>The proof.json of snarkjs.</summary>
public static class ProofJson
{
    /// <summary>Longest text read, bytes.</summary>
    public const int MaxBytes = 1 << 14;

    /// <summary>Reads a proof.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>A proof whose points are all of their groups; it may still be false.</returns>
    /// <exception cref="ProofFormatException">The text is not such a proof.</exception>
    public static Groth16Proof Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, MaxBytes);
        JsonElement root = document.RootElement;
        SnarkjsJson.RequireUnlessSilent(root, SnarkjsProtocol.Groth16);
        return new Groth16Proof(
            SnarkjsJson.ReadG1(SnarkjsJson.Property(root, "pi_a"), "A"),
            SnarkjsJson.ReadG2(SnarkjsJson.Property(root, "pi_b"), "B"),
            SnarkjsJson.ReadG1(SnarkjsJson.Property(root, "pi_c"), "C"));
    }

    /// <summary>Writes a proof as snarkjs does.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(Groth16Proof proof, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(proof);
        using var writer = new Utf8JsonWriter(stream, SnarkjsJson.WriterOptions);
        writer.WriteStartObject();
        SnarkjsJson.WriteG1(writer, "pi_a", proof.A);
        SnarkjsJson.WriteG2(writer, "pi_b", proof.B);
        SnarkjsJson.WriteG1(writer, "pi_c", proof.C);
        SnarkjsJson.WriteProtocol(writer, SnarkjsProtocol.Groth16);
        writer.WriteEndObject();
    }
}
