using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Mechanisms;

namespace Vendue.Cli.Mechanisms;

/// <summary>A mechanism on one page, for people and for programs.</summary>
sealed class MechanismPage(Composition whole, ModuleEntry entry)
{
    const ushort FirstMechanismTag = 64;
    const int Width = 100;

    readonly Description description = entry.Description;
    readonly IReadOnlyList<ActionDescription> actions = [.. ActionSet.Of(Sample(whole)).All.Where(a => a.Tag >= FirstMechanismTag)];
    readonly JsonObject defaults = ValuesOf(entry, entry.DefaultParameters);

    /// <summary>The module that the page is about.</summary>
    internal ModuleEntry Entry => entry;

    /// <summary>The actions of a market that has it, the kernel's apart.</summary>
    internal IReadOnlyList<ActionDescription> Actions => actions;

    /// <summary>Its parameters, those within records by their path, with their defaults.</summary>
    internal IEnumerable<(string Path, FieldShape Field, string Default)> Parameters() => Leaves(entry.Parameters.Shape, defaults, "");

    internal static MechanismPage Of((Composition Whole, ModuleEntry Named) choice) => new(choice.Whole, choice.Named);

    internal string ToText()
    {
        var text = new StringBuilder();
        text.Append($"{description.Name}: {description.Title}\n{Words.Of(description.Family)}, {Words.Of(description.Status)}, rules {description.Rules}\n\n");
        Paragraph(text, description.Rule, "");
        text.Append("\nAssets, by position: ").AppendJoin(", ", entry.AssetRoles).Append('\n');
        text.Append("\nParameters\n");
        foreach (var (path, field, value) in Parameters())
            Paragraph(text, $"{path} ({Range(field.Shape)}, default {Breakable(value)}){(field.Meaning.Length > 0 ? ": " + field.Meaning : "")}", "  ");
        Section(text, "Profiles: named parameters of published versions", [.. entry.Profiles.Select(p => $"{p.Name}: {p.Summary}")]);
        text.Append("\nActions\n");
        foreach (var action in actions) Explain(text, action);
        Section(text, "Offices", [.. entry.Offices.Select(o => $"{o.Role}: {o.Does}")]);
        text.Append("\nCancelling and replacing\n");
        Paragraph(text, description.Cancelling, "  ");
        Section(text, "Claims", description.Claims);
        Section(text, "Known attacks", description.Attacks);
        Section(text, "Choices where the source is silent", description.Choices);
        Section(text, "Sources", description.Sources);
        return text.ToString().TrimEnd();
    }

    internal JsonObject ToJson() => new()
    {
        ["name"] = description.Name.ToString(),
        ["title"] = description.Title,
        ["rules"] = description.Rules,
        ["family"] = Words.Of(description.Family),
        ["status"] = Words.Of(description.Status),
        ["rule"] = description.Rule,
        ["assets"] = List(entry.AssetRoles),
        ["parameters"] = ActionSchema.Of(entry.Parameters.Shape),
        ["defaults"] = defaults.DeepClone(),
        ["profiles"] = new JsonObject(entry.Profiles.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Name.ToString(), ValuesOf(entry, p.Parameters)))),
        ["actions"] = new JsonArray([.. actions.Select(a => new JsonObject
        {
            ["tag"] = a.Tag,
            ["name"] = a.Name,
            ["summary"] = a.Summary,
            ["type"] = ActionInfo.Of(a).Type,
            ["body"] = ActionSchema.Of(a),
        })]),
        ["offices"] = new JsonObject(entry.Offices.Select(o => KeyValuePair.Create<string, JsonNode?>(o.Role.ToString(), o.Does))),
        ["cancelling"] = description.Cancelling,
        ["claims"] = List(description.Claims),
        ["attacks"] = List(description.Attacks),
        ["choices"] = List(description.Choices),
        ["sources"] = List(description.Sources),
    };

    static JsonArray List(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);

    /// <summary>A market of this mechanism under default parameters, to ask it for its actions.</summary>
    static Market Sample(Composition whole) => Catalogue.Open(whole.Genesis(new Genesis
    {
        Assets = [.. whole.AssetRoles.Select(role => (Name)role)],
        Authorities = [new("custodian", "custodian"), new("sequencer", "sequencer")],
    }, e => e.DefaultParameters));

    static JsonObject ValuesOf(ModuleEntry entry, Bytes parameters)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) JsonForm.Write(json, entry.Parameters.Shape, new CanonicalReader(parameters.Span.ToArray()));
        return JsonNode.Parse(bytes.ToArray())!.AsObject();
    }

    static IEnumerable<(string Path, FieldShape Field, string Default)> Leaves(Shape record, JsonObject values, string prefix)
    {
        foreach (var field in record.Fields)
        {
            var value = values[field.Name];
            if (field.Shape.Kind == ShapeKind.Record && value is JsonObject inner)
                foreach (var leaf in Leaves(field.Shape, inner, $"{prefix}{field.Name}.")) yield return leaf;
            else
                yield return (prefix + field.Name, field, value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString() ?? "none");
        }
    }

    /// <summary>What values a shape can have, in words.</summary>
    internal static string Range(Shape shape) => shape.Kind switch
    {
        ShapeKind.Bool => "true or false",
        ShapeKind.UInt8 => $"0 to {byte.MaxValue}",
        ShapeKind.UInt16 => $"0 to {ushort.MaxValue}",
        ShapeKind.UInt32 => $"0 to {uint.MaxValue}",
        ShapeKind.UInt64 => "0 to 2^64-1",
        ShapeKind.Int64 => "-2^63 to 2^63-1",
        ShapeKind.UInt128 => "an amount below 2^128",
        ShapeKind.Int128 => "a signed amount of 128 bits",
        ShapeKind.Hash32 => "32 bytes",
        ShapeKind.Enumeration => string.Join(" or ", shape.Names),
        ShapeKind.List => $"a list of {shape.Element!.TypeName}",
        _ => shape.TypeName,
    };

    /// <summary>A list's JSON with room to break the line after each comma.</summary>
    static string Breakable(string value) => value.StartsWith('[') ? value.Replace(",", ", ", StringComparison.Ordinal) : value;

    static void Explain(StringBuilder text, ActionDescription action)
    {
        Paragraph(text, $"{action.Name}: {action.Summary}", "  ");
        foreach (var option in ActionOptions.Of(action))
            Paragraph(text, $"{option.Path} {option.Value}{(option.Meaning.Length > 0 ? ": " + option.Meaning : "")}{(option.Required ? "" : option.Default.Length > 0 ? $" (default {option.Default})" : " (optional)")}", "      ");
    }

    static void Section(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        text.Append('\n').Append(title).Append('\n');
        foreach (var item in items) Paragraph(text, "- " + item, "  ");
    }

    /// <summary>Words in lines of at most <see cref="Width"/> characters; the second and later ones a little further in.</summary>
    static void Paragraph(StringBuilder text, string words, string indent)
    {
        int column = indent.Length;
        text.Append(indent);
        foreach (var (i, word) in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            if (i > 0 && column + 1 + word.Length > Width)
            {
                column = indent.Length + (indent.Length > 0 ? 2 : 0);
                text.Append('\n').Append(' ', column);
            }
            else if (i > 0)
            {
                text.Append(' ');
                column++;
            }
            text.Append(word);
            column += word.Length;
        }
        text.Append('\n');
    }
}
