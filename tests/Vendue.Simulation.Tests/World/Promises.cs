using Vendue.Node.Auditing;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;

namespace Vendue.Simulation.Tests.World;

/// <summary>All that the node has told anybody, held against all that it tells and keeps later.</summary>
sealed class Promises
{
    static readonly HashSet<string> Passing = ["stopping", "busy", "unjudged"];

    readonly Dictionary<Hash32, (Answer Answer, byte[] Bytes)> acknowledged = [];
    readonly HashSet<Hash32> refusedForGood = [];
    readonly Dictionary<Hash32, Hash32> stateAfter = [];
    readonly SortedDictionary<ulong, Hash32> seenEvents = [];

    public int Acknowledged => acknowledged.Count;

    /// <summary>The next event that a subscriber asks for.</summary>
    public ulong NextEvent => seenEvents.Count == 0 ? 1 : seenEvents.Keys.Last() + 1;

    /// <summary>Whether the sender has its last word on the command.</summary>
    public bool IsDecided(Hash32 command) => acknowledged.ContainsKey(command) || refusedForGood.Contains(command);

    /// <summary>A sender is told: once acknowledged always the same, once refused for good never done.</summary>
    public void Told(Hash32 command, SubmissionResult result)
    {
        if (result.Rejection is { } rejection)
        {
            if (Passing.Contains(rejection.Code)) return;
            if (acknowledged.ContainsKey(command)) throw new Violation($"Command {command} was acknowledged, and is turned away when it is sent again: {rejection.Code}.");
            if (rejection.Code == Refused.NonceUsed.Code) refusedForGood.Add(command);
            return;
        }
        var bytes = Codec<Answer>.Of.Encode(result.Answer);
        if (refusedForGood.Contains(command)) throw new Violation($"Command {command} was turned away for good, and counts all the same.");
        if (!acknowledged.TryAdd(command, (result.Answer, bytes)) && !acknowledged[command].Bytes.AsSpan().SequenceEqual(bytes))
            throw new Violation($"Command {command} got another answer than before: {result.Answer.Acknowledgement} after {acknowledged[command].Answer.Acknowledgement}.");
    }

    /// <summary>A subscriber is told.</summary>
    public void Seen(ulong sequence, byte[] events)
    {
        if (!seenEvents.TryAdd(sequence, Hash32.Sha256(events))) throw new Violation($"The events of entry {sequence} came twice.");
    }

    /// <summary>After a history has this head, the state has this hash, on every node and after every recovery.</summary>
    public void State(Hash32 head, Hash32 state)
    {
        if (!stateAfter.TryAdd(head, state) && stateAfter[head] != state) throw new Violation($"After the history {head} the state is {state}, and was {stateAfter[head]} before.");
    }

    /// <summary>All that was told stands in a journal and its projections.</summary>
    public void StandIn(IJournal journal)
    {
        foreach (var (command, (answer, bytes)) in acknowledged)
        {
            if (answer.Acknowledgement.Sequence > journal.Position) throw new Violation($"Command {command} was acknowledged as entry {answer.Acknowledgement.Sequence}; the journal ends at {journal.Position}.");
            if (journal.AcknowledgementOf(command) is not { } kept || !kept.AsSpan().SequenceEqual(bytes)) throw new Violation($"The answer to command {command} is no longer what it was.");
        }
        var events = journal.EventsFrom(1, int.MaxValue).ToDictionary(e => e.Sequence, e => Hash32.Sha256(e.Events));
        foreach (var (sequence, seen) in seenEvents)
            if (!events.TryGetValue(sequence, out var kept) || kept != seen) throw new Violation($"The events of entry {sequence} that a subscriber saw are gone or others.");
    }

    /// <summary>Each command stands at most once in the entries, and none that was turned away for good.</summary>
    public void Count(IEnumerable<JournalEntry> entries)
    {
        var found = new HashSet<Hash32>();
        foreach (var command in entries.Select(e => e.Command).Where(c => c.Envelope.Nonce > 0).Select(c => c.Id()))
        {
            if (!found.Add(command)) throw new Violation($"Command {command} stands twice in the journal.");
            if (refusedForGood.Contains(command)) throw new Violation($"Command {command} was turned away for good and stands in the journal.");
        }
    }

    /// <summary>What the clients kept: each answer with the operator's signature.</summary>
    public ReceiptAudit Receipts() => new([.. acknowledged.Values.Select(a =>
        SignedStatement.Of(a.Answer.Acknowledgement, a.Answer.Acknowledgement.Sign(Population.Operator), "a client's receipt"))], Population.Operator.Public);

    /// <summary>
    /// A disk that lied may have lost what was told. Of answers that must not go unnoticed: an audit with the clients'
    /// receipts tells. Of events and rejections nobody has a receipt.
    /// </summary>
    /// <returns>Whether the audit finds anything, so that the journal has to come from a backup.</returns>
    public bool AreLost(IJournal journal, AuditReport report)
    {
        refusedForGood.Clear();
        seenEvents.Clear();
        if (report.IsClean) StandIn(journal);
        return !report.IsClean;
    }
}
