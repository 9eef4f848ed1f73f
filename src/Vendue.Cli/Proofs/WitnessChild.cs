using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Proofs.Witnesses;
using Vendue.Prover.Programs;

namespace Vendue.Cli.Proofs;

/// <summary>This program as the child process that runs strangers' witness generators.</summary>
static class WitnessChild
{
    internal static WitnessProcess Runner => new(Program, WitnessWorker.Argument);

    /// <summary>How provers run witness generators: each in a child process, whoever wrote it, and one child ready for the circuit proven last. That one ends with this process.</summary>
    internal static WitnessRunning Running { get; } = new() { Runner = new SpareWitnessProcess(Runner) };

    /// <summary>The option that bounds the time of one witness.</summary>
    internal static Option<ulong> SecondsOption() => ValueOption.Number(
        "--witness-seconds", "How many seconds the calculation of one witness may take at most: a witness generator that does not end costs no more than that.", 1, 86_400,
        otherwise: (ulong)WitnessLimits.Default.Time.TotalSeconds);

    /// <summary>As <see cref="Running"/>, within a time.</summary>
    internal static WitnessRunning RunningWithin(ulong seconds) => Running with { Limits = WitnessLimits.Default with { Time = TimeSpan.FromSeconds(seconds) } };

    /// <summary>The command itself. Where the process is another, such as a test's, it stands beside.</summary>
    internal static string Program
    {
        get
        {
            var beside = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "vendue.exe" : "vendue");
            return File.Exists(beside) ? beside : Environment.ProcessPath ?? beside;
        }
    }
}
