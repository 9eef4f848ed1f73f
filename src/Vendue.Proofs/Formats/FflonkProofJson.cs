using System.Text.Json;
using Vendue.Proofs.Fflonk;

namespace Vendue.Proofs.Formats;

/// <summary>The proof.json of <c>snarkjs fflonk prove</c>.</summary>
public static class FflonkProofJson
{
    const string Points = "polynomials";
    const string Scalars = "evaluations";

    /// <summary>Reads a proof.</summary>
    /// <param name="utf8">The file's bytes, at most <see cref="ProofJson.MaxBytes"/>.</param>
    /// <returns>A proof whose points are all of the group; it may still be false.</returns>
    /// <exception cref="ProofFormatException">The text is not such a proof.</exception>
    public static FflonkProof Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, ProofJson.MaxBytes);
        JsonElement root = document.RootElement;
        SnarkjsJson.Require(root, SnarkjsProtocol.Fflonk);
        JsonElement points = SnarkjsJson.Property(root, Points);
        JsonElement scalars = SnarkjsJson.Property(root, Scalars);
        return new FflonkProof(
            [.. FflonkProof.Layout.Points.Select(name => SnarkjsJson.ReadG1(SnarkjsJson.Property(points, name), name))],
            [.. FflonkProof.Layout.Scalars.Select(name => SnarkjsJson.ReadScalar(scalars, name))]);
    }

    /// <summary>Writes a proof as snarkjs does.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(FflonkProof proof, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(proof);
        using var writer = new Utf8JsonWriter(stream, SnarkjsJson.WriterOptions);
        writer.WriteStartObject();
        writer.WriteStartObject(Points);
        SnarkjsJson.WriteNamed(writer, FflonkProof.Layout.Points, proof.Points);
        writer.WriteEndObject();
        writer.WriteStartObject(Scalars);
        SnarkjsJson.WriteNamed(writer, FflonkProof.Layout.Scalars, proof.Scalars);
        writer.WriteEndObject();
        SnarkjsJson.WriteProtocol(writer, SnarkjsProtocol.Fflonk);
        writer.WriteEndObject();
    }
}
