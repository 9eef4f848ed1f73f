using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>Compares values in JSON: what is expected may leave out fields of objects, and nothing else.</summary>
static class JsonMatch
{
    /// <summary>The first place where the values differ; null when they match.</summary>
    public static (string Path, string Expected, string Found)? Difference(JsonElement expected, JsonElement found, string path)
    {
        if (expected.ValueKind == JsonValueKind.Object && found.ValueKind == JsonValueKind.Object) return OfObjects(expected, found, path);
        if (expected.ValueKind == JsonValueKind.Array && found.ValueKind == JsonValueKind.Array) return OfArrays(expected, found, path);
        return JsonElement.DeepEquals(expected, found) ? null : (path, expected.GetRawText(), found.GetRawText());
    }

    static (string, string, string)? OfObjects(JsonElement expected, JsonElement found, string path)
    {
        foreach (var property in expected.EnumerateObject())
        {
            string at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!found.TryGetProperty(property.Name, out var value)) return (at, property.Value.GetRawText(), "no such field");
            if (Difference(property.Value, value, at) is { } difference) return difference;
        }
        return null;
    }

    static (string, string, string)? OfArrays(JsonElement expected, JsonElement found, string path)
    {
        if (expected.GetArrayLength() != found.GetArrayLength()) return (path, $"{expected.GetArrayLength()} elements", $"{found.GetArrayLength()} elements");
        for (int i = 0; i < expected.GetArrayLength(); i++)
            if (Difference(expected[i], found[i], $"{path}[{i}]") is { } difference) return difference;
        return null;
    }
}
