using System.Globalization;
using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Says in one line what an event tells.</summary>
/// <param name="spoken">How the file speaks of a hash, if it does.</param>
sealed class EventLine(Func<string, string?> spoken)
{
    const int ShownDigits = 8;

    public string Of(string name, JsonElement fields) => name switch
    {
        "moved" => Moved(fields),
        _ => $"{name}: {string.Join(", ", fields.EnumerateObject().Select(f => $"{f.Name} {Value(f.Value)}"))}",
    };

    /// <summary>An amount with its thousands set apart.</summary>
    public static string Amount(string digits) =>
        Int128.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("N0", CultureInfo.InvariantCulture) : digits;

    static string Moved(JsonElement moved) =>
        $"{Amount(Text(moved, "amount"))} {Text(moved, "asset")}: {Side(moved, "from")} -> {Side(moved, "to")} ({Text(moved, "reason")})";

    static string Side(JsonElement moved, string side)
    {
        string place = Text(moved, side + "Place");
        return place == "free" ? Text(moved, side) : $"{Text(moved, side)}'s {place}";
    }

    string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()!.StartsWith("0x", StringComparison.Ordinal) => spoken(value.GetString()!) ?? Short(value.GetString()!),
        JsonValueKind.String => Amount(value.GetString()!),
        JsonValueKind.Object => "(" + string.Join(", ", value.EnumerateObject().Select(f => $"{f.Name} {Value(f.Value)}")) + ")",
        JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(Value)) + "]",
        JsonValueKind.Null => "nobody",
        _ => value.GetRawText(),
    };

    /// <summary>The first and last digits of a long hexadecimal value.</summary>
    static string Short(string hex) => hex.Length <= 2 + (2 * ShownDigits) ? hex : $"{hex[..(2 + ShownDigits)]}..{hex[^4..]}";

    static string Text(JsonElement fields, string name) => fields.GetProperty(name).ValueKind == JsonValueKind.Null ? "nobody" : fields.GetProperty(name).GetString()!;
}
