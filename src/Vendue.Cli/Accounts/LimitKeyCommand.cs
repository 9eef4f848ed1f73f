using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account limit</c>: the owner limits what a delegated key can spend.</summary>
static class LimitKeyCommand
{
    internal static Command Create()
    {
        var sending = new Sending(InputFile.RequiredOption("--key", "The owner's key file."));
        var key = ValueOption.Hash("--delegate", "The delegated key, by its public key; it may be authorised later.");
        var asset = ValueOption.Name("--asset", "The asset.");
        var amount = ValueOption.Amount("--amount", "How much its commands may take from now on, bonds included, in base units.");
        return sending.Command("limit", "Limit how much of an asset a delegated key can spend.", key, asset, amount)
            .Runs((parse, console, cancellation) => sending.RunAsync(
                parse, console,
                _ => new LimitKey(parse.GetValue(key), parse.GetValue(asset), parse.GetValue(amount)),
                l => $"Key {l.Key} may spend {l.Amount} {l.Asset} from now on",
                cancellation))
            .WithExamples("vendue account limit --key me.json --delegate 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29 --asset ZKC --amount 500000");
    }
}
