using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Vendue.Proofs.Witnesses;

/// <summary>Reads the JSON of an input, within limits.</summary>
static class WitnessInputReader
{
    /// <summary>Deepest nesting; circom's arrays seldom have more than three dimensions.</summary>
    const int Depth = 16;

    /// <summary>Longest number: room for a 256-bit value in decimal, and some leading zeros.</summary>
    const int Digits = 96;

    internal static WitnessInput Read(ReadOnlySpan<byte> json, WitnessLimits limits)
    {
        if (json.Length > limits.InputBytes)
            throw Bad($"The input has {json.Length:N0} bytes, but at most {limits.InputBytes:N0} are read.");
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Depth });
        try
        {
            return ReadObject(ref reader, limits);
        }
        catch (JsonException fault)
        {
            throw new WitnessException(WitnessErrors.BadInput,
                $"The input is not valid JSON at line {fault.LineNumber + 1}, or is nested more than {Depth} deep.", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new WitnessException(WitnessErrors.BadInput, "The input has text that is not valid Unicode.", fault);
        }
    }

    static WitnessInput ReadObject(ref Utf8JsonReader reader, WitnessLimits limits)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw Bad("The input must be a JSON object with a member for each input signal.");
        var input = new WitnessInput();
        var values = new List<BigInteger>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (input.Signals.Count >= limits.InputValues) throw Bad("The input has too many names.");
            var name = reader.GetString()!;
            values.Clear();
            ReadValues(ref reader, name, values, limits.InputValues - input.Count);
            input.Set(name, [.. values]);
        }
        if (reader.Read()) throw Bad("Something follows the input's closing brace.");
        return input;
    }

    static void ReadValues(ref Utf8JsonReader reader, string name, List<BigInteger> values, int room)
    {
        var depth = reader.CurrentDepth;
        do
        {
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.EndArray:
                    break;
                case JsonTokenType.Number:
                    Add(Encoding.ASCII.GetString(reader.ValueSpan));
                    break;
                case JsonTokenType.String:
                    if (reader.ValueSpan.Length > Digits) goto default;
                    Add(reader.GetString()!);
                    break;
                default:
                    throw Bad($"Input '{Shown(name)}' has a value that is no whole number: only integers, strings of them, and arrays are understood.");
            }
        }
        while (reader.CurrentDepth > depth || reader.TokenType == JsonTokenType.StartArray);

        void Add(string text)
        {
            if (values.Count >= room) throw Bad("The input has too many values.");
            values.Add(Integer(text) ?? throw Bad(
                $"Input '{Shown(name)}' has the value '{Shown(text)}', which is no whole number of at most {Digits} digits."));
        }
    }

    /// <summary>A decimal integer with an optional minus, or a hexadecimal one after 0x.</summary>
    static BigInteger? Integer(string text)
    {
        if (text.Length > Digits) return null;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return BigInteger.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) && text.Length > 2 ? hex : null;
        return BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>Text from outside, short and without control characters, for a message.</summary>
    internal static string Shown(string text)
    {
        const int longest = 40;
        var shown = text.Length > longest ? text[..longest] + "…" : text;
        return string.Concat(shown.Select(c => char.IsControl(c) ? '�' : c));
    }

    static WitnessException Bad(string message) => new(WitnessErrors.BadInput, message);
}
