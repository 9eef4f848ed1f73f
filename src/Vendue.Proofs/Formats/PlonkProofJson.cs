using System.Text.Json;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Formats;

/// <summary>The proof.json of <c>snarkjs plonk prove</c>.</summary>
public static class PlonkProofJson
{
    /// <summary>Reads a proof.</summary>
    /// <param name="utf8">The file's bytes, at most <see cref="ProofJson.MaxBytes"/>.</param>
    /// <returns>A proof whose points are all of the group; it may still be false.</returns>
    /// <exception cref="ProofFormatException">The text is not such a proof.</exception>
    public static PlonkProof Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, ProofJson.MaxBytes);
        JsonElement root = document.RootElement;
        SnarkjsJson.Require(root, SnarkjsProtocol.Plonk);
        return new PlonkProof(
            [.. PlonkProof.Layout.Points.Select(name => SnarkjsJson.ReadG1(SnarkjsJson.Property(root, name), name))],
            [.. PlonkProof.Layout.Scalars.Select(name => SnarkjsJson.ReadScalar(root, name))]);
    }

    /// <summary>Writes a proof as snarkjs does.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(PlonkProof proof, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(proof);
        using var writer = new Utf8JsonWriter(stream, SnarkjsJson.WriterOptions);
        writer.WriteStartObject();
        SnarkjsJson.WriteNamed(writer, PlonkProof.Layout.Points, proof.Points);
        SnarkjsJson.WriteNamed(writer, PlonkProof.Layout.Scalars, proof.Scalars);
        SnarkjsJson.WriteProtocol(writer, SnarkjsProtocol.Plonk);
        writer.WriteEndObject();
    }
}
