using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Vendue.Client;

/// <summary>A command as the JSON document that wallets take to sign (eth_signTypedData_v4).</summary>
public static class TypedData
{
    /// <summary>The document of a command.</summary>
    /// <exception cref="EncodingException">The body is not exactly one value of the action, canonically encoded.</exception>
    public static string Of(in CommandEnvelope envelope, ActionDescription action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (ActionJson.Check(action, envelope.Body) is { } wrong) throw new EncodingException(wrong);
        var command = Eip712.CommandType(action);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteTypes(json, [Eip712.Domains, .. command.All]);
            json.WriteString("primaryType", command.Name);
            WriteDomain(json, envelope.Genesis);
            json.WritePropertyName("message");
            WriteValue(json, command.Shape, new CanonicalReader(Eip712.MessageOf(envelope).Written.ToArray()));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void WriteTypes(Utf8JsonWriter json, IEnumerable<Eip712Struct> structs)
    {
        json.WriteStartObject("types");
        foreach (var one in structs)
        {
            json.WriteStartArray(one.Name);
            foreach (var (name, type) in one.Fields)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("type", type.Name);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void WriteDomain(Utf8JsonWriter json, Hash32 genesis)
    {
        json.WriteStartObject("domain");
        json.WriteString("name", Eip712.DomainName);
        json.WriteString("version", Eip712.DomainVersion);
        json.WriteString("salt", genesis.ToString());
        json.WriteEndObject();
    }

    /// <summary>As <see cref="JsonForm"/>, but with enumerations as their position, as their type says, and large integers as text.</summary>
    static void WriteValue(Utf8JsonWriter json, Shape shape, CanonicalReader from)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Enumeration: json.WriteNumberValue(from.Byte()); break;
            case ShapeKind.UInt64: json.WriteStringValue(from.UInt64().ToString()); break;
            case ShapeKind.Int64: json.WriteStringValue(from.Int64().ToString()); break;
            case ShapeKind.Account: json.WriteNumberValue(from.Int32()); break;
            case ShapeKind.List:
                json.WriteStartArray();
                for (int left = from.Count(int.Max(1, shape.Element!.LeastSize)); left > 0; left--) WriteValue(json, shape.Element, from);
                json.WriteEndArray();
                break;
            case ShapeKind.Record:
                json.WriteStartObject();
                foreach (var field in shape.Fields)
                {
                    json.WritePropertyName(field.Name);
                    WriteValue(json, field.Shape, from);
                }
                json.WriteEndObject();
                break;
            default: JsonForm.Write(json, shape, from); break;
        }
    }
}
