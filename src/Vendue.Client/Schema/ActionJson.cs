using System.Buffers;
using System.Text.Json;

namespace Vendue.Client;

/// <summary>An action's body in JSON, both ways, by the action's shape.</summary>
public static class ActionJson
{
    /// <summary>The canonical body that JSON spells.</summary>
    /// <param name="action">The action.</param>
    /// <param name="json">Its fields, as an object.</param>
    /// <param name="names">Names of accounts and assets, where the action's shape needs them.</param>
    /// <exception cref="EncodingException">The JSON is no such action; the message names the field.</exception>
    public static Bytes Read(ActionDescription action, JsonElement json, INames? names = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        var writer = new CanonicalWriter();
        JsonForm.Read(writer, action.Codec.Shape, json, names, action.Name);
        return new Bytes(writer.Written.ToArray());
    }

    /// <summary>As <see cref="Read(ActionDescription, JsonElement, INames?)"/>, from text.</summary>
    /// <exception cref="EncodingException">The text is no JSON, or no such action.</exception>
    public static Bytes Read(ActionDescription action, string json, INames? names = null)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(action, document.RootElement, names);
        }
        catch (JsonException wrong)
        {
            throw new EncodingException($"The text is no JSON: {wrong.Message}", wrong);
        }
    }

    /// <summary>A canonical body in JSON.</summary>
    /// <exception cref="EncodingException">The body is not exactly one such action.</exception>
    public static JsonElement Write(ActionDescription action, Bytes body, INames? names = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Write(action.Codec, body, names);
    }

    /// <summary>The canonical bytes of a value in JSON; what <see cref="Write(ActionDescription, Bytes, INames?)"/> does, for any codec.</summary>
    internal static JsonElement Write(Codec codec, Bytes bytes, INames? names)
    {
        // Decoding first refuses what is not canonical, before anything is written.
        var check = new CanonicalReader(bytes.Span.ToArray());
        codec.ReadObject(check);
        check.End();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) JsonForm.Write(writer, codec.Shape, new CanonicalReader(bytes.Span.ToArray()), names);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
