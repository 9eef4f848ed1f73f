using System.Threading.Channels;
using Vendue.Client;
using Vendue.Node.Journal;
using Vendue.Node.Verification;

namespace Vendue.Node.Sequencing;

/// <summary>
/// A live market: one loop that feeds the sequencer, has its groups written beside it, and answers. When anything fails
/// there, the market stops: what was not yet durable never counted, and nothing half-done is shown.
/// </summary>
public sealed class MarketHost : IAsyncDisposable
{
    static readonly Action Nothing = () => { };

    /// <summary>How long proofs wait for a checkpoint of their own after another: strangers must not have one made for each question.</summary>
    static readonly TimeSpan ProofPause = TimeSpan.FromMilliseconds(100);

    // Unbounded, but what strangers put there is counted and limited.
    readonly Channel<Action> work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    readonly CancellationTokenSource stop = new();
    readonly NodeOptions options;
    readonly IJournal journal;
    readonly Sequencer sequencer;
    readonly JournalWriter writer;
    readonly QueryQueue queries = new(), proving = new();
    readonly SnapshotStore? snapshots;
    readonly TimeProvider time;
    readonly Action answered, asked;
    TaskCompletionSource committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task loop = Task.CompletedTask;
    Task ticking = Task.CompletedTask;
    Task? writing;
    int waiting, asking;
    long? proved;
    bool pausing;
    volatile bool ended;

    MarketHost(IJournal journal, Verifier verifier, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time, DelegatedKey? operatorKey, SnapshotStore? snapshots)
    {
        this.snapshots = snapshots;
        this.journal = journal;
        this.options = options;
        this.time = time;
        answered = () => Interlocked.Decrement(ref waiting);
        asked = () => Interlocked.Decrement(ref asking);
        sequencer = Sequencer.Recover(journal, (claims, done) => verifier.TryTake(claims, verdicts => work.Writer.TryWrite(() => done(verdicts))), admission, beacon, options, time, operatorKey, snapshots);
        writer = new JournalWriter(sequencer.Write, () => work.Writer.TryWrite(Nothing));
        Genesis = sequencer.Market.Genesis;
        GenesisHash = Genesis.Hash();
    }

    /// <summary>What is fixed for the market's whole life.</summary>
    public Genesis Genesis { get; }

    /// <summary>The hash that identifies the market.</summary>
    public Hash32 GenesisHash { get; }

    /// <summary>The actions that the market understands.</summary>
    public ActionSet Actions => sequencer.Actions;

    /// <summary>How many of the market's time units a second has.</summary>
    public ulong UnitsPerSecond => sequencer.UnitsPerSecond;

    /// <summary>How the market came back when it was started.</summary>
    public Recovery Recovered => sequencer.Recovered;

    /// <summary>Ends when the market stops; faulted with a <see cref="JournalException"/> that says why when it had to.</summary>
    public Task Completion => loop;

    /// <summary>Recovers a market from its journal and begins to serve it.</summary>
    /// <param name="journal">The journal, of which it becomes the only writer.</param>
    /// <param name="verifier">The verifier stage.</param>
    /// <param name="admission">What is checked before a command is sequenced.</param>
    /// <param name="beacon">The operator's chain of the beacon; null to reveal nothing.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="time">The machine's clock.</param>
    /// <param name="operatorKey">Signs checkpoints; null to leave them unsigned.</param>
    /// <param name="snapshots">Where snapshots are; null to recover from the journal alone.</param>
    /// <exception cref="JournalException">The journal is damaged, or its replay does not give the state that it states.</exception>
    public static MarketHost Start(
        IJournal journal, Verifier verifier, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time, DelegatedKey? operatorKey = null, SnapshotStore? snapshots = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(options);
        var host = new MarketHost(journal, verifier, admission, beacon, options, time, operatorKey, snapshots);
        host.loop = Task.Factory.StartNew(host.RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        host.ticking = host.TickAsync();
        return host;
    }

    /// <summary>Submits a command whose form and signature were checked.</summary>
    public async Task<SubmissionResult> SubmitAsync(SignedCommand command, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref waiting) > options.QueueCapacity)
        {
            answered();
            return new SubmissionResult(default, Sequencer.Busy);
        }
        var submission = new Submission(command, answered);
        if (!work.Writer.TryWrite(() => sequencer.Take(submission))) submission.Reject(Sequencer.Stopping);
        return await submission.Result.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads from the market between commit groups, when all that it shows is durable.</summary>
    /// <exception cref="JournalException">The market has stopped, or too many wait for an answer.</exception>
    public Task<T> QueryAsync<T>(Func<MarketView, T> query, CancellationToken cancellation) => AskAsync(queries, query, cancellation);

    /// <summary>Reads from the market at a checkpoint, made for the question if the newest is older than the market.</summary>
    /// <exception cref="JournalException">The market has stopped, or too many wait for an answer.</exception>
    public Task<T> ProveAsync<T>(Func<MarketView, T> query, CancellationToken cancellation) => AskAsync(proving, query, cancellation);

    async Task<T> AskAsync<T>(QueryQueue queue, Func<MarketView, T> query, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref asking) > options.QueueCapacity) throw new JournalException(Sequencer.Busy.Code, "Too many questions wait for the market; ask again in a moment.");
            var pending = new PendingQuery<T>(query, cancellation);
            if (!work.Writer.TryWrite(() => queue.Add(pending))) throw StoppedException();
            return await pending.Result.ConfigureAwait(false);
        }
        finally
        {
            asked();
        }
    }

    /// <summary>The committed events from a sequence on, as far as there are any.</summary>
    public IReadOnlyList<(ulong Sequence, byte[] Events)> EventsSoFar(ulong from, int most) => journal.EventsFrom(from, most);

    /// <summary>The committed events from a sequence on; waits for the next commit when there are none yet. None once the market has stopped.</summary>
    public async Task<IReadOnlyList<(ulong Sequence, byte[] Events)>> EventsAsync(ulong from, int most, CancellationToken cancellation)
    {
        while (true)
        {
            var next = Volatile.Read(ref committed).Task;
            if (ended) return [];
            var found = journal.EventsFrom(from, most);
            if (found.Count > 0) return found;
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        work.Writer.TryComplete();
        await stop.CancelAsync().ConfigureAwait(false);
        await ticking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (snapshots is not null) await snapshots.FlushAsync().ConfigureAwait(false);
    }

    async Task RunAsync()
    {
        try
        {
            do await StepAsync().ConfigureAwait(false);
            while (queries.Count > 0 || (proving.Count > 0 && !pausing) || await work.Reader.WaitToReadAsync().ConfigureAwait(false));
            await DrainAsync().ConfigureAwait(false);
            sequencer.KeepState();
            sequencer.KeepSnapshot();
        }
        catch (Exception failed) when (failed is not JournalException)
        {
            throw new JournalException("market-stopped", $"The market stopped after entry {sequencer.Position}: {failed.Message} What it had not made durable was not done; start the node again, and report it if it stops again.", failed);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Takes what waits, and keeps the disk busy. Queries see what is durable only, so they wait until all is.</summary>
    async Task StepAsync()
    {
        for (int taken = 0; taken < options.GroupSize && !sequencer.IsFull && work.Reader.TryRead(out var step); taken++) step();
        if (queries.Count > 0 || (proving.Count > 0 && !pausing))
        {
            await DrainAsync().ConfigureAwait(false);
            if (queries.Count > 0) queries.AnswerSome(sequencer.View());
            AnswerProofs();
        }
        else if (sequencer.IsFull || writing is null or { IsCompleted: true }) await WriteNextAsync().ConfigureAwait(false);
    }

    void AnswerProofs()
    {
        if (proving.Count == 0 || pausing) return;
        if (!sequencer.IsStated)
        {
            if (proved is { } last && time.GetElapsedTime(last) is var since && since < ProofPause)
            {
                pausing = true;
                _ = PauseAsync(ProofPause - since);
                return;
            }
            proved = time.GetTimestamp();
        }
        proving.AnswerSome(sequencer.ViewStated());
    }

    async Task PauseAsync(TimeSpan pause)
    {
        await Task.Delay(pause, time, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        work.Writer.TryWrite(() => pausing = false);
    }

    /// <summary>Ends the group on its way, if there is one, and sends the next.</summary>
    async Task WriteNextAsync()
    {
        if (writing is not null)
        {
            await writing.ConfigureAwait(false);
            writing = null;
            sequencer.Committed();
            Announce();
        }
        if (sequencer.Seal() is { } group) writing = writer.WriteAsync(group);
    }

    async Task DrainAsync()
    {
        while (!sequencer.IsDurable) await WriteNextAsync().ConfigureAwait(false);
    }

    /// <summary>Turns away all that still waits, and lets nothing more in.</summary>
    void End()
    {
        ended = true;
        writer.Dispose();
        work.Writer.TryComplete();
        sequencer.End();
        while (work.Reader.TryRead(out var step)) step();
        queries.FailAll(StoppedException());
        proving.FailAll(StoppedException());
        Announce();
    }

    async Task TickAsync()
    {
        using var timer = new PeriodicTimer(options.TickEvery, time);
        while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            if (!work.Writer.TryWrite(sequencer.LetTimePass)) return;
    }

    void Announce() =>
        Interlocked.Exchange(ref committed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    static JournalException StoppedException() => new(Sequencer.Stopping.Code, "The node is stopping; ask again when it is back.");
}
