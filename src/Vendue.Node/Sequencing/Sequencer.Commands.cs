using Vendue.Client;
using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <content>The way of a command: once through admission, past the verifier where it carries proofs, into the journal.</content>
sealed partial class Sequencer
{
    const int MostJudgements = 3;

    public static readonly Rejection Stopping = new(503, "stopping", "The node is stopping; send the same command again when it is back.");
    public static readonly Rejection Busy = new(503, "busy", "The market's queue is full; send the same command again in a moment.");
    static readonly Rejection Unjudged = new(503, "unjudged", "The market could not judge the proof just now; send the same command again, it counts as received when it first came.");

    /// <summary>A command arrived, of good form and signature.</summary>
    public void Take(Submission submission)
    {
        if (ended) submission.Reject(Stopping);
        else if (underWay.TryGetValue(submission.Id, out var same)) same.Join(submission);
        else if (admission.Check(Market, submission) is { } rejection) TurnAway(submission, rejection);
        else if (submission.Claims.Count > 0) Judge(submission);
        else Sequence(submission);
    }

    /// <summary>A command that was answered before gets that answer again, also by a node that does not know yet that another took over.</summary>
    void TurnAway(Submission submission, Rejection rejection)
    {
        if (journal.AcknowledgementOf(submission.Id) is { } kept) submission.Answer(Decode<Answer>(kept, $"The answer to command {submission.Id}"));
        else Refuse(submission, rejection);
    }

    /// <summary>Turns a command away for what the market's state is. A state that a crash could undo is shown to nobody: the rejection waits for the disk as an answer does.</summary>
    void Refuse(Submission submission, Rejection rejection)
    {
        if ((open.Count > 0 ? open : sealedGroup) is { } pending)
        {
            underWay[submission.Id] = submission;
            pending.TurnAway(submission, rejection);
        }
        else
        {
            underWay.Remove(submission.Id);
            submission.Reject(rejection);
        }
    }

    /// <summary>
    /// Records that the proofs arrived, and has them judged beside the loop. One account's proofs may not keep the others'
    /// waiting, so only some of them wait at a time; a batch alone always may.
    /// </summary>
    void Judge(Submission submission)
    {
        var sender = submission.Command.Envelope.Sender;
        int before = judgingOf.GetValueOrDefault(sender);
        if ((before > 0 && before + submission.Claims.Count > options.PendingProofsPerAccount) || !TryVerify(submission))
        {
            submission.Reject(Busy);
            return;
        }
        underWay.Add(submission.Id, submission);
        judgingOf[sender] = before + submission.Claims.Count;
        foreach (var request in submission.Claims.Select(c => c.Request).Where(r => !r.IsZero).Distinct())
        {
            var received = Declare(new ReceiveProof(submission.Id, request, sender));
            if (received.IsApplied || received.Reason == Refused.ReceiptKnown) submission.Receipt = submission.Id;
        }
    }

    bool TryVerify(Submission submission)
    {
        submission.Judgements++;
        return takeProofs(submission.Claims, verdicts => Judged(submission, verdicts));
    }

    void Judged(Submission submission, Verdict[]? verdicts)
    {
        if (ended) return;
        var judged = submission.Claims;
        // A proof that could not be judged keeps its receipt, so that it is not late when it is sent again.
        if (verdicts is null) GiveBack(submission, judged.Count);
        else if (admission.Check(Market, submission) is { } rejection)
        {
            if (!submission.Receipt.IsZero) Declare(new DropProof(submission.Id));
            Release(submission, judged.Count);
            Refuse(submission, rejection);
        }
        else if (!submission.Claims.SequenceEqual(judged)) JudgeAgain(submission, judged.Count);
        else
        {
            Release(submission, judged.Count);
            submission.Verdicts = verdicts;
            Sequence(submission);
        }
    }

    /// <summary>What the proofs are to prove changed while they were judged: a verdict counts only for the statement that it was made for.</summary>
    void JudgeAgain(Submission submission, int count)
    {
        if (submission.Judgements == MostJudgements || submission.Claims.Count != count || !TryVerify(submission)) GiveBack(submission, count);
    }

    void GiveBack(Submission submission, int count)
    {
        Release(submission, count);
        Refuse(submission, Unjudged);
    }

    void Release(Submission submission, int count)
    {
        var sender = submission.Command.Envelope.Sender;
        if ((judgingOf[sender] -= count) == 0) judgingOf.Remove(sender);
    }

    void Sequence(Submission submission)
    {
        var entry = EntryOf(submission.Command) with { Receipt = submission.Receipt, Verdicts = submission.Verdicts };
        var outcome = Append(entry, submission.Claims);
        var acknowledgement = new Acknowledgement(genesis, submission.Id, Market.Sequence, entry.Now, entry.Block, outcome.Kind, outcome.Code, head);
        underWay[submission.Id] = submission;
        open.Answer(submission, Answer.Of(acknowledgement, outcome, Market.Items));
    }

    /// <summary>Time passed. A market in which nothing can happen journals nothing of it.</summary>
    public void LetTimePass()
    {
        if (ended || (Market.Requests.Count == 0 && Market.Timers.Next is null && Market.Editions.Next is null)) return;
        Declare(new Tick());
        if (beacon is null || (beaconRevealed is { } last && time.GetElapsedTime(last) < options.BeaconEvery) || !Market.Beacon.CanOpen || Market.Beacon.OperatorLinks >= BeaconChain.Length) return;
        beaconRevealed = time.GetTimestamp();
        Declare(new RevealBeacon(beacon.ValueOf(Market.Beacon.OperatorLinks + 1)));
    }

    /// <summary>The sequencer states a fact of its own.</summary>
    Outcome Declare<T>(in T fact) where T : struct =>
        Append(EntryOf(new SignedCommand(CommandEnvelope.Of(genesis, sequencer, default, 0, 0, 0, fact), default)), []);

    JournalEntry EntryOf(SignedCommand command)
    {
        var (now, block) = clock.Next(Market);
        return new JournalEntry { Now = now, Block = block, Command = command };
    }

    Outcome Append(JournalEntry entry, IReadOnlyList<Claim> claims)
    {
        var bytes = Codec<JournalEntry>.Of.Encode(entry);
        var outcome = EntryApplication.Apply(Market, entry);
        if (Market.Sequence != open.Last + 1) throw new InvariantException($"The command after entry {open.Last} counts as {Market.Sequence}.");
        var hash = Hash32.Sha256(bytes);
        head = JournalEntry.Chain(head, hash);
        projections.Take(Market, outcome, claims, entry.Verdicts);
        FollowEdition();
        open.Add(bytes, hash, EventsJson.Of(Market));
        return outcome;
    }
}
