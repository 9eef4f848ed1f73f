using System.ComponentModel;
using System.Diagnostics;

namespace Vendue.Cli.Tests.Provers;

/// <summary>Node.js, where it is there.</summary>
static class NodeScript
{
    /// <summary>Skips the test where Node.js is not installed.</summary>
    internal static void Require() => Assert.SkipUnless(IsThere(), "Node.js is not installed.");

    static bool IsThere()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
            node.WaitForExit();
            return node.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
