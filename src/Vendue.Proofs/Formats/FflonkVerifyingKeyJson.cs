using System.Numerics;
using System.Text.Json;
using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Formats;

/// <summary>The verification_key.json that snarkjs exports for FFLONK.</summary>
public static class FflonkVerifyingKeyJson
{
    /// <summary>Longest text read, bytes.</summary>
    public const int MaxBytes = 1 << 14;

    /// <summary>Reads a key. Any of the right roots is taken, as no proof's truth depends on which.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>A key whose points are all of their groups.</returns>
    /// <exception cref="ProofFormatException">The text is not such a key.</exception>
    public static FflonkVerifyingKey Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, MaxBytes);
        JsonElement root = document.RootElement;
        SnarkjsJson.Require(root, SnarkjsProtocol.Fflonk);
        PlonkCircuit circuit = PlonkCircuitJson.Read(root);
        (Fr w3, Fr w4, Fr w8, Fr wr) = (SnarkjsJson.ReadScalar(root, "w3"), SnarkjsJson.ReadScalar(root, "w4"), SnarkjsJson.ReadScalar(root, "w8"), SnarkjsJson.ReadScalar(root, "wr"));
        PlonkCircuitJson.RequireRoot("w3", (w3.Square() + w3 + Fr.One).IsZero);
        PlonkCircuitJson.RequireRoot("w4", w4.Square() == -Fr.One);
        PlonkCircuitJson.RequireRoot("w8", w8.Square().Square() == -Fr.One);
        PlonkCircuitJson.RequireRoot("wr", wr.Square() * wr == circuit.Root);
        return new FflonkVerifyingKey(
            circuit,
            SnarkjsJson.ReadG1(SnarkjsJson.Property(root, "C0"), "C0"),
            SnarkjsJson.ReadG2(SnarkjsJson.Property(root, "X_2"), "X_2"));
    }

    /// <summary>Writes a key as snarkjs exports it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(FflonkVerifyingKey key, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new Utf8JsonWriter(stream, SnarkjsJson.WriterOptions);
        writer.WriteStartObject();
        SnarkjsJson.WriteProtocol(writer, SnarkjsProtocol.Fflonk);
        PlonkCircuitJson.Write(writer, key.Circuit);
        WriteRoots(writer, key.Circuit);
        SnarkjsJson.WriteG2(writer, "X_2", key.Tau);
        SnarkjsJson.WriteG1(writer, "C0", key.C0);
        writer.WriteEndObject();
    }

    /// <summary>The roots that snarkjs chooses among the right ones.</summary>
    static void WriteRoots(Utf8JsonWriter writer, PlonkCircuit circuit)
    {
        writer.WriteString("w", circuit.Root.ToString());
        writer.WriteString("w3", CubeRootOfOne.ToString());
        writer.WriteString("w4", EvaluationDomain.RootOfUnity(2).ToString());
        writer.WriteString("w8", EvaluationDomain.RootOfUnity(3).ToString());
        Fr third = CubeRootOfLargest;
        for (int i = circuit.LogDomainSize; i < EvaluationDomain.MaxLogSize; i++)
            third = third.Square();
        writer.WriteString("wr", third.ToString());
    }

    static readonly Fr CubeRootOfOne = Fr.FromInteger(BigInteger.Parse("21888242871839275217838484774961031246154997185409878258781734729429964517155"));
    static readonly Fr CubeRootOfLargest = Fr.FromInteger(BigInteger.Parse("467799165886069610036046866799264026481344299079011762026774533774345988080"));
}
