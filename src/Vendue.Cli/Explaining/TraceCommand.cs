using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Cli.Requests;
using Vendue.Kernel;

namespace Vendue.Cli.Explaining;

/// <summary><c>vendue trace</c>: a request's whole story, with times and money.</summary>
static class TraceCommand
{
    internal static Command Create()
    {
        var id = ShowRequestCommand.IdArgument();
        var node = MarketConnection.NodeOption();
        return new Command("trace", "Tell a request's whole story: everything that happened to it, when, and what money moved.") { id, node }
            .Runs((parse, console, cancellation) => RunAsync(ShowRequestCommand.IdOf(parse.GetRequiredValue(id)), parse.GetRequiredValue(node), console, cancellation))
            .WithExamples("vendue trace 0x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
    }

    static async Task<int> RunAsync(Hash32 id, Uri node, CommandConsole console, CancellationToken cancellation)
    {
        using var market = await MarketConnection.OpenAsync(node, null, cancellation).ConfigureAwait(false);
        var request = await ShowRequestCommand.FindAsync(market, id, cancellation).ConfigureAwait(false);
        var story = new Story(request, await market.GetStoryAsync(id, cancellation).ConfigureAwait(false), market.Market.UnitsPerSecond);
        console.Answer(
            string.Join('\n', [RequestText.Of(request, market), "", .. story.Lines(), "", "What each account gained or lost", .. story.Balance().Select(line => "  " + line).DefaultIfEmpty("  nothing moved")]),
            new JsonObject { ["request"] = RequestText.Machine(request), ["events"] = story.Machine(), ["money"] = story.MoneyMachine() });
        return ExitCode.Success;
    }
}
