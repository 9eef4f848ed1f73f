using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Tests;

/// <summary>What a command line gave back.</summary>
sealed record Run(int ExitCode, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>The failure that a program reads.</summary>
    public (string Code, string Message) Failure
    {
        get
        {
            var error = JsonNode.Parse(Error)!["error"]!;
            return ((string)error["code"]!, (string)error["message"]!);
        }
    }
}

/// <summary>Runs the command in this process.</summary>
static class VendueCommand
{
    public static Task<Run> RunAsync(params string[] arguments) => RunAsync(Program.Commands(), arguments);

    public static async Task<Run> RunAsync(RootCommand commands, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandRunner.RunAsync(commands, arguments, output, error);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
