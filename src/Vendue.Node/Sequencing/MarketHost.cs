using System.Threading.Channels;
using Vendue.Client;
using Vendue.Mechanisms;
using Vendue.Node.Journal;
using Vendue.Node.Verification;

namespace Vendue.Node.Sequencing;

/// <summary>
/// A live market: takes checked commands one by one, applies them, makes them durable in groups, and only then answers.
/// Whatever touches the market runs on its one loop. When anything fails there, the market stops: what was not yet durable
/// never counted, and nothing half-done is shown.
/// </summary>
public sealed partial class MarketHost : IAsyncDisposable
{
    static readonly Rejection Stopping = new(503, "stopping", "The node is stopping; send the same command again when it is back.");
    static readonly Rejection Busy = new(503, "busy", "The market's queue is full; send the same command again in a moment.");
    static readonly Rejection Unjudged = new(503, "unjudged", "The market could not judge the proof just now; send the same command again, it counts as received when it first came.");

    // Unbounded, but what strangers put there is counted and limited.
    readonly Channel<Action> work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    readonly CancellationTokenSource stop = new();
    readonly NodeOptions options;
    readonly IJournal journal;
    readonly Verifier verifier;
    readonly Admission admission;
    readonly MarketClock clock;
    readonly BeaconChain? beacon;
    readonly OpenGroup group = new();
    readonly QueryQueue queries = new();
    readonly Dictionary<Hash32, Submission> judging = [];
    readonly Dictionary<Name, int> judgingOf = [];
    readonly Projections projections = new();
    readonly Name sequencer;
    readonly TimeProvider time;
    readonly Action answered, asked;
    TaskCompletionSource committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task loop = Task.CompletedTask;
    Task ticking = Task.CompletedTask;
    DateTimeOffset beaconRevealed;
    Hash32 head;
    int waiting, asking;
    volatile bool ended;

    MarketHost(Market market, IJournal journal, Verifier verifier, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time)
    {
        Market = market;
        this.journal = journal;
        this.verifier = verifier;
        this.admission = admission;
        this.beacon = beacon;
        this.options = options;
        this.time = time;
        answered = () => Interlocked.Decrement(ref waiting);
        asked = () => Interlocked.Decrement(ref asking);
        clock = new MarketClock(time, market.Genesis.Time, options.BlockEvery);
        sequencer = market.Genesis.Authorities.First(a => a.Role == "sequencer").Holder;
        GenesisHash = market.Genesis.Hash();
        Actions = ActionSet.Of(market);
    }

    /// <summary>The market. To be touched only on the loop.</summary>
    Market Market { get; }

    /// <summary>What is fixed for the market's whole life.</summary>
    public Genesis Genesis => Market.Genesis;

    /// <summary>The hash that identifies the market.</summary>
    public Hash32 GenesisHash { get; }

    /// <summary>The actions that the market understands.</summary>
    public ActionSet Actions { get; }

    /// <summary>How many of the market's time units a second has.</summary>
    public ulong UnitsPerSecond => clock.UnitsPerSecond;

    /// <summary>Ends when the market stops; faulted with a <see cref="JournalException"/> that says why when it had to.</summary>
    public Task Completion => loop;

    /// <summary>Recovers a market from its journal and begins to serve it.</summary>
    /// <exception cref="JournalException">The journal is damaged, or its replay does not give the state that it states.</exception>
    public static MarketHost Start(IJournal journal, Verifier verifier, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(options);
        var market = Catalogue.Open(Codec<Genesis>.Of.Decode(journal.Genesis));
        if (beacon is not null && beacon.Anchor != market.Genesis.BeaconAnchor)
            throw new JournalException("beacon-secret-lost", "The beacon's secret in the folder's keys is not the one that the market began with; restore it from a backup.");
        journal.TakeOver();
        var host = new MarketHost(market, journal, verifier, admission, beacon, options, time);
        host.Recover();
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
            return new SubmissionResult(default, Busy);
        }
        var submission = new Submission(command, answered);
        if (!work.Writer.TryWrite(() => Take(submission))) submission.Reject(Stopping);
        return await submission.Result.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads from the market between commit groups, when all that it shows is durable.</summary>
    /// <exception cref="JournalException">The market has stopped, or too many wait for an answer.</exception>
    public async Task<T> QueryAsync<T>(Func<MarketView, T> query, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref asking) > options.QueueCapacity) throw new JournalException(Busy.Code, "Too many questions wait for the market; ask again in a moment.");
            var pending = new PendingQuery<T>(query, cancellation);
            if (!work.Writer.TryWrite(() => queries.Add(pending))) throw StoppedException();
            return await pending.Result.ConfigureAwait(false);
        }
        finally
        {
            asked();
        }
    }

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
    }

    void Recover()
    {
        ulong position = 0;
        var checkpoint = journal.Checkpoints().LastOrDefault(c => c.Sequence <= journal.Position);
        foreach (var part in journal.Read())
            foreach (var bytes in part.Entries)
            {
                Replay(++position, bytes);
                if (position == checkpoint.Sequence && Market.StateHash() != checkpoint.State)
                    throw new JournalException("state-differs", $"After entry {position} the replay has another state than the node had; this program is not the one that wrote the journal, or its rows are damaged. An audit says more.");
            }
        head = journal.Head;
    }

    void Replay(ulong sequence, ReadOnlyMemory<byte> bytes)
    {
        JournalEntry entry;
        try
        {
            entry = Codec<JournalEntry>.Of.Decode(bytes);
        }
        catch (EncodingException wrong)
        {
            throw new JournalException("entry-malformed", $"Entry {sequence} of the journal is no entry: {wrong.Message}", wrong);
        }
        var claims = entry.Verdicts.Length == 0 ? [] : Market.ClaimsIn(entry.Command.Envelope.Action, entry.Command.Envelope.Body.Memory);
        var outcome = EntryApplication.Apply(Market, entry);
        if (Market.Sequence != sequence) throw new JournalException("sequence-differs", $"Entry {sequence} of the journal counts as command {Market.Sequence} of the market.");
        projections.Take(Market, outcome, claims, entry.Verdicts);
    }

    async Task RunAsync()
    {
        try
        {
            while (queries.Count > 0 || await work.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                for (int taken = 0; taken < options.GroupSize && work.Reader.TryRead(out var step); taken++) step();
                Commit();
                if (queries.Count > 0) queries.AnswerSome(new MarketView(Market, projections, head, journal.Position, clock.Next(Market)));
            }
            journal.Checkpoint(journal.Position, Market.StateHash());
        }
        catch (Exception failed) when (failed is not JournalException)
        {
            throw new JournalException("market-stopped", $"The market stopped after entry {journal.Position}: {failed.Message} What it had not made durable was not done; start the node again, and report it if it stops again.", failed);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Turns away all that still waits, and lets nothing more in.</summary>
    void End()
    {
        ended = true;
        work.Writer.TryComplete();
        while (work.Reader.TryRead(out var step)) step();
        group.RejectAll(Stopping);
        foreach (var submission in judging.Values) submission.Reject(Stopping);
        queries.FailAll(StoppedException());
        Announce();
    }

    async Task TickAsync()
    {
        using var timer = new PeriodicTimer(options.TickEvery, time);
        while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            if (!work.Writer.TryWrite(LetTimePass)) return;
    }

    void Commit()
    {
        if (group.Count == 0) return;
        ulong before = journal.Position;
        group.Commit(journal, head);
        if (before / options.CheckpointEvery != journal.Position / options.CheckpointEvery) journal.Checkpoint(journal.Position, Market.StateHash());
        Announce();
    }

    void Announce() =>
        Interlocked.Exchange(ref committed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    static JournalException StoppedException() => new(Stopping.Code, "The node is stopping; ask again when it is back.");
}
