using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account withdraw</c>: free money leaves the market.</summary>
static class WithdrawCommand
{
    internal static Command Create()
    {
        var sending = new Sending(InputFile.RequiredOption("--key", "The owner's key file."));
        var asset = ValueOption.Name("--asset", "The asset.");
        var amount = ValueOption.Amount("--amount", "How much, in base units.");
        var reference = ValueOption.Hash("--reference", "What is to identify the withdrawal. Without it a random value.", required: false);
        return sending.Command("withdraw", "Ask for free money to leave the market: it is held until the custodian says that it left or came back.", asset, amount, reference)
            .Runs((parse, console, cancellation) => sending.RunAsync(
                parse, console,
                _ => new Withdraw(parse.GetValue(asset), parse.GetValue(amount), Reference.Of(parse.GetResult(reference) is null ? null : parse.GetValue(reference))),
                w => $"Withdrawal {w.Reference} of {w.Amount:N0} {w.Asset} is pending until the custodian ends it",
                cancellation))
            .WithExamples("vendue account withdraw --key me.json --asset ETH --amount 1000");
    }
}
