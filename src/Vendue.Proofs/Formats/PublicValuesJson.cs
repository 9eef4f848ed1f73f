using System.Text.Json;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Formats;

/// <summary>The public.json of snarkjs: an array of decimal strings.</summary>
public static class PublicValuesJson
{
    /// <summary>Longest text read, bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads public values.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <returns>The values.</returns>
    /// <exception cref="ProofFormatException">The text is not such a list, or a value is not below r.</exception>
    public static PublicValues Parse(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = SnarkjsJson.Parse(utf8, MaxBytes);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() > VerifyingKey.MaxPublicValues)
            throw new ProofFormatException("public-length", $"The public values must be an array of at most {VerifyingKey.MaxPublicValues}; check which file was given.");
        JsonElement[] items = SnarkjsJson.Items(root, root.GetArrayLength());
        var elements = new Fr[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (!SnarkjsJson.TryReadField(items[i], out elements[i]))
                throw PublicValues.NotCanonical(i);
        }

        return new PublicValues(elements);
    }

    /// <summary>Writes public values as snarkjs does.</summary>
    /// <param name="values">The values.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(PublicValues values, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var writer = new Utf8JsonWriter(stream, SnarkjsJson.WriterOptions);
        writer.WriteStartArray();
        foreach (Fr value in values.Elements)
            writer.WriteStringValue(value.ToString());
        writer.WriteEndArray();
    }
}
