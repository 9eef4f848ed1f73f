using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vendue.Client;

/// <summary>
/// A signed command in JSON, for clients that have no canonical encoder: sender, key (left out when the owner signs), lane,
/// nonce, expires, action by name, body in JSON form, signature; genesis may stand there to be checked.
/// </summary>
public static class CommandJson
{
    /// <summary>Reads a signed command.</summary>
    /// <param name="json">The command in JSON.</param>
    /// <param name="genesis">The hash of the market's genesis.</param>
    /// <param name="actions">The market's actions.</param>
    /// <param name="names">Names of accounts and assets, where an action's shape needs them.</param>
    /// <exception cref="EncodingException">The JSON is no signed command; the message names the field.</exception>
    public static SignedCommand Read(JsonElement json, Hash32 genesis, ActionSet actions, INames? names = null)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var form = FormOf(json);
        if (!actions.TryFind(form.Action, out var action)) throw new EncodingException($"This market has no action '{form.Action}'; it has: {string.Join(", ", actions.All.Select(a => a.Name))}.");
        var envelope = new CommandEnvelope(
            form.Genesis ?? genesis, form.Sender, form.Key ?? default, form.Lane, form.Nonce, form.Expires, action.Tag, ActionJson.Read(action, form.Body, names));
        return new SignedCommand(envelope, form.Signature);
    }

    /// <summary>Writes a signed command.</summary>
    /// <exception cref="EncodingException">The command's body is not canonical, or its action is none of the market's.</exception>
    public static byte[] Write(in SignedCommand command, ActionSet actions, INames? names = null)
    {
        ArgumentNullException.ThrowIfNull(actions);
        var envelope = command.Envelope;
        if (!actions.TryFind(envelope.Action, out var action)) throw new EncodingException($"This market has no action {envelope.Action}.");
        var form = new Form(
            envelope.Sender, envelope.Lane, envelope.Nonce, envelope.Expires, action.Name, ActionJson.Write(action, envelope.Body, names),
            command.Signature, envelope.IsSignedByOwner ? null : envelope.Key, envelope.Genesis);
        return JsonSerializer.SerializeToUtf8Bytes(form, WireJson.Options);
    }

    static Form FormOf(JsonElement json)
    {
        try
        {
            return json.Deserialize<Form>(WireJson.Options) ?? throw new EncodingException("The command must be an object.");
        }
        catch (JsonException wrong)
        {
            throw new EncodingException($"The command's JSON is not of the published form: {wrong.Message}", wrong);
        }
    }

    sealed record Form(
        Name Sender, ushort Lane, ulong Nonce, ulong Expires, string Action, JsonElement Body, Bytes Signature,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Hash32? Key = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Hash32? Genesis = null);
}
