using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account authorise</c>: the owner lets a delegated key sign.</summary>
static class AuthoriseCommand
{
    const ushort FirstMechanismTag = 64;
    const ulong Month = 30 * 24 * 3600;
    const ulong Century = 100UL * 365 * 24 * 3600;

    internal static Command Create()
    {
        var sending = new Sending(InputFile.RequiredOption("--key", "The owner's key file."));
        var key = ValueOption.Hash("--delegate", "The public key that may sign from now on, as `vendue account new-delegate` shows it.");
        var actions = new Option<string?>("--actions") { Description = "The actions that it may sign, joined by commas. Without it all of the mechanism's; never deposits, withdrawals or keys.", HelpName = "NAMES" };
        var expires = ValueOption.Number("--expires", "For how many seconds it counts.", 1, Century, otherwise: Month);
        return sending.Command("authorise", "Let a delegated key sign for the account.", key, actions, expires)
            .Runs((parse, console, cancellation) => sending.RunAsync(
                parse, console,
                market => new AuthoriseKey(parse.GetValue(key), Tags(market, parse.GetValue(actions)), market.Now + (parse.GetValue(expires) * market.Market.UnitsPerSecond)),
                a => $"Key {a.Key} may sign {(a.Actions.Length == 0 ? "all of the mechanism's actions" : parse.GetValue(actions))} until {a.Expires}",
                cancellation))
            .WithExamples("vendue account authorise --key me.json --delegate 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29 --actions lock,deliver --expires 86400");
    }

    static ushort[] Tags(MarketClient market, string? names) =>
        names is null ? [] : [.. names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => TagOf(market, name)).Distinct().Order()];

    static ushort TagOf(MarketClient market, string name)
    {
        var possible = market.Market.Actions.Where(a => a.Tag >= FirstMechanismTag).ToList();
        return possible.FirstOrDefault(a => a.Name == name)?.Tag
            ?? throw new CommandException("unknown-action", $"A delegated key cannot sign '{name}': of this market's actions it can sign {string.Join(", ", possible.Select(a => a.Name))}.");
    }
}
