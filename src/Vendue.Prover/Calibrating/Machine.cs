using System.Reflection;
using System.Runtime.InteropServices;

namespace Vendue.Prover.Calibrating;

/// <summary>The machine and the system that something was measured on.</summary>
/// <param name="Processor">What the processor calls itself.</param>
/// <param name="Cores">How many processors the process may use.</param>
/// <param name="Architecture">Their architecture.</param>
/// <param name="MemoryBytes">How much memory the process may use.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
public sealed record Machine(string Processor, int Cores, string Architecture, ulong MemoryBytes, string System, string Runtime)
{
    const int LongestText = 200;

    /// <summary>This machine.</summary>
    public static Machine Here { get; } = new(
        Cut(ProcessorName()), Environment.ProcessorCount, RuntimeInformation.ProcessArchitecture.ToString(),
        (ulong)Math.Max(0, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), Cut(RuntimeInformation.OSDescription), Cut(RuntimeInformation.FrameworkDescription));

    /// <summary>The version of this software.</summary>
    public static string Software { get; } = Cut(typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");

    /// <summary>Whether proofs may be expected to take as long on both.</summary>
    public bool IsLike(Machine other) => other is not null && (Processor, Cores, Architecture) == (other.Processor, other.Cores, other.Architecture);

    static string ProcessorName()
    {
        const string cpuinfo = "/proc/cpuinfo", field = "model name";
        try
        {
            if (OperatingSystem.IsLinux() && File.ReadLines(cpuinfo).FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal)) is { } line)
                return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (IOException)
        {
            // A system that does not tell is named by what else is known.
        }
        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") is { Length: > 0 } told ? told : "unknown";
    }

    static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
