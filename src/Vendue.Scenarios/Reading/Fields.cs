using System.Globalization;
using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Reads the fields of one JSON object by name and refuses those it was not asked for.</summary>
sealed class Fields
{
    readonly JsonElement json;
    readonly List<string> known = [];

    public Fields(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new ScenarioException($"{(path.Length == 0 ? "The file" : path)} must be an object.");
        if (json.EnumerateObject().GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ScenarioException($"{Join(path, twice.Key)} stands twice.");
        this.json = json;
        Path = path;
    }

    public string Path { get; }

    /// <summary>The path of a field.</summary>
    public string At(string name) => Join(Path, name);

    public bool TryTake(string name, out JsonElement value)
    {
        known.Add(name);
        return json.TryGetProperty(name, out value);
    }

    public JsonElement Take(string name) => TryTake(name, out var value) ? value : throw new ScenarioException($"{At(name)} is missing.");

    public JsonElement? TakeOrNull(string name) => TryTake(name, out var value) ? value : null;

    public string Text(string name) => TextOf(Take(name), At(name));

    public string? TextOrNull(string name) => TryTake(name, out var value) ? TextOf(value, At(name)) : null;

    public ulong? WholeOrNull(string name)
    {
        if (!TryTake(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong whole)
            ? whole
            : throw new ScenarioException($"{At(name)} must be a whole number from 0 to {ulong.MaxValue}.");
    }

    public Name? NameOrNull(string name) => TryTake(name, out var value) ? NameOf(value, At(name)) : default(Name?);

    /// <summary>The fields of an object whose names are free, each with its path.</summary>
    public IEnumerable<(string Name, JsonElement Value, string Path)> Entries(string name) =>
        TryTake(name, out var value) ? EntriesOf(value, At(name)) : [];

    public static IEnumerable<(string Name, JsonElement Value, string Path)> EntriesOf(JsonElement json, string path)
    {
        var fields = new Fields(json, path);
        return json.EnumerateObject().Select(p => (p.Name, p.Value, fields.At(p.Name)));
    }

    /// <summary>The elements of an array, each with its path; null when the field is missing.</summary>
    public IReadOnlyList<(JsonElement Value, string Path)>? ListOrNull(string name) =>
        TryTake(name, out var value) ? ListOf(value, At(name)) : null;

    public static IReadOnlyList<(JsonElement Value, string Path)> ListOf(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.Array
            ? [.. json.EnumerateArray().Select((e, i) => (e, $"{path}[{i}]"))]
            : throw new ScenarioException($"{path} must be an array.");

    /// <summary>Refuses fields that were not asked for.</summary>
    public void End()
    {
        foreach (var property in json.EnumerateObject())
            if (!known.Contains(property.Name))
                throw new ScenarioException($"{(Path.Length == 0 ? "The file" : Path)} has no field '{property.Name}'; it may have: {string.Join(", ", known)}.");
    }

    public static string TextOf(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new ScenarioException($"{path} must be a string.");

    public static Name NameOf(JsonElement json, string path) => ParseName(TextOf(json, path), path);

    public static Name ParseName(string text, string path) =>
        Name.TryParse(text, out var name) && !name.IsEmpty ? name : throw new ScenarioException($"{path}: '{text}' is no name; use 1 to {Name.MaxLength} printable characters without spaces.");

    public static UInt128 AmountOf(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.String && UInt128.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new ScenarioException($"{path} must be an amount: a string of decimal digits.");

    public static Int128 BalanceOf(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.String && Int128.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new ScenarioException($"{path} must be an amount: a string of decimal digits.");

    static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
