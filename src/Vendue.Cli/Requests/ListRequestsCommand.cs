using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;

namespace Vendue.Cli.Requests;

/// <summary><c>vendue request list</c>: the market's newest requests.</summary>
static class ListRequestsCommand
{
    internal static Command Create()
    {
        var node = MarketConnection.NodeOption();
        var from = ValueOption.Number("--from", "How many to pass over.", 0, int.MaxValue, otherwise: 0);
        var take = ValueOption.Number("--take", "How many to show at most.", 1, 1000, otherwise: 100);
        return new Command("list", "List the market's requests in the order in which they were posted.") { node, from, take }
            .Runs((parse, console, cancellation) => RunAsync(parse.GetRequiredValue(node), (uint)parse.GetValue(from), (uint)parse.GetValue(take), console, cancellation))
            .WithExamples("vendue request list", "vendue request list --from 100 --take 20 --json");
    }

    static async Task<int> RunAsync(Uri node, uint from, uint take, CommandConsole console, CancellationToken cancellation)
    {
        using var market = await MarketConnection.OpenAsync(node, null, cancellation).ConfigureAwait(false);
        var requests = await market.GetRequestsAsync(from, take, cancellation).ConfigureAwait(false);
        console.Answer(
            requests.Count == 0 ? "There is no request." : string.Join('\n', requests.Select(RequestText.Line)),
            new JsonObject { ["requests"] = new JsonArray([.. requests.Select(RequestText.Machine)]) });
        return ExitCode.Success;
    }
}
