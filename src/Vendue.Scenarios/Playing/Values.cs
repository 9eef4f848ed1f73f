using System.Text;
using System.Text.Json;

namespace Vendue.Scenarios;

/// <summary>
/// The names given to values in a scenario. A string "$name" stands for the value bound to the name, and "#label" for
/// the SHA-256 of the label, so that hashes can be spoken of without being spelled.
/// </summary>
sealed class Values
{
    const int LongestValue = 1 << 20;

    readonly Dictionary<string, JsonElement> bound = [];
    readonly Dictionary<string, string> spoken = [];

    /// <summary>How the file speaks of a hash: "$name" or "#label"; null when it does not.</summary>
    public string? Spoken(string hash) => spoken.GetValueOrDefault(hash);

    /// <summary>Binds names to values, in order; an object with the fields rule and given is computed, and field picks one field of the answer.</summary>
    public void Bind(IEnumerable<Binding> bindings)
    {
        foreach (var binding in bindings) Bind(binding.Name, Evaluate(Resolve(binding.Value, binding.Path), binding.Path));
    }

    /// <summary>Binds a name to a value.</summary>
    public void Bind(string name, JsonElement value)
    {
        bound[name] = value;
        if (value.ValueKind == JsonValueKind.String) spoken.TryAdd(value.GetString()!, "$" + name);
    }

    /// <summary>The value with every name and label in it replaced by what it stands for.</summary>
    public JsonElement Resolve(JsonElement json, string path)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) Write(writer, json, path);
        return JsonElement.Parse(bytes.ToArray());
    }

    static JsonElement Evaluate(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("rule", out _)) return json;
        var call = new Fields(json, path);
        string name = call.Text("rule");
        if (!Catalogue.TryFindRule(name, out var rule))
            throw new ScenarioException($"{call.At("rule")}: there is no rule '{name}'; there are: {string.Join(", ", Catalogue.Rules.Select(r => r.Name))}.");
        var answer = Unusable.Unless(() => rule.Compute(call.Take("given"), call.At("given")));
        string? field = call.TextOrNull("field");
        call.End();
        if (field is null) return answer;
        return answer.TryGetProperty(field, out var value) ? value : throw new ScenarioException($"{call.At("field")}: '{name}' answers with no field '{field}'.");
    }

    void Write(Utf8JsonWriter to, JsonElement json, string path)
    {
        if (to.BytesCommitted + to.BytesPending > LongestValue) throw new ScenarioException($"{path} grows beyond {LongestValue} bytes when its names are replaced.");
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                to.WriteStartObject();
                foreach (var property in json.EnumerateObject())
                {
                    to.WritePropertyName(property.Name);
                    Write(to, property.Value, $"{path}.{property.Name}");
                }
                to.WriteEndObject();
                break;
            case JsonValueKind.Array:
                to.WriteStartArray();
                int index = 0;
                foreach (var item in json.EnumerateArray()) Write(to, item, $"{path}[{index++}]");
                to.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(to, json, path);
                break;
            default:
                json.WriteTo(to);
                break;
        }
    }

    void WriteText(Utf8JsonWriter to, JsonElement json, string path)
    {
        string text = json.GetString()!;
        if (text.StartsWith('$') && text.Length > 1) BoundTo(text[1..], path).WriteTo(to);
        else if (text.StartsWith('#') && text.Length > 1) to.WriteStringValue(HashOf(text));
        else json.WriteTo(to);
    }

    string HashOf(string label)
    {
        string hash = Hash32.Sha256(Encoding.UTF8.GetBytes(label[1..])).ToString();
        spoken.TryAdd(hash, label);
        return hash;
    }

    JsonElement BoundTo(string name, string path) =>
        bound.TryGetValue(name, out var value) ? value : throw new ScenarioException($"{path}: nothing is called '{name}' yet; bind it with \"let\" or \"remember\" first.");
}

/// <summary>Turns an encoding's complaint about a file's value into one about the file.</summary>
static class Unusable
{
    public static T Unless<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EncodingException wrong)
        {
            throw new ScenarioException(wrong.Message, wrong);
        }
    }
}
