using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vendue.Client;

/// <summary>The JSON Schema (2020-12) of an action's body, made from the record that declares it.</summary>
public static class ActionSchema
{
    const string Hexadecimal = "[0-9a-fA-F]";

    /// <summary>The schema of an action's body.</summary>
    public static JsonObject Of(ActionDescription action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var schema = Of(action.Codec.Shape);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", action.Name);
        schema.Insert(2, "description", action.Summary);
        return schema;
    }

    /// <summary>The schema of a shape's JSON form.</summary>
    public static JsonObject Of(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Kind switch
        {
            ShapeKind.Bool => new() { ["type"] = "boolean" },
            ShapeKind.UInt8 => Integer(0, byte.MaxValue),
            ShapeKind.UInt16 => Integer(0, ushort.MaxValue),
            ShapeKind.UInt32 => Integer(0, uint.MaxValue),
            ShapeKind.UInt64 => Integer(0, ulong.MaxValue),
            ShapeKind.Int64 => Integer(long.MinValue, long.MaxValue),
            ShapeKind.UInt128 => Text("^[0-9]+$", "an amount below 2^128 in decimal digits"),
            ShapeKind.Int128 => Text("^-?[0-9]+$", "a signed amount of 128 bits in decimal digits"),
            ShapeKind.Hash32 => Text($"^0x{Hexadecimal}{{64}}$", "32 bytes"),
            ShapeKind.Bytes => Text($"^0x({Hexadecimal}{{2}})*$", "bytes"),
            ShapeKind.Name => Text($"^[!-~]{{0,{Name.MaxLength}}}$", "a name"),
            ShapeKind.Account or ShapeKind.Asset => Text($"^[!-~]{{1,{Name.MaxLength}}}$", shape.Kind == ShapeKind.Account ? "an account's name" : "an asset's name"),
            ShapeKind.Handle => Text("^[0-9]+\\.[0-9]+$", $"a row of {shape.TypeName}: its number and generation"),
            ShapeKind.Enumeration => new() { ["enum"] = new JsonArray([.. shape.Names.Select(n => JsonValue.Create(n))]) },
            ShapeKind.List => new() { ["type"] = "array", ["items"] = Of(shape.Element!) },
            ShapeKind.Record => Record(shape),
            _ => throw new NotSupportedException($"No JSON Schema is defined for {shape.Kind}."),
        };
    }

    static JsonObject Integer(JsonNode least, JsonNode most) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    static JsonObject Text(string pattern, string description) => new() { ["type"] = "string", ["pattern"] = pattern, ["description"] = description };

    static JsonObject Record(Shape shape)
    {
        var properties = new JsonObject();
        foreach (var field in shape.Fields) properties[field.Name] = Field(field);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. shape.Fields.Where(f => f.Default is null).Select(f => JsonValue.Create(f.Name))]),
            ["additionalProperties"] = false,
        };
    }

    static JsonObject Field(FieldShape field)
    {
        var schema = Of(field.Shape);
        if (field.Meaning.Length > 0) schema["description"] = field.Meaning;
        if (DefaultOf(field) is { } value) schema["default"] = value;
        return schema;
    }

    /// <summary>The value that a field has when it is left out, in JSON; null when it may not be, or has no form without a market's names.</summary>
    internal static JsonNode? DefaultOf(FieldShape field)
    {
        if (field.Default is null || field.Shape.Kind is ShapeKind.Account or ShapeKind.Asset) return null;
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) JsonForm.Write(writer, field.Shape, new CanonicalReader(field.Default));
        return JsonNode.Parse(buffer.WrittenSpan);
    }
}
