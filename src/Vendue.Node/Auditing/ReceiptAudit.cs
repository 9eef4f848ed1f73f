using Vendue.Client;
using Vendue.Node.Auditing.Evidence;

namespace Vendue.Node.Auditing;

/// <summary>
/// Holds what an operator signed and clients kept against a replay, and against each other: an acknowledged command must
/// stand where the operator said, with the outcome and after the history that the operator said; a stated state must be the
/// one that the history gives; and no two statements may contradict each other, whatever the journal says.
/// </summary>
public sealed class ReceiptAudit
{
    readonly List<SignedStatement> statements;
    readonly List<SignedStatement> unsigned;
    readonly Hash32 operatorKey;
    readonly HashSet<Hash32> wantedCommands;
    readonly HashSet<ulong> wantedPlaces, wantedStates;
    readonly Dictionary<Hash32, Acknowledgement> commands = [];
    readonly Dictionary<ulong, ReplayedPlace> places = [];
    readonly List<Hash32> entries = [];
    readonly List<SignedStatement> ofJournal = [], attesting = [];

    /// <summary>Prepares an audit.</summary>
    /// <param name="statements">What clients kept.</param>
    /// <param name="operatorKey">The operator's key, as the clients know it.</param>
    public ReceiptAudit(IReadOnlyList<SignedStatement> statements, Hash32 operatorKey)
    {
        this.operatorKey = operatorKey;
        this.statements = [.. statements.Where(s => s.IsSignedBy(operatorKey))];
        unsigned = [.. statements.Except(this.statements)];
        wantedCommands = [.. this.statements.Where(s => s.Acknowledgement is not null).Select(s => s.Acknowledgement!.Value.Command)];
        wantedPlaces = [.. this.statements.Select(s => s.Sequence)];
        wantedStates = [.. this.statements.Where(s => s.Checkpoint is not null).Select(s => s.Sequence)];
        Compared = statements.Count;
    }

    /// <summary>How many statements were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>The operator's key, as the clients know it.</summary>
    public Hash32 OperatorKey => operatorKey;

    /// <summary>What contradicts itself without any journal.</summary>
    /// <param name="genesis">The market's genesis, encoded, so that the evidence names the key; empty where it is not at hand.</param>
    public IReadOnlyList<AuditFinding> Alone(Bytes genesis) =>
        [.. unsigned.Select(NotSigned), .. Equivocations(statements, genesis)];

    /// <summary>Whether the state root after this entry will be asked for.</summary>
    internal bool WantsState(ulong sequence) => wantedStates.Contains(sequence);

    /// <summary>A checkpoint that the journal keeps, if it is the operator's signed word; with the journal's own head, it attests the history up to it.</summary>
    internal void TakeOfJournal(in SignedCheckpoint kept, Hash32 head)
    {
        var statement = SignedStatement.Of(kept, $"the journal's checkpoint after entry {kept.Checkpoint.Sequence}");
        if (!statement.IsSignedBy(operatorKey)) return;
        ofJournal.Add(statement);
        if (statement.Head == head) attesting.Add(statement);
    }

    /// <summary>The replay passed an entry.</summary>
    internal void Replayed(ulong sequence, Hash32 before, Hash32 entryHash, ReadOnlyMemory<byte> entry, Hash32 head, ulong now, ulong block, StateRoot? root)
    {
        if (sequence > 0) entries.Add(entryHash);
        if (wantedPlaces.Contains(sequence)) places[sequence] = new ReplayedPlace(before, sequence > 0 ? new Bytes(entry.ToArray()) : default, head, now, block, root);
    }

    /// <summary>The replay gave this for a command.</summary>
    internal void Replayed(in Acknowledgement acknowledgement)
    {
        if (wantedCommands.Contains(acknowledgement.Command)) commands.TryAdd(acknowledgement.Command, acknowledgement);
    }

    /// <summary>What is wrong, after the replay.</summary>
    /// <param name="genesis">The market's genesis, encoded.</param>
    /// <param name="market">Its hash.</param>
    /// <param name="position">The last entry that was replayed.</param>
    /// <param name="whole">Whether the whole journal could be read; otherwise nothing is said of what comes after.</param>
    internal IEnumerable<AuditFinding> Findings(Bytes genesis, Hash32 market, ulong position, bool whole)
    {
        var accused = new HashSet<Bytes>();
        foreach (var statement in unsigned) yield return NotSigned(statement);
        foreach (var statement in statements)
        {
            if (statement.Market != market)
            {
                yield return new AuditFinding("receipt-of-another-market", 0, $"{statement.Origin}: the operator said it of the market {statement.Market}, so it says nothing of this one.");
                continue;
            }
            if (!whole && statement.Sequence > position)
            {
                Compared--;
                continue;
            }
            if (Compare(statement, genesis, position) is not { } finding) continue;
            if (finding.Evidence is not null) accused.Add(statement.Said);
            yield return finding;
        }
        // Who is contradicted by the journal already need not be contradicted by its checkpoints as well.
        var own = statements.Where(s => s.Market == market && !accused.Contains(s.Said)).ToList();
        var said = own.Select(s => s.Said).ToHashSet();
        foreach (var finding in Equivocations([.. own, .. ofJournal.Where(j => !said.Contains(j.Said))], genesis)) yield return finding;
    }

    static AuditFinding NotSigned(SignedStatement statement) =>
        new("receipt-not-signed", statement.Sequence, $"{statement.Origin}: it is not signed with the operator's key, so it proves nothing.");

    AuditFinding? Compare(SignedStatement said, Bytes genesis, ulong position)
    {
        if (said.Acknowledgement is { } acknowledged && !commands.ContainsKey(acknowledged.Command))
            return Found("receipt-dropped", said, genesis, $"the operator acknowledged command {acknowledged.Command} as entry {said.Sequence}, and the journal, which has {position} entries, does not have it");
        if (said.Acknowledgement is { } moved && commands[moved.Command] is var there && there.Sequence != said.Sequence)
            return Found("receipt-reordered", said, genesis, $"the operator acknowledged command {moved.Command} as entry {said.Sequence}, and the journal has it as entry {there.Sequence}");
        if (!places.TryGetValue(said.Sequence, out var place))
            return Found("checkpoint-dropped", said, genesis, $"the operator stated the state after entry {said.Sequence}, and the journal has {position} entries");
        if (place.Head != said.Head)
            return Found(said.Acknowledgement is null ? "checkpoint-rewritten" : "receipt-altered", said, genesis, $"entry {said.Sequence} or one before it is not what it was then, because the head of the hash chain is another");
        return CompareOutcome(said, place, genesis);
    }

    /// <summary>The history is the one that was stated: what follows from it must be, too.</summary>
    AuditFinding? CompareOutcome(SignedStatement said, ReplayedPlace place, Bytes genesis)
    {
        string? differs = said switch
        {
            { Acknowledgement: { } a } when commands[a.Command] is var found && found != a =>
                $"the operator said {a.Outcome} ({a.Code}) at {a.Now}, and the replay gives {found.Outcome} ({found.Code}) at {found.Now}",
            { Checkpoint: { } c } when place.Root is { } root && (c.Root != root.Hash() || c.State != root.State || (c.Now, c.Block) != (place.Now, place.Block)) =>
                $"the operator stated the state {c.State} with root {c.Root} at {c.Now}, and the replay gives {root.State} with root {root.Hash()} at {place.Now}",
            _ => null,
        };
        if (differs is null) return null;
        var evidence = new EvidenceItem(EvidenceKind.Replay, said.Acknowledgement is null ? "checkpoint-false" : "receipt-false", differs, operatorKey, genesis, said, null, null, null);
        return new AuditFinding(evidence.Code, said.Sequence, $"{said.Origin}: {differs}.") { Evidence = evidence };
    }

    /// <summary>A finding, with evidence where the operator signed the history that contradicts the statement.</summary>
    AuditFinding Found(string code, SignedStatement said, Bytes genesis, string what)
    {
        var evidence = EvidenceOf(code, said, genesis, what);
        string attested = evidence is null ? " No signed statement covers that place in this journal: ask the operator for a checkpoint of it." : "";
        return new AuditFinding(code, said.Sequence, $"{said.Origin}: {what}.{attested}") { Evidence = evidence };
    }

    EvidenceItem? EvidenceOf(string code, SignedStatement said, Bytes genesis, string what)
    {
        if (!places.TryGetValue(said.Sequence, out var place) || place.Head == said.Head) return null;
        var later = attesting.Concat(statements.Where(s => s != said && Agrees(s)))
            .Where(s => s.Sequence >= said.Sequence && (s.Sequence > said.Sequence || s.Head == place.Head)).MinBy(s => s.Sequence);
        if (later is null) return null;
        var entry = said.Sequence > 0 ? new EntryDisclosure(place.Before, place.Entry) : null;
        if (later.Sequence == said.Sequence) return new EvidenceItem(EvidenceKind.Equivocation, code, what, operatorKey, genesis, said, later, null, entry);
        var between = entries.GetRange((int)said.Sequence, (int)(later.Sequence - said.Sequence));
        return new EvidenceItem(EvidenceKind.Rewritten, code, what, operatorKey, genesis, said, later, new HistoryLink(place.Head, [.. between]), entry);
    }

    bool Agrees(SignedStatement statement) => places.TryGetValue(statement.Sequence, out var place) && place.Head == statement.Head;

    /// <summary>Contradictions of a list with itself: of one place, of neighbours in time, and of one command.</summary>
    IEnumerable<AuditFinding> Equivocations(IReadOnlyList<SignedStatement> among, Bytes genesis)
    {
        SignedStatement? before = null, acknowledged = null, stated = null;
        foreach (var next in among.OrderBy(s => s.Sequence))
        {
            // What is said of one place is held against the first of each kind said of it; of different places, against the one before.
            var like = next.Acknowledgement is null ? stated : acknowledged;
            foreach (var other in (SignedStatement?[])[before, like?.Sequence == next.Sequence && like != before ? like : null])
                if (other is not null && SignedStatement.Contradiction(other, next) is { } why) yield return Equivocation(other, next, why, genesis);
            if (next.Acknowledgement is null && stated?.Sequence != next.Sequence) stated = next;
            if (next.Acknowledgement is not null && acknowledged?.Sequence != next.Sequence) acknowledged = next;
            before = next;
        }
        foreach (var group in among.Where(s => s.Acknowledgement is not null).GroupBy(s => s.Acknowledgement!.Value.Command))
        {
            var first = group.MinBy(s => s.Sequence)!;
            var last = group.MaxBy(s => s.Sequence)!;
            if (first.Sequence != last.Sequence && SignedStatement.Contradiction(first, last) is { } why) yield return Equivocation(first, last, why, genesis);
        }
    }

    AuditFinding Equivocation(SignedStatement one, SignedStatement other, string why, Bytes genesis)
    {
        var evidence = new EvidenceItem(EvidenceKind.Equivocation, "equivocation", why, operatorKey, genesis, one, other, null, null);
        return new AuditFinding(evidence.Code, one.Sequence, $"{one.Origin} and {other.Origin} contradict each other: {why}.") { Evidence = evidence };
    }
}

/// <summary>What a replay found at a place that a statement is about.</summary>
sealed record ReplayedPlace(Hash32 Before, Bytes Entry, Hash32 Head, ulong Now, ulong Block, StateRoot? Root);
