using System.Diagnostics;

namespace Vendue.Cli.Tests.Proofs;

/// <summary>The real snarkjs under the real node, as a peer.</summary>
static class Snarkjs
{
    static readonly string program = Repository.Of("tests/interop/node_modules/snarkjs/build/cli.cjs");

    /// <summary>Whether snarkjs is installed.</summary>
    internal static bool IsThere => File.Exists(program);

    /// <summary>Skips the test where snarkjs is not installed.</summary>
    internal static void Require() => Assert.SkipUnless(IsThere, "snarkjs is not installed: run `npm ci` in tests/interop.");

    /// <summary>Runs a command that must succeed.</summary>
    internal static async Task RunAsync(params string[] arguments)
    {
        var (exitCode, text) = await TryAsync(arguments);
        exitCode.ShouldBe(0, text);
    }

    /// <summary>Runs a command; its exit code and all that it wrote.</summary>
    internal static async Task<(int ExitCode, string Text)> TryAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }
}
