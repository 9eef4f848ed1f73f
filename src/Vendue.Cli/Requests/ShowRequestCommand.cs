using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Requests;

/// <summary><c>vendue request show</c>: one request, ended or not.</summary>
static class ShowRequestCommand
{
    internal static Command Create()
    {
        var id = IdArgument();
        var node = MarketConnection.NodeOption();
        return new Command("show", "Show what became of a request.") { id, node }
            .Runs((parse, console, cancellation) => RunAsync(IdOf(parse.GetRequiredValue(id)), parse.GetRequiredValue(node), console, cancellation))
            .WithExamples("vendue request show 0x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
    }

    /// <summary>The argument that names a request.</summary>
    internal static Argument<string> IdArgument() => new("ID") { Description = "The request's id." };

    /// <summary>The id that an argument spells.</summary>
    internal static Hash32 IdOf(string text) =>
        Hash32.TryParse(text, out var id) ? id : throw new CommandException("usage", "A request's id is 0x and 64 hexadecimal digits: `vendue request list` shows them.");

    static async Task<int> RunAsync(Hash32 id, Uri node, CommandConsole console, CancellationToken cancellation)
    {
        using var market = await MarketConnection.OpenAsync(node, null, cancellation).ConfigureAwait(false);
        var request = await FindAsync(market, id, cancellation).ConfigureAwait(false);
        console.Answer(RequestText.Of(request, market), RequestText.Machine(request));
        return ExitCode.Success;
    }

    /// <summary>A request that the market must know.</summary>
    internal static async Task<RequestView> FindAsync(MarketClient market, Hash32 id, CancellationToken cancellation) =>
        await market.GetRequestAsync(id, cancellation).ConfigureAwait(false)
            ?? throw new CommandException("unknown", $"The market knows no request {id}: `vendue request list` shows those it has.", ExitCode.Negative);
}
