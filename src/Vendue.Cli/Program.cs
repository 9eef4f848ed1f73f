using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Proofs;
using Vendue.Cli.Up;

namespace Vendue.Cli;

static class Program
{
    static Task<int> Main(string[] arguments) => CommandRunner.RunAsync(Commands(), arguments, Console.Out, Console.Error);

    /// <summary>Every command there is.</summary>
    internal static RootCommand Commands() => new("An open market for zero-knowledge proofs.")
    {
        GlobalOptions.Json,
        UpCommand.Create(),
        ProofCommand.Create(),
    };
}
