using System.CommandLine;
using Vendue.Cli.Accounts;
using Vendue.Cli.Auditing;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Explaining;
using Vendue.Cli.Markets;
using Vendue.Cli.Mechanisms;
using Vendue.Cli.Nodes;
using Vendue.Cli.Proofs;
using Vendue.Cli.Provers;
using Vendue.Cli.Randomness;
using Vendue.Cli.Requests;
using Vendue.Cli.Scenarios;
using Vendue.Cli.Up;
using Vendue.Proofs.Witnesses;

namespace Vendue.Cli;

static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [WitnessWorker.Argument]) return await CommandRunner.RunAsync(Commands(), arguments, Console.Out, Console.Error).ConfigureAwait(false);
        await using var asked = Console.OpenStandardInput();
        await using var answered = Console.OpenStandardOutput();
        return await WitnessWorker.RunAsync(asked, answered).ConfigureAwait(false);
    }

    /// <summary>Every command there is.</summary>
    internal static RootCommand Commands() => new("An open market for zero-knowledge proofs.")
    {
        GlobalOptions.Json,
        NodeCommand.Create(),
        MarketCommand.Create(),
        ProverCommand.Create(),
        RequestCommand.Create(),
        ExplainCommand.Create(),
        TraceCommand.Create(),
        AccountCommand.Create(),
        BeaconCommand.Create(),
        MechanismsCommand.Create(),
        PlayCommand.Create(),
        AuditCommand.Create(),
        UpCommand.Create(),
        ProofCommand.Create(),
    };
}
