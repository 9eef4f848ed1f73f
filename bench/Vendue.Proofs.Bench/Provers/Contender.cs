using System.Diagnostics;
using System.Globalization;

namespace Vendue.Proofs.Bench.Provers;

/// <summary>
/// A prover in a process of its own, so that none disturbs another's memory or threads. It prints how long it took to load
/// the key, then answers each command line by the milliseconds that it took.
/// </summary>
sealed class Contender : IDisposable
{
    readonly Process process;

    Contender(string name, Process process)
    {
        Name = name;
        this.process = process;
        LoadMilliseconds = Answer();
    }

    public string Name { get; }

    public double LoadMilliseconds { get; }

    /// <summary>The most memory that it ever held, MiB.</summary>
    public long PeakMebibytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 >> 20;
        }
    }

    public static Contender Start(string name, ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        return new Contender(name, process);
    }

    public double Ask(string command)
    {
        process.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
        return Answer();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    double Answer() => process.StandardOutput.ReadLine() is { } line
        ? double.Parse(line, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"{Name} ended.");
}
