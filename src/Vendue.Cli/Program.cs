using System.CommandLine;
using Vendue.Cli.Accounts;
using Vendue.Cli.Auditing;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Explaining;
using Vendue.Cli.Mechanisms;
using Vendue.Cli.Nodes;
using Vendue.Cli.Proofs;
using Vendue.Cli.Provers;
using Vendue.Cli.Randomness;
using Vendue.Cli.Requests;
using Vendue.Cli.Scenarios;
using Vendue.Cli.Up;

namespace Vendue.Cli;

static class Program
{
    static Task<int> Main(string[] arguments) => CommandRunner.RunAsync(Commands(), arguments, Console.Out, Console.Error);

    /// <summary>Every command there is.</summary>
    internal static RootCommand Commands() => new("An open market for zero-knowledge proofs.")
    {
        GlobalOptions.Json,
        NodeCommand.Create(),
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
