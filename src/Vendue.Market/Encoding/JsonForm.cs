using System.Globalization;
using System.Text.Json;

namespace Vendue.Kernel;

/// <summary>
/// The JSON form of canonical bytes: records as objects, lists as arrays, amounts (128 bits) as decimal strings,
/// smaller integers as numbers, hashes and byte strings in hexadecimal, enumerations, accounts and assets by name.
/// </summary>
public static class JsonForm
{
    /// <summary>Writes the value of <paramref name="shape"/> that <paramref name="from"/> holds next.</summary>
    /// <param name="to">Where to write.</param>
    /// <param name="shape">The value's shape.</param>
    /// <param name="from">Its canonical bytes.</param>
    /// <param name="names">Names of accounts and assets; without it they are written as numbers.</param>
    public static void Write(Utf8JsonWriter to, Shape shape, CanonicalReader from, INames? names = null)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Bool: to.WriteBooleanValue(from.Bool()); break;
            case ShapeKind.UInt8: to.WriteNumberValue(from.Byte()); break;
            case ShapeKind.UInt16: to.WriteNumberValue(from.UInt16()); break;
            case ShapeKind.UInt32: to.WriteNumberValue(from.UInt32()); break;
            case ShapeKind.UInt64: to.WriteNumberValue(from.UInt64()); break;
            case ShapeKind.Int64: to.WriteNumberValue(from.Int64()); break;
            case ShapeKind.UInt128: to.WriteStringValue(from.UInt128().ToString()); break;
            case ShapeKind.Int128: to.WriteStringValue(from.Int128().ToString()); break;
            case ShapeKind.Hash32: to.WriteStringValue(from.Hash32().ToString()); break;
            case ShapeKind.Name: to.WriteStringValue(from.Name().Bytes); break;
            case ShapeKind.Bytes: to.WriteStringValue(from.Bytes().ToString()); break;
            case ShapeKind.Enumeration: to.WriteStringValue(NameAt(shape, from.Byte())); break;
            case ShapeKind.Account: WriteAccount(to, new Account(from.Int32()), names); break;
            case ShapeKind.Asset: WriteAsset(to, new Asset(from.Byte()), names); break;
            case ShapeKind.Handle: to.WriteStringValue($"{from.Int32()}.{from.UInt32()}"); break;
            case ShapeKind.List: WriteList(to, shape.Element!, from, names); break;
            case ShapeKind.Record: WriteRecord(to, shape, from, names); break;
            default: throw new InvalidOperationException($"No JSON form is defined for {shape.Kind}.");
        }
    }

    /// <summary>Writes the canonical bytes of the value that <paramref name="json"/> spells.</summary>
    /// <param name="to">Where to write.</param>
    /// <param name="shape">The value's shape.</param>
    /// <param name="json">The value in JSON.</param>
    /// <param name="names">Names of accounts and assets; without it they are read as numbers.</param>
    /// <param name="path">Where the value stands, for messages.</param>
    /// <exception cref="EncodingException">The JSON is no such value; the message names the field.</exception>
    public static void Read(CanonicalWriter to, Shape shape, JsonElement json, INames? names = null, string path = "value")
    {
        switch (shape.Kind)
        {
            case ShapeKind.Bool: to.Bool(json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Wrong(path, "true or false")); break;
            case ShapeKind.UInt8: to.Byte((byte)Integer(json, 0, byte.MaxValue, path)); break;
            case ShapeKind.UInt16: to.UInt16((ushort)Integer(json, 0, ushort.MaxValue, path)); break;
            case ShapeKind.UInt32: to.UInt32((uint)Integer(json, 0, uint.MaxValue, path)); break;
            case ShapeKind.UInt64: to.UInt64((ulong)Integer(json, 0, ulong.MaxValue, path)); break;
            case ShapeKind.Int64: to.Int64((long)Integer(json, long.MinValue, long.MaxValue, path)); break;
            case ShapeKind.UInt128: to.UInt128(UInt128.TryParse(Text(json, path), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : throw Wrong(path, "an amount as a string of decimal digits")); break;
            case ShapeKind.Int128: to.Int128(Int128.TryParse(Text(json, path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var signed) ? signed : throw Wrong(path, "an amount as a string of decimal digits")); break;
            case ShapeKind.Hash32: to.Hash32(Hash32.TryParse(Text(json, path), out var hash) ? hash : throw Wrong(path, "0x and 64 hexadecimal digits")); break;
            case ShapeKind.Name: to.Name(Name.TryParse(Text(json, path), out var name) ? name : throw Wrong(path, $"a name of at most {Name.MaxLength} printable characters")); break;
            case ShapeKind.Bytes: to.Bytes(Bytes.TryParse(Text(json, path), out var bytes) ? bytes.Span : throw Wrong(path, "0x and an even number of hexadecimal digits")); break;
            case ShapeKind.Enumeration: to.Byte(Position(shape, Text(json, path), path)); break;
            case ShapeKind.Account: to.Int32(json.ValueKind == JsonValueKind.Null ? 0 : names is null ? (int)Integer(json, 1, int.MaxValue, path) : FindAccount(Text(json, path), names, path).Index); break;
            case ShapeKind.Asset: to.Byte(names is null ? (byte)Integer(json, 0, byte.MaxValue, path) : FindAsset(Text(json, path), names, path).Index); break;
            case ShapeKind.Handle: ReadHandle(to, Text(json, path), path); break;
            case ShapeKind.List: ReadList(to, shape.Element!, json, names, path); break;
            case ShapeKind.Record: ReadRecord(to, shape, json, names, path); break;
            default: throw new InvalidOperationException($"No JSON form is defined for {shape.Kind}.");
        }
    }

    static string NameAt(Shape shape, byte position) =>
        position < shape.Names.Count ? shape.Names[position] : throw new EncodingException($"{position} is no {shape.TypeName}.");

    static void WriteAccount(Utf8JsonWriter to, Account account, INames? names)
    {
        if (account.IsNone) to.WriteNullValue();
        else if (names is null) to.WriteNumberValue(account.Index);
        else to.WriteStringValue(names.NameOf(account).Bytes);
    }

    static void WriteAsset(Utf8JsonWriter to, Asset asset, INames? names)
    {
        if (names is null) to.WriteNumberValue(asset.Index);
        else to.WriteStringValue(names.NameOf(asset).Bytes);
    }

    static void WriteList(Utf8JsonWriter to, Shape element, CanonicalReader from, INames? names)
    {
        to.WriteStartArray();
        for (int left = from.Count(int.Max(1, element.LeastSize)); left > 0; left--) Write(to, element, from, names);
        to.WriteEndArray();
    }

    static void WriteRecord(Utf8JsonWriter to, Shape shape, CanonicalReader from, INames? names)
    {
        to.WriteStartObject();
        foreach (var field in shape.Fields)
        {
            to.WritePropertyName(field.Name);
            Write(to, field.Shape, from, names);
        }
        to.WriteEndObject();
    }

    static void ReadList(CanonicalWriter to, Shape element, JsonElement json, INames? names, string path)
    {
        if (json.ValueKind != JsonValueKind.Array) throw Wrong(path, "an array");
        to.UInt32((uint)json.GetArrayLength());
        int index = 0;
        foreach (var item in json.EnumerateArray()) Read(to, element, item, names, $"{path}[{index++}]");
    }

    static void ReadRecord(CanonicalWriter to, Shape shape, JsonElement json, INames? names, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) throw Wrong(path, "an object");
        int known = 0;
        foreach (var field in shape.Fields)
        {
            if (json.TryGetProperty(field.Name, out var value))
            {
                known++;
                Read(to, field.Shape, value, names, $"{path}.{field.Name}");
            }
            else
            {
                to.Raw(field.Default ?? throw new EncodingException($"{path}.{field.Name} is missing."));
            }
        }
        if (known != json.EnumerateObject().Count()) throw Unknown(shape, json, path);
    }

    static EncodingException Unknown(Shape shape, JsonElement json, string path)
    {
        var surplus = json.EnumerateObject().Select(p => p.Name).GroupBy(name => name)
            .FirstOrDefault(g => g.Count() > 1 || shape.Fields.All(f => f.Name != g.Key));
        return surplus is { } group && shape.Fields.Any(f => f.Name == group.Key)
            ? new EncodingException($"{path}.{group.Key} stands twice.")
            : new EncodingException($"{path} has no field '{surplus?.Key}'; it has: {string.Join(", ", shape.Fields.Select(f => f.Name))}.");
    }

    static void ReadHandle(CanonicalWriter to, string text, string path)
    {
        var parts = text.Split('.');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index) || !uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint generation))
            throw Wrong(path, "a row's number and generation, as in \"3.1\"");
        to.Int32(index);
        to.UInt32(generation);
    }

    static Account FindAccount(string text, INames names, string path) =>
        Name.TryParse(text, out var name) && names.TryFind(name, out Account account) ? account : throw new EncodingException($"{path}: there is no account '{text}'.");

    static Asset FindAsset(string text, INames names, string path) =>
        Name.TryParse(text, out var name) && names.TryFind(name, out Asset asset) ? asset : throw new EncodingException($"{path}: there is no asset '{text}'.");

    static byte Position(Shape shape, string text, string path)
    {
        for (int i = 0; i < shape.Names.Count; i++)
            if (shape.Names[i] == text) return (byte)i;
        throw Wrong(path, $"one of {string.Join(", ", shape.Names)}");
    }

    static Int128 Integer(JsonElement json, Int128 least, Int128 most, string path)
    {
        if (json.ValueKind == JsonValueKind.Number && Int128.TryParse(json.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
        {
            return value;
        }
        throw Wrong(path, $"an integer from {least} to {most}");
    }

    static string Text(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Wrong(path, "a string");

    static EncodingException Wrong(string path, string expected) => new($"{path} must be {expected}.");
}
