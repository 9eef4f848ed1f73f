using System.Threading.Channels;
using Vendue.Client;
using Vendue.Node.Storage;
using Vendue.Proofs;
using Vendue.Proofs.Witnesses;

namespace Vendue.Node.Verification;

/// <summary>
/// Checks proofs beside the sequencer, several at a time, and hands their commands on in the order of arrival. A worker takes
/// its share of what waits, at most <see cref="LargestBatch"/> commands, and has their proofs checked together. A false proof
/// among them therefore delays a true one by less than twice the checks, one by one, of that many commands' proofs.
/// </summary>
public sealed class Verifier : IAsyncDisposable
{
    sealed record Job(IReadOnlyList<Claim> Claims, Action<Verdict[]?> Done, TaskCompletionSource<Verdict[]?> Verdicts);

    /// <summary>Most commands whose proofs one worker checks together.</summary>
    public const int LargestBatch = 64;

    // Bounded together by the count of pending jobs: a job stands in both or in none.
    readonly Channel<Job> toCheck = Channel.CreateUnbounded<Job>();
    readonly Channel<Job> toRelease = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    readonly ProgramStore programs;
    readonly BlobStore blobs;
    readonly ProofJudge proofs;
    readonly CancellationTokenSource stop = new();
    readonly Task[] loops;
    readonly Func<Hash32> market;
    readonly WitnessJudge witnesses;
    readonly int capacity;
    readonly int workers;
    int pending;

    /// <summary>Begins to check proofs.</summary>
    /// <param name="programs">The verifying keys.</param>
    /// <param name="blobs">The proofs.</param>
    /// <param name="systems">The proof systems known.</param>
    /// <param name="market">The hash of the market's genesis, which signatures cover; asked for with the first.</param>
    /// <param name="workers">How many proofs are checked at a time.</param>
    /// <param name="capacity">How many commands may wait; beyond it they are turned away.</param>
    /// <param name="witnessRunner">Where strangers' witness generators are run; null for this process.</param>
    public Verifier(ProgramStore programs, BlobStore blobs, IEnumerable<ProofSystem> systems, Func<Hash32> market, int workers, int capacity, IWitnessRunner? witnessRunner = null)
    {
        this.programs = programs;
        this.blobs = blobs;
        proofs = new ProofJudge(programs, blobs, systems);
        this.market = market;
        witnesses = new WitnessJudge(blobs, witnessRunner ?? new InProcessWitnesses());
        this.capacity = capacity;
        this.workers = workers;
        loops = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(CheckAllAsync)), Task.Run(ReleaseAllAsync)];
    }

    /// <summary>Takes a command's proofs, unless too many wait.</summary>
    /// <param name="claims">The proofs, in order.</param>
    /// <param name="done">Told the verdicts, in order of arrival over all commands; null when the verifier could not judge.</param>
    public bool TryTake(IReadOnlyList<Claim> claims, Action<Verdict[]?> done)
    {
        if (Interlocked.Increment(ref pending) > capacity)
        {
            Interlocked.Decrement(ref pending);
            return false;
        }
        var job = new Job(claims, done, new TaskCompletionSource<Verdict[]?>(TaskCreationOptions.RunContinuationsAsynchronously));
        return toRelease.Writer.TryWrite(job) && (toCheck.Writer.TryWrite(job) || job.Verdicts.TrySetResult(null));
    }

    /// <summary>What is gone of what a claim was judged by: "proof-missing" or "program-missing"; null when both are kept.</summary>
    public string? MissingOf(Claim claim) =>
        claim is not ProofClaim proof ? null : !blobs.Contains(proof.Proof) ? "proof-missing" : programs.Contains(proof.Program) ? null : "program-missing";

    /// <summary>The verdict on one claim: what an audit asks again.</summary>
    /// <exception cref="StorageException">The kept key, proof or generator is damaged, or the generator is not kept.</exception>
    /// <exception cref="WitnessException">The witness took longer or more than this machine gives it, which says nothing of the input.</exception>
    public async Task<Verdict> JudgeAsync(Claim claim, CancellationToken cancellation) => claim switch
    {
        ProofClaim proof => await proofs.JudgeAsync(proof, cancellation).ConfigureAwait(false),
        WitnessClaim witness => await witnesses.JudgeAsync(witness, cancellation).ConfigureAwait(false),
        SignatureClaim signature => SignedMessage.Holds(market(), signature) ? Verdict.Valid : Verdict.Invalid,
        _ => throw new ArgumentException($"There is no verifier for a claim of type {claim?.GetType().Name}.", nameof(claim)),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!toRelease.Writer.TryComplete()) return;
        toCheck.Writer.TryComplete();
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(loops).ConfigureAwait(false);
        stop.Dispose();
    }

    async Task CheckAllAsync()
    {
        while (await toCheck.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            int share = Math.Clamp((toCheck.Reader.Count + workers - 1) / workers, 1, LargestBatch);
            var batch = new List<Job>(share);
            while (batch.Count < share && toCheck.Reader.TryRead(out var job))
            {
                if (job.Claims.All(claim => claim is ProofClaim))
                {
                    batch.Add(job);
                    continue;
                }

                // A witness may take long: what was taken before it does not wait.
                await CheckAsync(batch).ConfigureAwait(false);
                batch.Clear();
                job.Verdicts.TrySetResult(await CheckAsync(job.Claims).ConfigureAwait(false));
            }

            await CheckAsync(batch).ConfigureAwait(false);
        }
    }

    /// <summary>Checks commands that claim nothing but proofs, all together; one by one when that fails, so that a defect stays with the command that meets it.</summary>
    async Task CheckAsync(List<Job> batch)
    {
        var together = batch.Count < 2 ? null : await GivenBackOnFailureAsync(() => proofs.JudgeAsync([.. batch.SelectMany(job => job.Claims.Cast<ProofClaim>())], stop.Token)).ConfigureAwait(false);
        int next = 0;
        foreach (var job in batch)
        {
            job.Verdicts.TrySetResult(together is null ? await CheckAsync(job.Claims).ConfigureAwait(false) : together[next..(next + job.Claims.Count)]);
            next += job.Claims.Count;
        }
    }

    Task<Verdict[]?> CheckAsync(IReadOnlyList<Claim> claims) => GivenBackOnFailureAsync(async () =>
    {
        if (claims.Count > 1 && claims.All(claim => claim is ProofClaim)) return await proofs.JudgeAsync([.. claims.Cast<ProofClaim>()], stop.Token).ConfigureAwait(false);
        var verdicts = new Verdict[claims.Count];
        for (int i = 0; i < verdicts.Length; i++) verdicts[i] = await JudgeAsync(claims[i], stop.Token).ConfigureAwait(false);
        return verdicts;
    });

    static async Task<Verdict[]?> GivenBackOnFailureAsync(Func<Task<Verdict[]>> judge)
    {
        try
        {
            return await judge().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever fails in a proof system or a store is no verdict: the command is given back, and the stage goes on.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    async Task ReleaseAllAsync()
    {
        await foreach (var job in toRelease.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var verdicts = await job.Verdicts.Task.ConfigureAwait(false);
            Interlocked.Decrement(ref pending);
            job.Done(verdicts);
        }
    }
}
