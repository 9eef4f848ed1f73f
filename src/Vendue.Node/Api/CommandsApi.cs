using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vendue.Client;
using Vendue.Node.Sequencing;

namespace Vendue.Node.Api;

/// <summary><c>POST /v1/commands</c>: form, then signature, then the market.</summary>
sealed class CommandsApi(MarketHost host, DelegatedKey operatorKey, RequestBodies bodies, NodeOptions options)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/commands", (Delegate)PostAsync)
            .WithName("postCommand")
            .WithSummary("Sends a signed command and waits until it is durable.")
            .Accepts<byte[]>("application/octet-stream", "application/json")
            .Produces<CommandAnswer>().Produces<ErrorAnswer>(400).Produces<ErrorAnswer>(401).Produces<ErrorAnswer>(404)
            .Produces<ErrorAnswer>(409).Produces<ErrorAnswer>(413).Produces<ErrorAnswer>(429).Produces<ErrorAnswer>(503);

    async Task PostAsync(HttpContext context)
    {
        var command = Decode(await bodies.ReadAsync(context.Request, options.LargestCommand).ConfigureAwait(false), context.Request.ContentType);
        if (Signatures.Verify(command, host.GenesisHash, host.Actions) is { } wrong) throw new ApiException(wrong);
        var result = await host.SubmitAsync(command, context.RequestAborted).ConfigureAwait(false);
        if (result.Rejection is { } rejection) throw new ApiException(new ApiError(rejection.Status, rejection.Code, rejection.Message));
        await context.Response.WriteAsJsonAsync(AnswerOf(result.Answer), WireJson.Options, context.RequestAborted).ConfigureAwait(false);
    }

    SignedCommand Decode(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (contentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true) return SignedCommand.Decode(body);
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            return CommandJson.Read(json.RootElement, host.GenesisHash, host.Actions);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new EncodingException($"The body is no JSON: {wrong.Message}", wrong);
        }
    }

    CommandAnswer AnswerOf(Answer answer) => CommandAnswer.Of(
        answer.Acknowledgement,
        Encoding.UTF8.GetString(answer.Message.Span),
        [.. answer.Items.Select(i => new ItemAnswer(i.Outcome, i.Code.ToString(), Encoding.UTF8.GetString(i.Message.Span)))],
        operatorKey);
}
