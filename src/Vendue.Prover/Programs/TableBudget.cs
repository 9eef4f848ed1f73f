using Vendue.Proofs.Groth16;

namespace Vendue.Prover.Programs;

/// <summary>
/// Memory for tables that make a circuit's proofs quicker, shared by all circuits of a prover: whoever has been proven
/// <see cref="ProofsBefore"/> times takes of it what it needs and is left, one circuit at a time, on one thread beside the
/// proofs.
/// </summary>
/// <param name="bytes">Most bytes that all tables together take; 0 for none.</param>
sealed class TableBudget(long bytes) : IDisposable
{
    /// <summary>Proofs after which a circuit is taken for one that is proven again and again.</summary>
    public const int ProofsBefore = 3;

    readonly SemaphoreSlim turn = new(1);
    long left = bytes;

    /// <summary>Builds a circuit's tables.</summary>
    /// <param name="prover">The circuit's prover.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task BuildAsync(Groth16Prover prover, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await Task.Run(() => prover.BuildTables(Interlocked.Read(ref left), cancellationToken: cancellation), cancellation).ConfigureAwait(false);
            Interlocked.Add(ref left, -prover.TableBytes);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes back what a circuit that is proven no longer had.</summary>
    /// <param name="prover">The circuit's prover.</param>
    public void Return(Groth16Prover prover) => Interlocked.Add(ref left, prover.TableBytes);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
