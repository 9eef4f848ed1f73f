using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vendue.Client;

/// <summary>
/// How the interface's types stand in JSON: camel case; hashes and byte strings in hexadecimal; amounts as decimal
/// strings; enumerations by name. Unknown fields are ignored, because the interface grows; missing and doubled ones are errors.
/// </summary>
public static class WireJson
{
    /// <summary>The options under which node and client write and read the interface's types.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new TextConverter<Hash32>(static (string s, out Hash32 v) => Hash32.TryParse(s, out v), "0x and 64 hexadecimal digits"),
                new TextConverter<Bytes>(static (string s, out Bytes v) => Bytes.TryParse(s, out v), "0x and an even number of hexadecimal digits"),
                new TextConverter<Name>(static (string s, out Name v) => Name.TryParse(s, out v), "a name"),
                new TextConverter<UInt128>(static (string s, out UInt128 v) => UInt128.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out v), "an amount as a string of decimal digits"),
                new TextConverter<Int128>(static (string s, out Int128 v) => Int128.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out v), "an amount as a string of decimal digits"),
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    delegate bool Parse<T>(string text, out T value);

    sealed class TextConverter<T>(Parse<T> parse, string expected) : JsonConverter<T> where T : notnull
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && parse(reader.GetString()!, out var value) ? value : throw new JsonException($"The value must be {expected}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
