using Vendue.Client;
using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <content>What the operator states of the state as a whole: checkpoints, and snapshots to recover from.</content>
sealed partial class Sequencer
{
    SignedCheckpoint? latest;
    StateRoot? latestRoot;
    ulong snapshotAt;

    /// <summary>How the market came back when it was started.</summary>
    public Recovery Recovered { get; private set; } = new(0, 0, TimeSpan.Zero, []);

    /// <summary>Whether the newest checkpoint is of the market as it is. Only while all is durable.</summary>
    public bool IsStated => latest is { } newest && newest.Checkpoint.Sequence == durable;

    /// <summary>What queries see at a checkpoint, made now if the newest is older than the market. Only while all is durable.</summary>
    /// <exception cref="JournalException">The checkpoint could not be kept.</exception>
    public MarketView ViewStated()
    {
        KeepState();
        latestRoot ??= Market.StateTree.Root();
        return new MarketView(Market, projections, durableHead, durable, clock.Next(Market)) { Checkpoint = latest, Root = latestRoot };
    }

    /// <summary>Keeps a checkpoint of the market as it is. Only while all is durable.</summary>
    /// <exception cref="JournalException">The checkpoint could not be kept.</exception>
    public void KeepState()
    {
        if (!IsDurable) throw new InvariantException("The state is ahead of the journal.");
        if (!IsStated) journal.Checkpoint(State(durable));
    }

    /// <summary>A snapshot for the next start, if enough has come since the last one. Only while all is durable.</summary>
    public void KeepSnapshot() => TakeSnapshot(options.CheckpointEvery);

    /// <summary>The operator's word on the market as it is after an entry.</summary>
    SignedCheckpoint State(ulong sequence)
    {
        var root = Market.StateTree.Root();
        var said = new Checkpoint(genesis, sequence, Market.Now, Market.Block, head, root.State, root.Hash());
        var stated = operatorKey is null ? new SignedCheckpoint(said, default) : said.Sign(operatorKey);
        (latest, latestRoot) = (stated, root);
        return stated;
    }

    /// <summary>
    /// A snapshot costs what the state is large, so it waits for as many entries as the state has rows: then a command's share of
    /// it is bounded. One that is written before its group is, is of no checkpoint if the group is lost, and so never used.
    /// </summary>
    void TakeSnapshot(ulong every)
    {
        if (snapshots is null || snapshots.IsWriting || latest is not { } stated || stated.Checkpoint.Sequence - snapshotAt < every) return;
        ulong rows = 0;
        foreach (var table in Market.Tables) rows += (ulong)table.Count;
        if (stated.Checkpoint.Sequence - snapshotAt < rows) return;
        snapshotAt = stated.Checkpoint.Sequence;
        snapshots.Write(new Snapshot(genesis, snapshotAt, head, stated.Checkpoint.State, new Bytes(Market.Snapshot()), projections.Requests.ToSnapshot()));
    }

    void ReplayAll(Snapshot? from, IReadOnlyList<string> passedOver)
    {
        long began = time.GetTimestamp();
        latest = Newest(journal.Checkpoints(), journal.Position);
        durable = snapshotAt = from?.Position ?? 0;
        if (from is not null) projections.Requests.Restore(from.Requests);
        foreach (var group in JournalReplay.Ahead(journal.ReadAfter(durable, from?.Head ?? Hash32.Sha256(journal.Genesis))))
            foreach (var entry in group)
                Replay(++durable, entry);
        if (durable != journal.Position) throw new JournalException("journal-damaged", $"The journal says that it ends at entry {journal.Position}, but entry {durable} is the last that can be read.");
        head = durableHead = journal.Head;
        open = new PendingGroup(durable + 1);
        Recovered = new Recovery(snapshotAt, durable - snapshotAt, time.GetElapsedTime(began), passedOver);
    }

    static SignedCheckpoint? Newest(IReadOnlyList<SignedCheckpoint> kept, ulong position)
    {
        for (int i = kept.Count - 1; i >= 0; i--)
            if (kept[i].Checkpoint.Sequence <= position) return kept[i];
        return null;
    }

    void Replay(ulong sequence, JournalEntry entry)
    {
        var claims = entry.Verdicts.Length == 0 ? [] : Market.ClaimsIn(entry.Command.Envelope.Action, entry.Command.Envelope.Body.Memory);
        var outcome = EntryApplication.Apply(Market, entry);
        if (Market.Sequence != sequence) throw new JournalException("sequence-differs", $"Entry {sequence} of the journal counts as command {Market.Sequence} of the market.");
        projections.Take(Market, outcome, claims, entry.Verdicts);
        FollowEdition();
        if (latest is { } kept && sequence == kept.Checkpoint.Sequence && Market.StateHash() != kept.Checkpoint.State)
            throw new JournalException("state-differs", $"After entry {sequence} the replay has another state than the node had; this program is not the one that wrote the journal, or its rows are damaged. An audit says more.");
    }
}

/// <summary>How a market came back when it was started.</summary>
/// <param name="Snapshot">The position of the snapshot that it went on from; 0 for none.</param>
/// <param name="Entries">How many entries were replayed after it.</param>
/// <param name="Took">How long the replay took.</param>
/// <param name="PassedOver">Why newer snapshots were not used, one sentence each.</param>
public sealed record Recovery(ulong Snapshot, ulong Entries, TimeSpan Took, IReadOnlyList<string> PassedOver);
