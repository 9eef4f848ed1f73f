using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vendue.Client.Tests;

public class SigningVectorTests
{
    static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "signing.json")))!;

    public static TheoryData<string> Commands => [.. Document["commands"]!.AsArray().Select(v => (string)v!["name"]!)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_signed_as_published(string name)
    {
        var vector = Document["commands"]!.AsArray().Single(v => (string)v!["name"]! == name)!;
        Text(SigningVector.OfCommand(vector["given"]!)).ShouldBe(Text(vector["expected"]!));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_published_command_verifies(string name)
    {
        var vector = Document["commands"]!.AsArray().Single(v => (string)v!["name"]! == name)!;
        Bytes.TryParse((string)vector["expected"]!["canonicalSignedCommand"]!, out var bytes).ShouldBeTrue();
        var command = SignedCommand.Decode(bytes.Span.ToArray());
        Signatures.Verify(command, command.Envelope.Genesis, Samples.Actions).ShouldBeNull();
    }

    [Fact]
    public void An_acknowledgement_is_signed_as_published()
    {
        var vector = Document["acknowledgement"]!;
        Text(SigningVector.OfAcknowledgement(vector["given"]!)).ShouldBe(Text(vector["expected"]!));
    }

    [Fact]
    public void A_checkpoint_is_signed_as_published()
    {
        var vector = Document["checkpoint"]!;
        Text(SigningVector.OfCheckpoint(vector["given"]!)).ShouldBe(Text(vector["expected"]!));
    }

    static string Text(JsonNode node) => node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
}
