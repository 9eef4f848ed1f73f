namespace Vendue.Cli.CommandLine;

/// <summary>Ends a command with a sentence for the person and a stable code for the program.</summary>
sealed class CommandException(string code, string message, int exitCode = ExitCode.Unusable) : Exception(message)
{
    internal string Code { get; } = code;

    internal int ExitCode { get; } = exitCode;
}
