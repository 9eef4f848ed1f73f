using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Vendue.Cli.CommandLine;

/// <summary>Parses and runs a command line; the one place where failures become messages and exit codes.</summary>
static class CommandRunner
{
    /// <summary>How long a command that was interrupted has to end by itself: a node commits and closes its journal.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary>A value that begins with @ is the command's own affair, not a file of more arguments.</summary>
    static readonly ParserConfiguration asWritten = new() { ResponseFileTokenReplacer = null };

    internal static async Task<int> RunAsync(
        RootCommand commands, IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken stop = default)
    {
        CommandExamples.ShowIn(commands);
        var parse = commands.Parse(arguments, asWritten);
        // A command that only groups others answers with what it groups.
        if (parse.Action is ParseErrorAction && parse.CommandResult.Command is { Action: null, Subcommands.Count: > 0 } && parse.UnmatchedTokens.Count == 0)
            parse = commands.Parse([.. arguments, "--help"], asWritten);
        var console = new CommandConsole(output, error, json: arguments.Contains(GlobalOptions.Json.Name));
        if (parse.Action is ParseErrorAction) return console.Report(WrongCommandLine(parse));
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error, ProcessTerminationTimeout = patience };
            return await parse.InvokeAsync(configuration, stop);
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

    static CommandFailure WrongCommandLine(ParseResult parse)
    {
        var command = string.Join(' ', Path(parse.CommandResult));
        var sentence = parse.UnmatchedTokens.Count > 0
            ? $"`{command}` has no command or option '{parse.UnmatchedTokens[0]}'"
            : parse.Errors[0].Message.TrimEnd('.');
        return new("usage", $"{sentence}: see `{command} --help`.", ExitCode.Unusable);
    }

    static IEnumerable<string> Path(CommandResult result) =>
        result.Parent is CommandResult parent ? Path(parent).Append(result.Command.Name) : ["vendue"];
}
