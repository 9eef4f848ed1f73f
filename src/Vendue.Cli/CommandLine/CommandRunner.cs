using System.CommandLine;

namespace Vendue.Cli.CommandLine;

/// <summary>Parses and runs a command line; the one place where failures become messages and exit codes.</summary>
static class CommandRunner
{
    internal static async Task<int> RunAsync(RootCommand commands, IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parse = commands.Parse(arguments);
        var console = new CommandConsole(output, error, json: arguments.Contains(GlobalOptions.Json.Name));
        if (parse.Errors.Count > 0 && !AsksForHelp(arguments))
        {
            var sentence = parse.Errors[0].Message.TrimEnd('.');
            var command = string.Join(' ', Path(parse.CommandResult));
            return console.Report(new("usage", $"{sentence}: see `{command} --help`.", ExitCode.Unusable));
        }
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error };
            return await parse.InvokeAsync(configuration);
        }
        catch (Exception exception)
        {
            return console.Report(CommandFailure.Of(exception));
        }
    }

    /// <summary>Gives a command what it does; the console it gets knows whether a person or a program reads.</summary>
    internal static Command Runs(this Command command, Func<ParseResult, CommandConsole, CancellationToken, Task<int>> action)
    {
        command.SetAction((parse, cancellation) =>
        {
            var configuration = parse.InvocationConfiguration;
            return action(parse, new(configuration.Output, configuration.Error, parse.GetValue(GlobalOptions.Json)), cancellation);
        });
        return command;
    }

    static bool AsksForHelp(IReadOnlyList<string> arguments) => arguments.Any(a => a is "--help" or "-h" or "-?");

    static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? Path(parent).Append(result.Command.Name) : ["vendue"];
}
