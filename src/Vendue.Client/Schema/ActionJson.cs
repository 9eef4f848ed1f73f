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
        if (Check(action, body) is { } wrong) throw new EncodingException(wrong);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) JsonForm.Write(writer, action.Codec.Shape, new CanonicalReader(body.Memory), names);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>What keeps a body from being exactly one canonical value of the action; null when nothing does.</summary>
    internal static string? Check(ActionDescription action, Bytes body)
    {
        try
        {
            var reader = new CanonicalReader(body.Memory);
            action.Codec.ReadObject(reader);
            reader.End();
            return null;
        }
        catch (EncodingException wrong)
        {
            return wrong.Message;
        }
    }
}
