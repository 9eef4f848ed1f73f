using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account revoke</c>: the owner takes a delegated key back.</summary>
static class RevokeCommand
{
    internal static Command Create()
    {
        var sending = new Sending(InputFile.RequiredOption("--key", "The owner's key file."));
        var key = ValueOption.Hash("--delegate", "The public key that may sign no more.");
        return sending.Command("revoke", "Take a delegated key back.", key)
            .Runs((parse, console, cancellation) => sending.RunAsync(
                parse, console, _ => new RevokeKey(parse.GetValue(key)), r => $"Key {r.Key} may sign no more", cancellation))
            .WithExamples("vendue account revoke --key me.json --delegate 0x3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29");
    }
}
