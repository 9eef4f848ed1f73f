using System.Text.Json;

namespace Vendue.Proofs.Formats;

/// <summary>The proof systems that snarkjs' files are of, by the names it gives them.</summary>
public static class SnarkjsProtocol
{
    /// <summary>Groth16.</summary>
    public const string Groth16 = "groth16";

    /// <summary>PLONK.</summary>
    public const string Plonk = "plonk";

    /// <summary>FFLONK.</summary>
    public const string Fflonk = "fflonk";

    /// <summary>What a verifying key or a proof says that it is of.</summary>
    /// <param name="utf8">The file's bytes, at most <see cref="VerifyingKeyJson.MaxBytes"/>.</param>
    /// <returns>One of the names here.</returns>
    /// <exception cref="ProofFormatException">The text is no JSON, names no proof system, or another one.</exception>
    public static string Of(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, VerifyingKeyJson.MaxBytes);
        return SnarkjsJson.TextOf(SnarkjsJson.Property(document.RootElement, "protocol")) switch
        {
            Groth16 => Groth16,
            Plonk => Plonk,
            Fflonk => Fflonk,
            _ => throw new ProofFormatException("unsupported-protocol", "The JSON file is of a proof system that is not known here; groth16, plonk and fflonk are."),
        };
    }
}
