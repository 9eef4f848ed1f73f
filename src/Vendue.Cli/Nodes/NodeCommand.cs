using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Cli.Proofs;
using Vendue.Kernel;
using Vendue.Node;
using Vendue.Node.Journal;

namespace Vendue.Cli.Nodes;

/// <summary><c>vendue node</c>: begins or continues a market and serves it until it is stopped.</summary>
static class NodeCommand
{
    internal static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder") { Description = "The folder of the market: journal, keys, inputs, proofs.", HelpName = "DIR", Required = true };
        var listen = ValueOption.Of("--listen", "The address to listen on; port 0 for any free one.", "URL", required: false,
            static (string s, out Uri v) => Uri.TryCreate(s, UriKind.Absolute, out v!) && v.Scheme == "http", $"an address such as {MarketConnection.DefaultAddress}");
        listen.DefaultValueFactory = _ => new Uri(MarketConnection.DefaultAddress);
        var market = new MarketChoice();
        var command = new Command("node", "Begin a market in a folder, or go on with the one that is there, and serve it until Ctrl-C.") { folder, listen };
        foreach (var option in market.Options) command.Add(option);
        return command.Runs((parse, console, cancellation) =>
        {
            var place = parse.GetRequiredValue(folder);
            var settings = market.SettingsFor(place, parse);
            return RunAsync(new NodeOptions { Folder = place.FullName, Listen = parse.GetRequiredValue(listen).ToString(), WitnessRunner = WitnessChild.Runner }, settings, console, cancellation);
        }).WithExamples(
            "vendue node --folder market --mechanism boundless --development",
            "vendue node --folder market",
            "vendue node --folder market --mechanism boundless --parameters parameters.json --assets ETH,ZKC --listen http://127.0.0.1:0 --json");
    }

    static async Task<int> RunAsync(NodeOptions options, MarketSettings? settings, CommandConsole console, CancellationToken cancellation)
    {
        await using var node = await StartAsync(options, settings, cancellation).ConfigureAwait(false);
        console.Line(Ready(node, options), Machine(node, options));
        await Task.WhenAny(node.Completion, Task.Delay(Timeout.InfiniteTimeSpan, cancellation)).ConfigureAwait(false);
        if (node.Completion.IsFaulted)
        {
            var cause = node.Completion.Exception.GetBaseException();
            throw new CommandException(cause is JournalException journal ? journal.Code : "node-fault", $"The node had to stop: {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Fault);
        }
        return ExitCode.Success;
    }

    static async Task<VendueNode> StartAsync(NodeOptions options, MarketSettings? settings, CancellationToken cancellation)
    {
        try
        {
            return await VendueNode.StartAsync(options, settings, cancellation).ConfigureAwait(false);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandException("address-in-use", $"Another program listens on {options.Listen}: stop it, or choose another address with --listen.");
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException("usage", wrong.Message.ReplaceLineEndings(" "));
        }
    }

    static string Ready(VendueNode node, NodeOptions options) => $"""
        The market '{node.Host.Genesis.Venue}' under '{node.Host.Genesis.Mechanism}' is open at {Address(node)}
          genesis       {node.Host.GenesisHash}
          operator key  {node.Keys.Operator.Public}
          custodian     {node.Keys.Custodian.Address}, its key in {NodeKeys.CustodianPath(options.Folder)}
          assets        {string.Join(", ", node.Host.Genesis.Assets)}{Beacon(node)}
        Ctrl-C ends it.
        """;

    static string Beacon(VendueNode node)
    {
        var parties = node.Host.Genesis.Authorities.Where(a => a.Role == BeaconTerms.Office).Select(a => a.Holder).ToList();
        return parties.Count == 0 ? "" : $"\n  beacon        made with {string.Join(", ", parties)}: each takes its seat by `vendue beacon party`";
    }

    static JsonObject Machine(VendueNode node, NodeOptions options) => new()
    {
        ["address"] = Address(node),
        ["genesis"] = node.Host.GenesisHash.ToString(),
        ["mechanism"] = node.Host.Genesis.Mechanism.ToString(),
        ["assets"] = new JsonArray([.. node.Host.Genesis.Assets.Select(a => JsonValue.Create(a.ToString()))]),
        ["development"] = node.Host.Genesis.Development,
        ["operatorKey"] = node.Keys.Operator.Public.ToString(),
        ["custodian"] = node.Keys.Custodian.Address.ToString(),
        ["custodianKey"] = NodeKeys.CustodianPath(options.Folder),
    };

    static string Address(VendueNode node) => node.Address.GetLeftPart(UriPartial.Authority);
}
