using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vendue.Client;

/// <summary>A field of an action as an option of the command line.</summary>
/// <param name="Path">Its name; fields of nested records after a dot.</param>
/// <param name="Value">What its value is, in one word of capitals.</param>
/// <param name="Meaning">What it means, with its unit.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Default">The value it has otherwise; empty where that says nothing.</param>
public sealed record ActionOption(string Path, string Value, string Meaning, bool Required, string Default);

/// <summary>An action as options of the command line: its help, and its body from what was typed.</summary>
public static class ActionOptions
{
    /// <summary>The options of an action, in order of its fields.</summary>
    public static IReadOnlyList<ActionOption> Of(ActionDescription action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return [.. Leaves(action.Codec.Shape, "", true).Select(l => l.Option)];
    }

    /// <summary>An action's help: its summary, and a line for each option.</summary>
    public static string HelpOf(ActionDescription action)
    {
        var options = Of(action);
        var help = new StringBuilder($"{action.Name}: {action.Summary}\n");
        int width = options.Select(o => o.Path.Length + o.Value.Length + 1).DefaultIfEmpty().Max();
        foreach (var option in options)
        {
            var right = string.Join(' ', new[] { option.Meaning, Remark(option) }.Where(t => t.Length > 0));
            help.Append($"  --{$"{option.Path} {option.Value}".PadRight(width)}  {right}".TrimEnd()).Append('\n');
        }
        return help.ToString();
    }

    /// <summary>The canonical body that options spell.</summary>
    /// <param name="action">The action.</param>
    /// <param name="given">Options by path, each with its text; lists are written in JSON.</param>
    /// <param name="names">Names of accounts and assets, where the action's shape needs them.</param>
    /// <exception cref="EncodingException">An option is unknown, missing, given twice, or has no such value.</exception>
    public static Bytes Read(ActionDescription action, IEnumerable<KeyValuePair<string, string>> given, INames? names = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(given);
        var leaves = Leaves(action.Codec.Shape, "", true).ToDictionary(l => l.Option.Path);
        var json = new JsonObject();
        AddRecords(json, action.Codec.Shape);
        foreach (var (path, text) in given)
        {
            if (!leaves.Remove(path, out var leaf)) throw new EncodingException($"'{action.Name}' has no option --{path}, or it stands twice; it has: {string.Join(", ", Of(action).Select(o => "--" + o.Path))}.");
            Put(json, path, Parse(leaf.Shape, text, path));
        }
        using var document = JsonDocument.Parse(json.ToJsonString());
        return ActionJson.Read(action, document.RootElement, names);
    }

    static string Remark(ActionOption option) => option.Required ? "" : option.Default.Length > 0 ? $"(default {option.Default})" : "(optional)";

    static IEnumerable<(ActionOption Option, Shape Shape)> Leaves(Shape record, string prefix, bool required)
    {
        foreach (var field in record.Fields)
        {
            if (field.Shape.Kind == ShapeKind.Record)
            {
                foreach (var inner in Leaves(field.Shape, $"{prefix}{field.Name}.", required && field.Default is null)) yield return inner;
            }
            else
            {
                var value = ActionSchema.DefaultOf(field) is { } node ? (node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString()) : "";
                yield return (new ActionOption(prefix + field.Name, Word(field.Shape), field.Meaning, required && field.Default is null, value), field.Shape);
            }
        }
    }

    static string Word(Shape shape) => shape.Kind switch
    {
        ShapeKind.Bool => "true|false",
        ShapeKind.UInt128 or ShapeKind.Int128 => "AMOUNT",
        ShapeKind.Hash32 => "HASH",
        ShapeKind.Bytes => "HEX",
        ShapeKind.Name or ShapeKind.Account or ShapeKind.Asset => "NAME",
        ShapeKind.Enumeration => string.Join('|', shape.Names),
        ShapeKind.List => "JSON",
        ShapeKind.Handle => "ROW",
        _ => "NUMBER",
    };

    /// <summary>Nested records without fields of their own given still stand there, so that their own defaults apply.</summary>
    static void AddRecords(JsonObject json, Shape record)
    {
        foreach (var field in record.Fields.Where(f => f.Shape.Kind == ShapeKind.Record && f.Default is null))
        {
            var inner = new JsonObject();
            json[field.Name] = inner;
            AddRecords(inner, field.Shape);
        }
    }

    static void Put(JsonObject json, string path, JsonNode? value)
    {
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
        {
            if (json[part] is not JsonObject inner) json[part] = inner = [];
            json = inner;
        }
        json[parts[^1]] = value;
    }

    static JsonNode? Parse(Shape shape, string text, string path)
    {
        bool isText = shape.Kind is not (ShapeKind.Bool or ShapeKind.List or ShapeKind.UInt8 or ShapeKind.UInt16 or ShapeKind.UInt32 or ShapeKind.UInt64 or ShapeKind.Int64);
        if (isText) return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException wrong)
        {
            throw new EncodingException($"--{path} must be {(shape.Kind == ShapeKind.List ? "a JSON array" : Word(shape))}.", wrong);
        }
    }
}
