using Vendue.Client;
using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <content>The way of a command: once through admission, past the verifier where it carries proofs, into the journal.</content>
public sealed partial class MarketHost
{
    const int MostJudgements = 3;

    void Take(Submission submission)
    {
        if (ended) submission.Reject(Stopping);
        else if (group.TryJoin(submission)) { }
        else if (judging.TryGetValue(submission.Id, out var same)) _ = JoinAsync(submission, same);
        else if (admission.Check(Market, submission) is { } rejection) TurnAway(submission, rejection);
        else if (submission.Claims.Count > 0) Judge(submission);
        else Sequence(submission);
    }

    /// <summary>A command whose nonce is spent may have been answered before: then it gets that answer again.</summary>
    void TurnAway(Submission submission, Rejection rejection)
    {
        if (rejection.Code == Refused.NonceUsed.Code && journal.AcknowledgementOf(submission.Id) is { } kept) submission.Answer(Codec<Answer>.Of.Decode(kept));
        else submission.Reject(rejection);
    }

    static async Task JoinAsync(Submission copy, Submission first)
    {
        var result = await first.Result.ConfigureAwait(false);
        if (result.Rejection is { } rejection) copy.Reject(rejection);
        else copy.Answer(result.Answer);
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
        judging.Add(submission.Id, submission);
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
        return verifier.TryTake(submission.Claims, verdicts => work.Writer.TryWrite(() => Judged(submission, verdicts)));
    }

    void Judged(Submission submission, Verdict[]? verdicts)
    {
        if (ended) return;
        var judged = submission.Claims;
        // A proof that could not be judged keeps its receipt, so that it is not late when it is sent again.
        if (verdicts is null) Release(submission, judged.Count, Unjudged);
        else if (admission.Check(Market, submission) is { } rejection)
        {
            if (!submission.Receipt.IsZero) Declare(new DropProof(submission.Id));
            Release(submission, judged.Count, rejection);
        }
        else if (!submission.Claims.SequenceEqual(judged)) JudgeAgain(submission, judged.Count);
        else
        {
            Release(submission, judged.Count, null);
            submission.Verdicts = verdicts;
            Sequence(submission);
        }
    }

    /// <summary>What the proofs are to prove changed while they were judged: a verdict counts only for the statement that it was made for.</summary>
    void JudgeAgain(Submission submission, int count)
    {
        if (submission.Judgements == MostJudgements || submission.Claims.Count != count || !TryVerify(submission)) Release(submission, count, Unjudged);
    }

    void Release(Submission submission, int count, Rejection? rejection)
    {
        var sender = submission.Command.Envelope.Sender;
        judging.Remove(submission.Id);
        if ((judgingOf[sender] -= count) == 0) judgingOf.Remove(sender);
        if (rejection is not null) submission.Reject(rejection);
    }

    void Sequence(Submission submission)
    {
        var entry = EntryOf(submission.Command) with { Receipt = submission.Receipt, Verdicts = submission.Verdicts };
        var outcome = Append(entry, submission.Claims);
        var acknowledgement = new Acknowledgement(submission.Id, Market.Sequence, entry.Now, entry.Block, outcome.Kind, outcome.Code, head);
        group.Answer(submission, Answer.Of(acknowledgement, outcome, Market.Items));
    }

    void LetTimePass()
    {
        if (ended || (Market.Requests.Count == 0 && Market.Timers.Next is null)) return;
        Declare(new Tick());
        if (beacon is null || time.GetUtcNow() - beaconRevealed < options.BeaconEvery || Market.Beacon.Round >= BeaconChain.Length) return;
        beaconRevealed = time.GetUtcNow();
        Declare(new RevealBeacon(beacon.ValueOf(Market.Beacon.Round + 1)));
    }

    /// <summary>The sequencer states a fact of its own.</summary>
    Outcome Declare<T>(in T fact) where T : struct =>
        Append(EntryOf(new SignedCommand(CommandEnvelope.Of(GenesisHash, sequencer, default, 0, 0, 0, fact), default)), []);

    JournalEntry EntryOf(SignedCommand command)
    {
        var (now, block) = clock.Next(Market);
        return new JournalEntry { Now = now, Block = block, Command = command };
    }

    Outcome Append(JournalEntry entry, IReadOnlyList<Claim> claims)
    {
        var bytes = Codec<JournalEntry>.Of.Encode(entry);
        var outcome = EntryApplication.Apply(Market, entry);
        if (Market.Sequence != journal.Position + (ulong)group.Count + 1)
            throw new InvariantException($"The command after entry {journal.Position + (ulong)group.Count} counts as {Market.Sequence}.");
        head = JournalEntry.Chain(head, bytes);
        projections.Take(Market, outcome, claims, entry.Verdicts);
        group.Add(bytes, Market.Sequence, EventsJson.Of(Market));
        return outcome;
    }
}
