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
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);

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
        ArgumentNullException.ThrowIfNull(limits);
        cancellation.ThrowIfCancellationRequested();
        if (generator.Length > limits.ModuleBytes)
            throw new WitnessException(WitnessErrors.ModuleTooLarge,
                $"The witness generator has {generator.Length:N0} bytes, but at most {limits.ModuleBytes:N0} are accepted.");
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(limits.Time);
        using var child = Start();
        using var answered = new CancellationTokenSource();
        var watch = WatchAsync(child, limits.MemoryBytes + MemoryBytes, late.Token, answered.Token);
        byte[]? answer;
        try
        {
            answer = await AskAsync(child, generator, input, limits).ConfigureAwait(false);
        }
        finally
        {
            await answered.CancelAsync().ConfigureAwait(false);
            End(child);
            await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        var memory = await watch.ConfigureAwait(false);
        if (answer is not null) return WorkerProtocol.Decode(answer, limits);
        cancellation.ThrowIfCancellationRequested();
        if (memory) throw new WitnessException(WitnessErrors.ProcessOutOfMemory, "The process that ran the witness generator needed more memory than it is given: allow more, or mistrust the generator.");
        if (late.IsCancellationRequested)
            throw new WitnessException(WitnessErrors.TimedOut, $"The witness generator did not finish within {limits.Time.TotalSeconds:0.###} seconds, compiling included: allow more time, or give a smaller input.");
        throw WorkerProtocol.Crash();
    }

    /// <summary>The answer; null when the child ended without one, whoever ended it.</summary>
    static async Task<byte[]?> AskAsync(Process child, ReadOnlyMemory<byte> generator, WitnessInput input, WitnessLimits limits)
    {
        var complaints = child.StandardError.BaseStream.CopyToAsync(Stream.Null);
        try
        {
            var asked = child.StandardInput.BaseStream;
            await Frame.WriteAsync(asked, WorkerProtocol.Encode(limits)).ConfigureAwait(false);
            await Frame.WriteAsync(asked, generator).ConfigureAwait(false);
            await Frame.WriteAsync(asked, input.ToJson()).ConfigureAwait(false);
            await asked.FlushAsync().ConfigureAwait(false);
            return await Frame.ReadAsync(child.StandardOutput.BaseStream, WorkerProtocol.LongestAnswer(limits)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return null;
        }
        finally
        {
            End(child);
            await complaints.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the child when it is late or no longer wanted, or holds too much memory, of which it tells.</summary>
    static async Task<bool> WatchAsync(Process child, long mostBytes, CancellationToken late, CancellationToken answered)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late, answered);
        using var timer = new PeriodicTimer(look);
        try
        {
            while (await timer.WaitForNextTickAsync(either.Token).ConfigureAwait(false))
            {
                child.Refresh();
                if (child.WorkingSet64 <= mostBytes) continue;
                End(child);
                return true;
            }
        }
        catch (OperationCanceledException)
        {
            End(child);
        }
        catch (InvalidOperationException)
        {
            // The child has ended.
        }
        return false;
    }

    static void End(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
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
