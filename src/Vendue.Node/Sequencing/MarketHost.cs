using System.Threading.Channels;
using Vendue.Client;
using Vendue.Mechanisms;
using Vendue.Node.Journal;
using Vendue.Node.Verification;

namespace Vendue.Node.Sequencing;

/// <summary>
/// A live market: takes checked commands one by one, applies them, makes them durable in groups, and only then answers.
/// Whatever touches the market runs on its one loop.
/// </summary>
public sealed class MarketHost : IAsyncDisposable
{
    static readonly Rejection Stopping = new(503, "stopping", "The node is stopping; send the same command again when it is back.");
    static readonly Rejection Busy = new(503, "busy", "The market's queue is full; send the same command again in a moment.");

    readonly Channel<Action> work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    readonly CancellationTokenSource stop = new();
    readonly NodeOptions options;
    readonly IJournal journal;
    readonly Verifier verifier;
    readonly Admission admission;
    readonly MarketClock clock;
    readonly BeaconChain? beacon;
    readonly OpenGroup group = new();
    readonly List<Action> queries = [];
    readonly Dictionary<Hash32, Submission> judging = [];
    readonly Dictionary<Name, int> judgingOf = [];
    readonly Projections projections = new();
    readonly Name sequencer;
    readonly TimeProvider time;
    TaskCompletionSource committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task loop = Task.CompletedTask;
    Task ticking = Task.CompletedTask;
    DateTimeOffset beaconRevealed;
    Hash32 head;
    int waiting;

    MarketHost(Market market, IJournal journal, Verifier verifier, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time)
    {
        Market = market;
        this.journal = journal;
        this.verifier = verifier;
        this.admission = admission;
        this.beacon = beacon;
        this.options = options;
        this.time = time;
        clock = new MarketClock(time, market.Genesis.Time, options.BlockEvery);
        sequencer = market.Genesis.Authorities.First(a => a.Role == "sequencer").Holder;
        GenesisHash = market.Genesis.Hash();
        Actions = ActionSet.Of(market);
        head = journal.Head;
    }

    /// <summary>The market. To be touched only inside <see cref="QueryAsync"/>.</summary>
    Market Market { get; }

    /// <summary>What is fixed for the market's whole life.</summary>
    public Genesis Genesis => Market.Genesis;

    /// <summary>The hash that identifies the market.</summary>
    public Hash32 GenesisHash { get; }

    /// <summary>The actions that the market understands.</summary>
    public ActionSet Actions { get; }

    /// <summary>How many of the market's time units a second has.</summary>
    public ulong UnitsPerSecond => clock.UnitsPerSecond;

    /// <summary>Ends when the market stops; faulted when it had to.</summary>
    public Task Completion => loop;

    /// <summary>Recovers a market from its journal and begins to serve it.</summary>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    public static MarketHost Start(IJournal journal, Verifier verifier, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time)
    {
        var market = Catalogue.Open(Codec<Genesis>.Of.Decode(journal.Genesis));
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
            Interlocked.Decrement(ref waiting);
            return new SubmissionResult(default, Busy);
        }
        try
        {
            var submission = new Submission(command);
            if (!work.Writer.TryWrite(() => Take(submission))) return new SubmissionResult(default, Stopping);
            return await submission.Result.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Reads from the market between commit groups, when all that it shows is durable.</summary>
    public async Task<T> QueryAsync<T>(Func<MarketView, T> query, CancellationToken cancellation)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Answer()
        {
            try
            {
                result.TrySetResult(query(new MarketView(Market, projections, head, journal.Position, clock.Next(Market))));
            }
#pragma warning disable CA1031 // A query's failure is its caller's to handle, never the market's.
            catch (Exception failed)
#pragma warning restore CA1031
            {
                result.TrySetException(failed);
            }
        }
        if (!work.Writer.TryWrite(() => queries.Add(Answer))) throw new JournalException("stopping", Stopping.Message);
        return await result.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The committed events from a sequence on; waits for the next commit when there are none yet.</summary>
    public async Task<IReadOnlyList<(ulong Sequence, byte[] Events)>> EventsAsync(ulong from, int most, CancellationToken cancellation)
    {
        while (true)
        {
            var next = Volatile.Read(ref committed).Task;
            var found = journal.EventsFrom(from, most);
            if (found.Count > 0) return found;
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        work.Writer.TryComplete();
        await stop.CancelAsync().ConfigureAwait(false);
        await ticking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    void Recover()
    {
        foreach (var part in journal.Read())
            foreach (var bytes in part.Entries)
            {
                var entry = Codec<JournalEntry>.Of.Decode(bytes);
                var claims = ClaimsOf(entry);
                var outcome = EntryApplication.Apply(Market, entry);
                projections.Take(Market, outcome, claims, entry.Verdicts);
            }
    }

    IReadOnlyList<ProofClaim> ClaimsOf(JournalEntry entry) =>
        entry.Verdicts.Length == 0 ? [] : Market.Mechanism.ProofsIn(entry.Command.Envelope.Action, entry.Command.Envelope.Body.Memory);

    async Task RunAsync()
    {
        try
        {
            while (await work.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (group.Count < options.GroupSize && work.Reader.TryRead(out var step)) step();
                Commit();
            }
            journal.Checkpoint(journal.Position, Market.StateHash());
        }
        finally
        {
            work.Writer.TryComplete();
            group.RejectAll(Stopping);
            foreach (var submission in judging.Values) submission.Reject(Stopping);
            Announce();
        }
    }

    async Task TickAsync()
    {
        using var timer = new PeriodicTimer(options.TickEvery, time);
        while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            if (!work.Writer.TryWrite(LetTimePass)) return;
    }

    void LetTimePass()
    {
        if (Market.Requests.Count == 0 && Market.Timers.Next is null) return;
        Declare(new Tick());
        if (beacon is null || time.GetUtcNow() - beaconRevealed < options.BeaconEvery || Market.Beacon.Round >= BeaconChain.Length) return;
        beaconRevealed = time.GetUtcNow();
        Declare(new RevealBeacon(beacon.ValueOf(Market.Beacon.Round + 1)));
    }

    void Commit()
    {
        if (group.Count > 0)
        {
            ulong before = journal.Position;
            group.Commit(journal, head);
            if (before / options.CheckpointEvery != journal.Position / options.CheckpointEvery) journal.Checkpoint(journal.Position, Market.StateHash());
            Announce();
        }
        foreach (var query in queries) query();
        queries.Clear();
    }

    void Announce() =>
        Interlocked.Exchange(ref committed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    void Take(Submission submission)
    {
        if (group.TryJoin(submission)) return;
        if (judging.TryGetValue(submission.Id, out var same))
        {
            _ = JoinAsync(submission, same);
            return;
        }
        if (admission.Check(Market, submission) is { } rejection)
        {
            if (rejection.Code == Refused.NonceUsed.Code && journal.AcknowledgementOf(submission.Id) is { } kept) submission.Answer(Codec<Answer>.Of.Decode(kept));
            else submission.Reject(rejection);
        }
        else if (submission.Claims.Count > 0) Judge(submission);
        else Sequence(submission);
    }

    static async Task JoinAsync(Submission copy, Submission first)
    {
        var result = await first.Result.ConfigureAwait(false);
        if (result.Rejection is { } rejection) copy.Reject(rejection);
        else copy.Answer(result.Answer);
    }

    /// <summary>Records that the proofs arrived, and has them judged beside the loop.</summary>
    void Judge(Submission submission)
    {
        var sender = submission.Command.Envelope.Sender;
        if (judgingOf.GetValueOrDefault(sender) >= options.PendingProofsPerAccount || !verifier.TryTake(submission.Claims, verdicts => work.Writer.TryWrite(() => Judged(submission, verdicts))))
        {
            submission.Reject(Busy);
            return;
        }
        judging.Add(submission.Id, submission);
        judgingOf[sender] = judgingOf.GetValueOrDefault(sender) + 1;
        foreach (var request in submission.Claims.Select(c => c.Request).Distinct())
        {
            var received = Declare(new ReceiveProof(submission.Id, request, sender));
            if (received.IsApplied || received.Reason == Refused.ReceiptKnown) submission.Receipt = submission.Id;
        }
    }

    void Judged(Submission submission, Verdict[] verdicts)
    {
        var sender = submission.Command.Envelope.Sender;
        judging.Remove(submission.Id);
        if (--judgingOf[sender] == 0) judgingOf.Remove(sender);
        submission.Verdicts = verdicts;
        if (verdicts.Length == submission.Claims.Count && admission.Check(Market, submission) is not { } rejection)
        {
            Sequence(submission);
            return;
        }
        if (!submission.Receipt.IsZero) Declare(new DropProof(submission.Id));
        submission.Reject(verdicts.Length == submission.Claims.Count ? admission.Check(Market, submission)! : Stopping);
    }

    void Sequence(Submission submission)
    {
        var entry = EntryOf(submission.Command) with { Receipt = submission.Receipt, Verdicts = submission.Verdicts ?? [] };
        var outcome = Append(entry, submission.Claims);
        var acknowledgement = new Acknowledgement(submission.Id, Market.Sequence, entry.Now, entry.Block, outcome.Kind, outcome.Code, head);
        group.Answer(submission, Answer.Of(acknowledgement, outcome, Market.Items));
    }

    /// <summary>The sequencer states a fact of its own.</summary>
    Outcome Declare<T>(in T fact) where T : struct =>
        Append(EntryOf(new SignedCommand(CommandEnvelope.Of(GenesisHash, sequencer, default, 0, 0, 0, fact), default)), []);

    JournalEntry EntryOf(SignedCommand command)
    {
        var (now, block) = clock.Next(Market);
        return new JournalEntry { Now = now, Block = block, Command = command };
    }

    Outcome Append(JournalEntry entry, IReadOnlyList<ProofClaim> claims)
    {
        var bytes = Codec<JournalEntry>.Of.Encode(entry);
        var outcome = EntryApplication.Apply(Market, entry);
        head = JournalEntry.Chain(head, bytes);
        projections.Take(Market, outcome, claims, entry.Verdicts);
        group.Add(bytes, Market.Sequence, EventsJson.Of(Market));
        return outcome;
    }
}
