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
        var exitCode = await CommandRunner.RunAsync(commands, arguments, output, error, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must succeed, and gives its result as a program reads it.</summary>
    public static async Task<JsonNode> DoAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Json;
    }

    /// <summary>Runs a command that must fail, and gives its code; the sentence that a person reads is one line.</summary>
    public static async Task<string> FailAsync(int exitCode, params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        run.ExitCode.ShouldBe(exitCode, run.Output + run.Error);
        var (code, message) = run.Failure;
        message.ShouldNotContain('\n');
        message.ShouldNotContain("   at ");
        message.ShouldEndWith(".");
        return code;
    }
}
