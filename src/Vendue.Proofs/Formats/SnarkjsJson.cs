using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Plonk;

namespace Vendue.Proofs.Formats;

/// <summary>What snarkjs's JSON files share: decimal strings, points in projective coordinates, limits.</summary>
static class SnarkjsJson
{
    const int MaxDepth = 8;
    const int MaxDigits = 78;
    const string CurveName = "curve";

    /// <summary>How snarkjs's command line indents its files.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Indented = true, IndentSize = 1 };

    /// <summary>Parses text within limits.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="maxBytes">Longest text accepted.</param>
    /// <param name="maxDepth">Deepest nesting accepted.</param>
    /// <returns>The document.</returns>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, int maxBytes, int maxDepth = MaxDepth)
    {
        if (utf8.Length > maxBytes)
            throw new ProofFormatException("json-too-large", $"The JSON file has {utf8.Length} bytes and the limit is {maxBytes}; check which file was given.");

        // Reading such text as strings would throw, and no file of snarkjs has any.
        if (!Utf8.IsValid(utf8.Span) || utf8.Span.Contains((byte)'\\'))
            throw new ProofFormatException("json-text", "The JSON file holds bytes that are no text, or escapes, which no file of snarkjs needs; check which file was given.");
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            throw new ProofFormatException("json-syntax", "The file is not JSON, nests too deep or repeats a name; check which file was given.");
        }
    }

    /// <summary>Refuses another protocol or curve.</summary>
    /// <param name="root">An object with both fields.</param>
    /// <param name="protocol">snarkjs' name of the proof system.</param>
    public static void Require(JsonElement root, string protocol)
    {
        RequireProtocol(root, protocol);
        RequireCurve(Property(root, CurveName));
    }

    /// <summary>Refuses another protocol, and another curve where one is named: rapidsnark's proofs name none.</summary>
    /// <param name="root">An object with the protocol.</param>
    /// <param name="protocol">snarkjs' name of the proof system.</param>
    public static void RequireUnlessSilent(JsonElement root, string protocol)
    {
        RequireProtocol(root, protocol);
        if (root.TryGetProperty(CurveName, out JsonElement curve))
            RequireCurve(curve);
    }

    /// <summary>A small whole number.</summary>
    /// <param name="root">An object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="max">The most it may be.</param>
    /// <param name="code">The refusal's code.</param>
    /// <returns>0 to max.</returns>
    public static int ReadCount(JsonElement root, string name, int max, string code)
    {
        JsonElement count = Property(root, name);
        return count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out int value) && value >= 0 && value <= max
            ? value
            : throw new ProofFormatException(code, $"{name} must be a number from 0 to {max}; export the file again.");
    }

    /// <summary>Reads a scalar below r.</summary>
    /// <param name="root">An object.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The scalar.</returns>
    public static Fr ReadScalar(JsonElement root, string name) =>
        TryReadField(Property(root, name), out Fr value) ? value : throw ProofLayout.NotCanonical(name);

    static void RequireProtocol(JsonElement root, string protocol)
    {
        if (TextOf(Property(root, "protocol")) != protocol)
            throw new ProofFormatException("unsupported-protocol", $"The JSON file is not of the proof system {protocol}; check which file was given.");
    }

    static void RequireCurve(JsonElement curve)
    {
        if (TextOf(curve) is not ("bn128" or "bn254"))
            throw new ProofFormatException("unsupported-curve", "The JSON file is for another curve; only BN254 (snarkjs's bn128) is supported.");
    }

    /// <summary>A named member.</summary>
    /// <param name="element">An object.</param>
    /// <param name="name">The member's name.</param>
    /// <returns>The member.</returns>
    public static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? value
            : throw new ProofFormatException("json-field-missing", $"The JSON file has no field '{name}'; check which file was given.");

    /// <summary>Reads a decimal string below a modulus.</summary>
    /// <typeparam name="TModulus">The modulus.</typeparam>
    /// <param name="element">A string of digits.</param>
    /// <param name="value">The element, when canonical.</param>
    /// <returns>False when not below the modulus.</returns>
    public static bool TryReadField<TModulus>(JsonElement element, out PrimeField<TModulus> value)
        where TModulus : IModulus
    {
        string digits = TextOf(element);
        bool plain = digits.Length is > 0 and <= MaxDigits && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        if (!plain || (digits.Length > 1 && digits[0] == '0'))
            throw new ProofFormatException("json-number", "A number in the JSON file is not a string of 1 to 78 decimal digits without leading zeros; export it again.");
        var integer = BigInteger.Parse(digits);
        bool canonical = integer < PrimeField<TModulus>.Modulus.ToBigInteger();
        value = canonical ? PrimeField<TModulus>.FromInteger(integer) : default;
        return canonical;
    }

    /// <summary>Reads and validates a point of G1.</summary>
    /// <param name="element">Three decimal strings.</param>
    /// <param name="name">The point's name, for the message.</param>
    /// <returns>The point.</returns>
    public static AffinePoint<Fp> ReadG1(JsonElement element, string name) =>
        ReadPoint<G1, Fp>(element, name, coordinate => ReadCoordinate(coordinate, name));

    /// <summary>Reads and validates a point of G2.</summary>
    /// <param name="element">Three pairs of decimal strings.</param>
    /// <param name="name">The point's name, for the message.</param>
    /// <returns>The point.</returns>
    public static AffinePoint<Fp2> ReadG2(JsonElement element, string name) =>
        ReadPoint<G2, Fp2>(element, name, pair =>
        {
            JsonElement[] parts = Items(pair, 2);
            return new Fp2(ReadCoordinate(parts[0], name), ReadCoordinate(parts[1], name));
        });

    /// <summary>The items of an array of known length.</summary>
    /// <param name="element">An array.</param>
    /// <param name="count">Its length.</param>
    /// <returns>The items.</returns>
    public static JsonElement[] Items(JsonElement element, int count)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != count)
            throw new ProofFormatException("json-shape", $"The JSON file should hold an array of {count} here; check which file was given.");
        return [.. element.EnumerateArray()];
    }

    /// <summary>Writes a named point of G1.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The field's name; null inside an array.</param>
    /// <param name="point">The point.</param>
    public static void WriteG1(Utf8JsonWriter writer, string? name, in AffinePoint<Fp> point)
    {
        BeginArray(writer, name);
        writer.WriteStringValue(point.X.ToString());
        writer.WriteStringValue(point.IsInfinity ? "1" : point.Y.ToString());
        writer.WriteStringValue(point.IsInfinity ? "0" : "1");
        writer.WriteEndArray();
    }

    /// <summary>Writes a named point of G2.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="point">The point.</param>
    public static void WriteG2(Utf8JsonWriter writer, string name, in AffinePoint<Fp2> point)
    {
        BeginArray(writer, name);
        WriteFp2(writer, point.X);
        WriteFp2(writer, point.IsInfinity ? Fp2.One : point.Y);
        WriteFp2(writer, point.IsInfinity ? Fp2.Zero : Fp2.One);
        writer.WriteEndArray();
    }

    /// <summary>Writes an element of Fp2 as an array of two.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The element.</param>
    public static void WriteFp2(Utf8JsonWriter writer, in Fp2 value)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.C0.ToString());
        writer.WriteStringValue(value.C1.ToString());
        writer.WriteEndArray();
    }

    /// <summary>Writes named points of G1.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="names">The fields' names.</param>
    /// <param name="points">As many points.</param>
    public static void WriteNamed(Utf8JsonWriter writer, ReadOnlySpan<string> names, ReadOnlySpan<AffinePoint<Fp>> points)
    {
        for (int i = 0; i < names.Length; i++)
            WriteG1(writer, names[i], points[i]);
    }

    /// <summary>Writes named scalars.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="names">The fields' names.</param>
    /// <param name="scalars">As many scalars.</param>
    public static void WriteNamed(Utf8JsonWriter writer, ReadOnlySpan<string> names, ReadOnlySpan<Fr> scalars)
    {
        for (int i = 0; i < names.Length; i++)
            writer.WriteString(names[i], scalars[i].ToString());
    }

    /// <summary>Writes the two fields that <see cref="Require"/> reads.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="protocol">snarkjs' name of the proof system.</param>
    public static void WriteProtocol(Utf8JsonWriter writer, string protocol)
    {
        writer.WriteString("protocol", protocol);
        writer.WriteString("curve", "bn128");
    }

    /// <summary>The text of a string.</summary>
    /// <param name="element">A string.</param>
    /// <returns>Its text.</returns>
    public static string TextOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String
            ? element.GetString()!
            : throw new ProofFormatException("json-shape", "The JSON file should hold a string here; check which file was given.");

    static AffinePoint<TField> ReadPoint<TCurve, TField>(JsonElement element, string name, Func<JsonElement, TField> read)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        JsonElement[] parts = Items(element, 3);
        TField z = read(parts[2]);
        var point = new AffinePoint<TField>(read(parts[0]), read(parts[1]));
        if (z.IsZero && point.X.IsZero && point.Y.Equals(TField.One))
            return AffinePoint<TField>.Infinity;
        if (!z.Equals(TField.One) || point.IsInfinity)
            throw new ProofFormatException("point-not-canonical", $"Point {name} is not in normal form (third coordinate one); export it again.");
        PointEncoding.Validate<TCurve, TField>(point, name);
        return point;
    }

    static Fp ReadCoordinate(JsonElement element, string name) =>
        TryReadField(element, out Fp value)
            ? value
            : throw new ProofFormatException("point-not-canonical", $"Point {name} has a coordinate that is not below the field's prime; export it again.");

    static void BeginArray(Utf8JsonWriter writer, string? name)
    {
        if (name is null)
            writer.WriteStartArray();
        else
            writer.WriteStartArray(name);
    }
}
