using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account show</c>: what an account has, or whose a key is.</summary>
static class ShowCommand
{
    internal static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "The account.", Arity = ArgumentArity.ZeroOrOne };
        var key = InputFile.Option("--key", "A key file instead of the name: whose it is, and with --node what the account has.");
        var node = MarketConnection.NodeOption();
        return new Command("show", "Show an account's money and keys, or whose a key file is.") { name, key, node }.Runs((parse, console, cancellation) =>
        {
            bool asked = parse.GetResult(node) is { Implicit: false };
            return (parse.GetValue(name), parse.GetValue(key)) switch
            {
                ({ } text, null) => ShowAsync(NameOf(text), parse.GetRequiredValue(node), console, cancellation),
                (null, { } file) when asked => ShowAsync(MarketConnection.SignerOf(file).Account, parse.GetRequiredValue(node), console, cancellation),
                (null, { } file) => Task.FromResult(ShowKey(file, console)),
                _ => throw new CommandException("usage", "Give either an account's name or --key: see `vendue account show --help`."),
            };
        }).WithExamples(
            "vendue account show 0x8ba1f109551bd432803012645ac136ddd64dba72",
            "vendue account show --key me.json",
            "vendue account show --key me.json --node http://127.0.0.1:7766");
    }

    internal static Name NameOf(string text) =>
        Name.TryParse(text, out var name) && !name.IsEmpty ? name : throw new CommandException("usage", $"An account's name has 1 to {Name.MaxLength} printable characters: check it.");

    static int ShowKey(FileInfo file, CommandConsole console)
    {
        var signer = MarketConnection.SignerOf(file);
        bool owner = signer.Key.IsZero;
        console.Answer(
            owner ? $"Owner's key of account {signer.Account}." : $"Delegated key {signer.Key} for account {signer.Account}.",
            new JsonObject { ["account"] = signer.Account.ToString(), ["delegate"] = owner ? null : signer.Key.ToString() });
        return ExitCode.Success;
    }

    static async Task<int> ShowAsync(Name account, Uri node, CommandConsole console, CancellationToken cancellation)
    {
        using var market = await MarketConnection.OpenAsync(node, null, cancellation).ConfigureAwait(false);
        var view = await market.GetAccountAsync(account, cancellation).ConfigureAwait(false)
            ?? throw new CommandException("unknown-account", $"The market has no account {account}: a first deposit opens one.", ExitCode.Negative);
        console.Answer(Text(view, market).TrimEnd(), JsonSerializer.SerializeToNode(view, WireJson.Options)!.AsObject());
        return ExitCode.Success;
    }

    static string Text(AccountView view, MarketClient market)
    {
        var text = new StringBuilder($"Account {view.Name}\n");
        foreach (var (asset, free) in view.Balances) text.Append($"  {asset,-12} {free:N0} free, {view.Held.GetValueOrDefault(asset):N0} held\n");
        foreach (var key in view.Keys) text.Append($"  delegated key {key.Key}, until {Instants.Text(key.Expires, market)}, for {Scope(key, market)}; {Limits(key)}\n");
        return text.ToString();
    }

    static string Limits(KeyView key) =>
        key.Limits.Count == 0 ? "it may spend without limit" : $"it may still spend {string.Join(", ", key.Limits.Select(l => $"{l.Value:N0} {l.Key}"))}, and other assets without limit";

    static string Scope(KeyView key, MarketClient market) =>
        key.Actions.Count == 0 ? "all of the mechanism's actions" : string.Join(", ", key.Actions.Select(tag => market.Market.Actions.FirstOrDefault(a => a.Tag == tag)?.Name ?? $"action {tag}"));
}
