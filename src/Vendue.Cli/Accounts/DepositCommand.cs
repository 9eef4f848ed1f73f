using System.Security.Cryptography;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Kernel;

namespace Vendue.Cli.Accounts;

/// <summary><c>vendue account deposit</c>: the custodian states that money arrived.</summary>
static class DepositCommand
{
    internal static Command Create()
    {
        var sending = new Sending(InputFile.RequiredOption("--custodian", "The custodian's key file: keys/custodian.json of the node's folder."));
        var account = ValueOption.Name("--account", "Who is credited; the account is opened if there is none.");
        var asset = ValueOption.Name("--asset", "The asset.");
        var amount = ValueOption.Amount("--amount", "How much, in base units.");
        var reference = ValueOption.Hash("--reference", "What identifies the deposit outside, such as a transaction's hash; credited once. Without it a random one.", required: false);
        return sending.Command("deposit", "State, as the custodian, that money arrived for an account.", account, asset, amount, reference)
            .Runs((parse, console, cancellation) => sending.RunAsync(
                parse, console,
                _ => new Deposit(parse.GetValue(account), parse.GetValue(asset), parse.GetValue(amount), Reference.Of(parse.GetResult(reference) is null ? null : parse.GetValue(reference))),
                d => $"{d.Amount:N0} {d.Asset} credited to {d.Account}, reference {d.Reference}",
                cancellation))
            .WithExamples("vendue account deposit --custodian market/keys/custodian.json --account 0x8ba1f109551bd432803012645ac136ddd64dba72 --asset ETH --amount 1000000");
    }
}

/// <summary>What identifies a movement of money outside the market.</summary>
static class Reference
{
    /// <summary>The one that was given, or else a random one.</summary>
    internal static Hash32 Of(Hash32? given) => given ?? new Hash32(RandomNumberGenerator.GetBytes(Hash32.Size));
}
