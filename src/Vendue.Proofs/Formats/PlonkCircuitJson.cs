using System.Text.Json;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Formats;

/// <summary>The members that verification keys of PLONK and FFLONK share in snarkjs' files.</summary>
static class PlonkCircuitJson
{
    /// <summary>Reads nPublic, power, k1, k2 and checks w.</summary>
    /// <param name="root">The key.</param>
    /// <returns>The shape.</returns>
    public static PlonkCircuit Read(JsonElement root)
    {
        var circuit = new PlonkCircuit(
            SnarkjsJson.ReadCount(root, "nPublic", VerifyingKey.MaxPublicValues, "verifying-key-length"),
            SnarkjsJson.ReadCount(root, "power", EvaluationDomain.MaxLogSize, "verifying-key-domain"),
            SnarkjsJson.ReadScalar(root, "k1"),
            SnarkjsJson.ReadScalar(root, "k2"));
        RequireRoot("w", SnarkjsJson.ReadScalar(root, "w") == circuit.Root);
        return circuit;
    }

    /// <summary>Refuses a root of unity that is not what its name promises.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="holds">Whether it is.</param>
    public static void RequireRoot(string name, bool holds)
    {
        if (!holds)
            throw new ProofFormatException("verifying-key-roots", $"The verifying key's {name} is not the root of unity that snarkjs uses for this power; export the key again.");
    }

    /// <summary>Writes nPublic, power, k1 and k2.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="circuit">The shape.</param>
    public static void Write(Utf8JsonWriter writer, PlonkCircuit circuit)
    {
        writer.WriteNumber("nPublic", circuit.PublicCount);
        writer.WriteNumber("power", circuit.LogDomainSize);
        writer.WriteString("k1", circuit.K1.ToString());
        writer.WriteString("k2", circuit.K2.ToString());
    }
}
