using System.ComponentModel;
using System.Diagnostics;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Witnesses;

/// <summary>
/// Runs each generator in a child process of its own, with nothing of this one's environment, which is ended when it takes too
/// long, needs too much memory or is no longer wanted. Whatever the generator does to its engine ends the child at worst. Safe
/// for use from several threads.
/// </summary>
/// <param name="program">The program to start.</param>
/// <param name="arguments">Its arguments, with which it becomes a <see cref="WitnessWorker"/>.</param>
public sealed class WitnessProcess(string program, params IReadOnlyList<string> arguments) : IWitnessRunner
{
    /// <summary>What a child keeps of the environment: what the runtime needs to start.</summary>
    static readonly string[] kept = ["PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "SystemRoot", "TEMP", "TMP", "TMPDIR"];

    /// <summary>Most memory that a child may hold beyond the generator's own, in bytes: the runtime, the compiler, the witness.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Told the id of every process that is started.</summary>
    public Action<int>? Started { get; init; }

    /// <inheritdoc/>
    public async Task<Witness> ComputeAsync(ReadOnlyMemory<byte> generator, WitnessInput input, WitnessLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        cancellation.ThrowIfCancellationRequested();
        using var worker = Prepare(generator, limits);
        return await worker.ComputeAsync(input, cancellation).ConfigureAwait(false);
    }

    /// <summary>Starts a child and has it make a generator ready.</summary>
    /// <exception cref="WitnessException">The generator is too large, or the child cannot be started; all else is told when a witness is asked for.</exception>
    internal WorkerProcess Prepare(ReadOnlyMemory<byte> generator, WitnessLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (generator.Length > limits.ModuleBytes)
            throw new WitnessException(WitnessErrors.ModuleTooLarge,
                $"The witness generator has {generator.Length:N0} bytes, but at most {limits.ModuleBytes:N0} are accepted.");
        return new WorkerProcess(Start(), generator, limits, limits.MemoryBytes + MemoryBytes);
    }

    Process Start()
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Except(kept, StringComparer.OrdinalIgnoreCase).ToArray()) start.Environment.Remove(name);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            var child = Process.Start(start)!;
            Started?.Invoke(child.Id);
            return child;
        }
        catch (Win32Exception missing)
        {
            throw new WitnessException(WitnessErrors.Crashed, $"The program that runs witness generators cannot be started ({WitnessInputReader.Shown(program)}): check that it is there.", missing);
        }
    }
}
