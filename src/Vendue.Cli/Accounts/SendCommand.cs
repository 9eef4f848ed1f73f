using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account send</c>: any action of any market, by its published form.</summary>
static class SendCommand
{
    const long MostBytes = 1 << 20;

    internal static Command Create()
    {
        var key = InputFile.Option("--key", "The key file of the account that acts; needed to send.");
        var node = MarketConnection.NodeOption();
        var sending = new Sending(key, node);
        var action = new Option<string?>("--action") { Description = "The action. Without it the market's actions are listed.", HelpName = "NAME" };
        var body = new Option<string?>("--body") { Description = "Its fields as a JSON object, or @FILE. Without it the action's fields are listed.", HelpName = "JSON" };
        return sending.Command("send", "Send any action, or list the market's actions and their fields.", action, body).Runs(async (parse, console, cancellation) =>
        {
            var given = parse.GetValue(body);
            if (given is not null && (parse.GetValue(action) is null || parse.GetValue(key) is null))
                throw new CommandException("usage", "Sending takes --key, --action and --body: see `vendue account send --help`.");
            using var market = given is null
                ? await MarketConnection.OpenAsync(parse.GetRequiredValue(node), null, cancellation)
                : await sending.OpenAsync(parse, cancellation);
            if (parse.GetValue(action) is not { } name) return List(market, console);
            var description = Find(market, name);
            if (given is null) return Explain(description, console);
            return await sending.RunAsync(parse, console, market, description, ActionJson.Read(description, TextOf(given)), $"{name} applied", cancellation);
        }).WithExamples(
            "vendue account send",
            "vendue account send --action withdraw",
            """vendue account send --key me.json --action withdraw --body '{"asset":"ETH","amount":"5","reference":"0x…"}' --receipt receipts.jsonl""");
    }

    static ActionDescription Find(MarketClient market, string name) =>
        market.Actions.TryFind(name, out var action)
            ? action
            : throw new CommandException("unknown-action", $"The market has no action '{name}': it has {string.Join(", ", market.Market.Actions.Select(a => a.Name))}.");

    static string TextOf(string given)
    {
        if (!given.StartsWith('@')) return given;
        return System.Text.Encoding.UTF8.GetString(InputFile.Read(new FileInfo(given[1..]), MostBytes));
    }

    static int List(MarketClient market, CommandConsole console)
    {
        var actions = market.Market.Actions;
        int width = actions.Max(a => a.Name.Length);
        console.Answer(
            string.Join('\n', actions.Select(a => $"{a.Name.PadRight(width)}  {a.Summary}")),
            new JsonObject { ["actions"] = JsonSerializer.SerializeToNode(actions, WireJson.Options) });
        return ExitCode.Success;
    }

    static int Explain(ActionDescription action, CommandConsole console)
    {
        console.Answer(ActionOptions.HelpOf(action).Replace("  --", "  ", StringComparison.Ordinal).TrimEnd(), ActionSchema.Of(action));
        return ExitCode.Success;
    }
}
