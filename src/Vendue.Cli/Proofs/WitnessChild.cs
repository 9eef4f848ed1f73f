using Vendue.Proofs.Witnesses;

namespace Vendue.Cli.Proofs;

/// <summary>This program as the child process that runs strangers' witness generators.</summary>
static class WitnessChild
{
    internal static IWitnessRunner Runner => new WitnessProcess(Program, WitnessWorker.Argument);

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
