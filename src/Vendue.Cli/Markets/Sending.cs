using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Markets;

/// <summary>What every command that sends a signed action has in common: who signs, to which node, and where the receipt goes.</summary>
/// <param name="key">The option that names the key file.</param>
/// <param name="node">The option that names the node.</param>
sealed class Sending(Option<FileInfo> key, Option<Uri> node)
{
    readonly Option<FileInfo> receipt = ReceiptFile.Option();

    /// <summary>Sending to the node that the usual option names.</summary>
    internal Sending(Option<FileInfo> key) : this(key, MarketConnection.NodeOption()) { }

    /// <summary>A command that sends, with the options for it behind its own.</summary>
    internal Command Command(string name, string description, params Option[] own)
    {
        var command = new Command(name, description);
        foreach (var option in (Option[])[.. own, key, node, receipt]) command.Add(option);
        return command;
    }

    /// <summary>Signs, sends and tells.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="console">Who is told.</param>
    /// <param name="action">The action, once the market is known.</param>
    /// <param name="done">What happened when it was applied, in a sentence without its full stop.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task<int> RunAsync<T>(ParseResult parse, CommandConsole console, Func<MarketClient, T> action, Func<T, string> done, CancellationToken cancellation) where T : struct
    {
        using var market = await OpenAsync(parse, cancellation).ConfigureAwait(false);
        var sent = action(market);
        var description = ActionSet.DescriptionOf(typeof(T));
        return await RunAsync(parse, console, market, description, new Bytes(Codec<T>.Of.Encode(sent)), done(sent), cancellation).ConfigureAwait(false);
    }

    /// <summary>As the other, for an action given by its description and canonical bytes.</summary>
    internal async Task<int> RunAsync(ParseResult parse, CommandConsole console, MarketClient market, ActionDescription action, Bytes body, string done, CancellationToken cancellation)
    {
        var answer = await market.SendAsync(action, body, cancellation).ConfigureAwait(false);
        ReceiptFile.Append(parse.GetValue(receipt), answer);
        RequireTaken(answer);
        var machine = JsonSerializer.SerializeToNode(answer, WireJson.Options)!.AsObject();
        machine.Insert(0, "action", action.Name);
        machine.Insert(1, "body", JsonNode.Parse(ActionJson.Write(action, body).GetRawText()));
        console.Answer(answer.IsApplied ? $"{done} (entry {answer.Sequence})." : $"Marked {answer.Code}: {answer.Message} (entry {answer.Sequence})", machine);
        return ExitCode.Success;
    }

    /// <summary>Connects with the key of the command line.</summary>
    internal Task<MarketClient> OpenAsync(ParseResult parse, CancellationToken cancellation) =>
        MarketConnection.OpenAsync(parse.GetRequiredValue(node), MarketConnection.SignerOf(parse.GetRequiredValue(key)), cancellation);

    /// <summary>Ends the command when the market refused: its answer is no.</summary>
    internal static void RequireTaken(CommandAnswer answer)
    {
        if (answer.Outcome == OutcomeKind.Refused) throw new CommandException(answer.Code, answer.Message, ExitCode.Negative);
    }
}
