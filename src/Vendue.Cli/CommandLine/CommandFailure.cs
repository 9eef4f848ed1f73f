using Vendue.Client;
using Vendue.Kernel;
using Vendue.Node.Journal;
using Vendue.Node.Storage;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Witnesses;
using Vendue.Prover;
using Vendue.Prover.Outside;
using Vendue.Scenarios;

namespace Vendue.Cli.CommandLine;

/// <summary>How an exception is told to the outside: one place for all commands.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">One sentence, for people.</param>
/// <param name="ExitCode">One of <see cref="CommandLine.ExitCode"/>.</param>
sealed record CommandFailure(string Code, string Message, int ExitCode)
{
    internal static CommandFailure Of(Exception exception) => exception switch
    {
        CommandException failure => new(failure.Code, failure.Message, failure.ExitCode),
        WitnessException failure => new(failure.Code, failure.Message, CommandLine.ExitCode.Unusable),
        ProofFormatException failure => new(failure.Code, failure.Message, CommandLine.ExitCode.Unusable),
        ProvingException failure => new(failure.Code, failure.Message, CommandLine.ExitCode.Unusable),
        MarketClientException failure => new(failure.Code, OneLine(failure.Message), CommandLine.ExitCode.Unusable),
        OutsideException failure => new(failure.Code, OneLine(failure.Message), CommandLine.ExitCode.Unusable),
        ProverException failure => new(failure.Code, failure.Message, CommandLine.ExitCode.Unusable),
        JournalException failure => new(failure.Code, failure.Message, CommandLine.ExitCode.Unusable),
        StorageException failure => new(failure.Code, failure.Message, CommandLine.ExitCode.Unusable),
        ScenarioException failure => new("scenario-unusable", failure.Message, CommandLine.ExitCode.Unusable),
        EncodingException failure => new("malformed", OneLine(failure.Message), CommandLine.ExitCode.Unusable),
        OperationCanceledException => new("interrupted", "Interrupted: nothing was written.", CommandLine.ExitCode.Interrupted),
        FileNotFoundException or DirectoryNotFoundException => new("file-not-found", OneLine(exception.Message), CommandLine.ExitCode.Unusable),
        UnauthorizedAccessException => new("file-not-accessible", OneLine(exception.Message), CommandLine.ExitCode.Unusable),
        IOException => new("file-not-accessible", OneLine(exception.Message), CommandLine.ExitCode.Unusable),
        OutOfMemoryException => new("out-of-memory", "There is not enough memory for this: use a smaller circuit or a larger machine.", CommandLine.ExitCode.Unusable),
        _ => new("fault", $"vendue itself failed ({exception.GetType().Name}: {OneLine(exception.Message)}): please report this.", CommandLine.ExitCode.Fault),
    };

    static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
