using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Witnesses;

/// <summary>
/// Runs generators as a <see cref="WitnessProcess"/> does, and keeps one child ready for the generator that ran last: who proves
/// one circuit again and again waits neither for a process to start nor for a module to compile. Each child still computes one
/// witness and ends, so that no input meets another. Safe for use from several threads.
/// </summary>
/// <param name="process">Starts the children.</param>
public sealed class SpareWitnessProcess(WitnessProcess process) : IWitnessRunner, IDisposable
{
    readonly Lock gate = new();
    Spare? spare;
    bool disposed;

    /// <inheritdoc/>
    public async Task<Witness> ComputeAsync(ReadOnlyMemory<byte> generator, WitnessInput input, WitnessLimits limits, CancellationToken cancellation)
    {
        Witness witness = Take(generator, limits) is { } ready
            ? await ComputeAsync(ready, generator, input, limits, cancellation).ConfigureAwait(false)
            : await process.ComputeAsync(generator, input, limits, cancellation).ConfigureAwait(false);
        MakeReady(generator, limits);
        return witness;
    }

    /// <summary>Ends the child that is ready.</summary>
    public void Dispose()
    {
        Spare? last;
        lock (gate)
        {
            disposed = true;
            (last, spare) = (spare, null);
        }
        last?.Worker.Dispose();
    }

    async Task<Witness> ComputeAsync(WorkerProcess ready, ReadOnlyMemory<byte> generator, WitnessInput input, WitnessLimits limits, CancellationToken cancellation)
    {
        using (ready)
        {
            try
            {
                return await ready.ComputeAsync(input, cancellation).ConfigureAwait(false);
            }
            catch (WitnessException lost) when (lost.Code is WitnessErrors.Crashed or WitnessErrors.ProcessOutOfMemory)
            {
                // It may have been lost while it waited, and that says nothing of the generator.
            }
        }
        return await process.ComputeAsync(generator, input, limits, cancellation).ConfigureAwait(false);
    }

    WorkerProcess? Take(ReadOnlyMemory<byte> generator, WitnessLimits limits)
    {
        lock (gate)
        {
            if (spare is not { } kept || kept.Limits != limits || !kept.Generator.Span.SequenceEqual(generator.Span)) return null;
            spare = null;
            return kept.Worker;
        }
    }

    void MakeReady(ReadOnlyMemory<byte> generator, WitnessLimits limits)
    {
        Spare? old;
        try
        {
            old = new Spare(generator, limits, process.Prepare(generator, limits));
        }
        catch (WitnessException)
        {
            // The next witness is told why no child can be started, should that still be so.
            return;
        }
        lock (gate)
        {
            if (!disposed) (old, spare) = (spare, old);
        }
        old?.Worker.Dispose();
    }

    sealed record Spare(ReadOnlyMemory<byte> Generator, WitnessLimits Limits, WorkerProcess Worker);
}
