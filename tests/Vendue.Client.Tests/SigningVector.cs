using System.Text.Json.Nodes;

namespace Vendue.Client.Tests;

/// <summary>One signing vector: from what is given, everything that another implementation should arrive at.</summary>
static class SigningVector
{
    public static JsonObject OfCommand(JsonNode given)
    {
        var actions = Samples.Actions;
        actions.TryFind((string)given["action"]!, out var action).ShouldBeTrue();
        var owner = OwnerKey.FromHex((string)given["ownerSecret"]!);
        using var key = given["delegatedSeed"] is { } seed ? DelegatedKey.FromHex((string)seed!) : null;
        Hash32.TryParse((string)given["genesis"]!, out var genesis).ShouldBeTrue();
        var envelope = new CommandEnvelope(
            genesis, owner.Address, key?.Public ?? default, (ushort)given["lane"]!, (ulong)given["nonce"]!, (ulong)given["expires"]!,
            action!.Tag, ActionJson.Read(action, given["body"]!.ToJsonString()));
        var signed = key?.Sign(envelope) ?? owner.Sign(envelope, action);
        var expected = new JsonObject
        {
            ["sender"] = owner.Address.ToString(),
            ["key"] = envelope.Key.ToString(),
            ["tag"] = action.Tag,
            ["canonicalBody"] = envelope.Body.ToString(),
            ["canonicalEnvelope"] = new Bytes(Codec<CommandEnvelope>.Of.Encode(envelope)).ToString(),
            ["id"] = envelope.Id().ToString(),
        };
        if (key is null)
        {
            expected["type"] = Eip712.TypeOf(action);
            expected["domainSeparator"] = Eip712.DomainSeparator(genesis).ToString();
            expected["digest"] = Eip712.Digest(envelope, action).ToString();
            expected["typedData"] = JsonNode.Parse(TypedData.Of(envelope, action));
        }
        expected["signature"] = signed.Signature.ToString();
        expected["canonicalSignedCommand"] = new Bytes(signed.Encode()).ToString();
        return expected;
    }

    public static JsonObject OfCheckpoint(JsonNode given)
    {
        using var key = DelegatedKey.FromHex((string)given["operatorSeed"]!);
        var said = new Checkpoint(Of("market"), (ulong)given["sequence"]!, (ulong)given["now"]!, (ulong)given["block"]!, Of("head"), Of("state"), Of("root"));
        return new JsonObject
        {
            ["operatorKey"] = key.Public.ToString(),
            ["canonical"] = new Bytes(said.Encode()).ToString(),
            ["signature"] = said.Sign(key).Signature.ToString(),
        };

        Hash32 Of(string name) => Hash32.TryParse((string)given[name]!, out var hash) ? hash : throw new FormatException(name);
    }

    public static JsonObject OfAcknowledgement(JsonNode given)
    {
        using var key = DelegatedKey.FromHex((string)given["operatorSeed"]!);
        Hash32.TryParse((string)given["market"]!, out var market).ShouldBeTrue();
        Hash32.TryParse((string)given["command"]!, out var command).ShouldBeTrue();
        Hash32.TryParse((string)given["head"]!, out var head).ShouldBeTrue();
        var outcome = Enum.Parse<OutcomeKind>((string)given["outcome"]!, ignoreCase: true);
        var said = new Acknowledgement(market, command, (ulong)given["sequence"]!, (ulong)given["now"]!, (ulong)given["block"]!, outcome, (string)given["code"]!, head);
        return new JsonObject
        {
            ["operatorKey"] = key.Public.ToString(),
            ["canonical"] = new Bytes(said.Encode()).ToString(),
            ["signature"] = said.Sign(key).ToString(),
        };
    }
}
