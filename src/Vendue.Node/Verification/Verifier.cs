using System.Threading.Channels;
using Vendue.Node.Storage;
using Vendue.Proofs;

namespace Vendue.Node.Verification;

/// <summary>
/// Checks proofs beside the sequencer, several at a time, and hands their commands on in the order of arrival.
/// </summary>
public sealed class Verifier : IAsyncDisposable
{
    sealed record Job(IReadOnlyList<ProofClaim> Claims, Action<Verdict[]> Done, TaskCompletionSource<Verdict[]> Verdicts);

    readonly Channel<Job> toCheck;
    readonly Channel<Job> toRelease;
    readonly ProgramStore programs;
    readonly BlobStore blobs;
    readonly Dictionary<Name, ProofSystem> systems;
    readonly CancellationTokenSource stop = new();
    readonly Task[] loops;

    /// <summary>Begins to check proofs.</summary>
    /// <param name="programs">The verifying keys.</param>
    /// <param name="blobs">The proofs.</param>
    /// <param name="systems">The proof systems known.</param>
    /// <param name="workers">How many proofs are checked at a time.</param>
    /// <param name="capacity">How many commands may wait; beyond it they are turned away.</param>
    public Verifier(ProgramStore programs, BlobStore blobs, IEnumerable<ProofSystem> systems, int workers, int capacity)
    {
        this.programs = programs;
        this.blobs = blobs;
        this.systems = systems.ToDictionary(s => (Name)s.Name);
        toCheck = Channel.CreateBounded<Job>(capacity);
        toRelease = Channel.CreateBounded<Job>(capacity);
        loops = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(CheckAllAsync)), Task.Run(ReleaseAllAsync)];
    }

    /// <summary>Takes a command's proofs, unless too many wait.</summary>
    /// <param name="claims">The proofs, in order.</param>
    /// <param name="done">Told the verdicts, in order of arrival over all commands.</param>
    public bool TryTake(IReadOnlyList<ProofClaim> claims, Action<Verdict[]> done)
    {
        var job = new Job(claims, done, new TaskCompletionSource<Verdict[]>(TaskCreationOptions.RunContinuationsAsynchronously));
        return toRelease.Writer.TryWrite(job) && toCheck.Writer.TryWrite(job);
    }

    /// <summary>The verdict on one proof: what an audit asks again.</summary>
    public async Task<Verdict> JudgeAsync(ProofClaim claim, CancellationToken cancellation)
    {
        if (!systems.TryGetValue(claim.System, out var system)) return Verdict.Invalid;
        var key = await programs.GetAsync(claim.Program, cancellation).ConfigureAwait(false);
        var proof = await blobs.GetAsync(claim.Proof, cancellation).ConfigureAwait(false);
        return key is not null && proof is not null && system.Verify(key, claim.PublicValues.Span, proof) == ProofVerdict.Valid ? Verdict.Valid : Verdict.Invalid;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        toCheck.Writer.TryComplete();
        toRelease.Writer.TryComplete();
        await Task.WhenAll(loops).ConfigureAwait(false);
        stop.Dispose();
    }

    async Task CheckAllAsync()
    {
        await foreach (var job in toCheck.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                var verdicts = new Verdict[job.Claims.Count];
                for (int i = 0; i < verdicts.Length; i++) verdicts[i] = await JudgeAsync(job.Claims[i], stop.Token).ConfigureAwait(false);
                job.Verdicts.SetResult(verdicts);
            }
            catch (OperationCanceledException)
            {
                job.Verdicts.SetCanceled();
            }
            catch (Exception damaged) when (damaged is StorageException or IOException)
            {
                job.Verdicts.SetException(damaged);
            }
        }
    }

    async Task ReleaseAllAsync()
    {
        await foreach (var job in toRelease.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                job.Done(await job.Verdicts.Task.ConfigureAwait(false));
            }
            catch (Exception lost) when (lost is OperationCanceledException or StorageException or IOException)
            {
                job.Done([]);
            }
        }
    }
}
