using System.ComponentModel;
using System.Diagnostics;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Witnesses;

/// <summary>
/// The parent's side of one child: it is told a generator when it starts, asked for one witness, and ended. It is ended sooner
/// when it takes too long or needs too much memory, while it prepares as while it computes.
/// </summary>
sealed class WorkerProcess : IDisposable
{
    static readonly TimeSpan look = TimeSpan.FromMilliseconds(100);

    readonly Process child;
    readonly WitnessLimits limits;
    readonly long mostBytes;
    readonly CancellationTokenSource disposed = new();
    readonly Task<byte[]> ready;
    TimeSpan left;
    bool outOfMemory;

    /// <summary>Takes a process that was just started, and has it make a generator ready.</summary>
    /// <param name="child">The process, its standard streams redirected. It is this one's from now on.</param>
    /// <param name="generator">The WebAssembly module.</param>
    /// <param name="limits">What it may use; its time is for preparing and computing together.</param>
    /// <param name="mostBytes">Most memory of the process.</param>
    public WorkerProcess(Process child, ReadOnlyMemory<byte> generator, WitnessLimits limits, long mostBytes)
    {
        this.child = child;
        this.limits = limits;
        this.mostBytes = mostBytes;
        left = limits.Time;
        _ = SwallowAsync(child.StandardError.BaseStream);
        ready = WithinLimitsAsync(() => PrepareAsync(generator), disposed.Token);
    }

    /// <summary>Computes the one witness.</summary>
    /// <exception cref="WitnessException">One of the codes of <see cref="WitnessErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<Witness> ComputeAsync(WitnessInput input, CancellationToken cancellation)
    {
        await using var ending = cancellation.Register(() => End(child));
        byte[] answer;
        try
        {
            answer = await ready.ConfigureAwait(false);
            if (answer.Length == 0) answer = await WithinLimitsAsync(() => AskAsync(input), cancellation).ConfigureAwait(false);
        }
        catch (WitnessException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        finally
        {
            End(child);
            await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return WorkerProtocol.Decode(answer, limits);
    }

    /// <summary>Ends the child.</summary>
    public void Dispose()
    {
        End(child);
        disposed.Cancel();
        ready.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        child.WaitForExit();
        child.Dispose();
        disposed.Dispose();
    }

    async Task<byte[]> PrepareAsync(ReadOnlyMemory<byte> generator)
    {
        var asked = child.StandardInput.BaseStream;
        await Frame.WriteAsync(asked, WorkerProtocol.Encode(limits)).ConfigureAwait(false);
        await Frame.WriteAsync(asked, generator).ConfigureAwait(false);
        await asked.FlushAsync().ConfigureAwait(false);
        return await Frame.ReadAsync(child.StandardOutput.BaseStream, WorkerProtocol.LongestAnswer(limits)).ConfigureAwait(false);
    }

    async Task<byte[]> AskAsync(WitnessInput input)
    {
        var asked = child.StandardInput.BaseStream;
        await Frame.WriteAsync(asked, input.ToJson()).ConfigureAwait(false);
        await asked.FlushAsync().ConfigureAwait(false);
        return await Frame.ReadAsync(child.StandardOutput.BaseStream, WorkerProtocol.LongestAnswer(limits)).ConfigureAwait(false);
    }

    async Task<byte[]> WithinLimitsAsync(Func<Task<byte[]>> talk, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        using var answered = new CancellationTokenSource();
        var watch = WatchAsync(late.Token, answered.Token);
        long begin = Stopwatch.GetTimestamp();
        byte[]? answer = null;
        try
        {
            answer = await talk().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            End(child);
        }
        await answered.CancelAsync().ConfigureAwait(false);
        // Whoever is ended just as it answers that it is ready shows it by not answering the next time.
        outOfMemory |= await watch.ConfigureAwait(false);
        left -= Stopwatch.GetElapsedTime(begin);
        if (answer is not null) return answer;
        cancellation.ThrowIfCancellationRequested();
        if (outOfMemory) throw new WitnessException(WitnessErrors.ProcessOutOfMemory, "The process that ran the witness generator needed more memory than it is given: allow more, or mistrust the generator.");
        if (late.IsCancellationRequested || left <= TimeSpan.Zero)
            throw new WitnessException(WitnessErrors.TimedOut, $"The witness generator did not finish within {limits.Time.TotalSeconds:0.###} seconds, compiling included: allow more time, or give a smaller input.");
        throw WorkerProtocol.Crash();
    }

    /// <summary>Ends the child when it is late or no longer wanted, or holds too much memory, of which it tells.</summary>
    async Task<bool> WatchAsync(CancellationToken late, CancellationToken answered)
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
            if (late.IsCancellationRequested) End(child);
        }
        catch (InvalidOperationException)
        {
            // The child has ended.
        }
        return false;
    }

    static async Task SwallowAsync(Stream complaints)
    {
        try
        {
            await complaints.CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The child has ended.
        }
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
}
