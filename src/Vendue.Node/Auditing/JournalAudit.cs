using Vendue.Client;
using Vendue.Mechanisms;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;
using Vendue.Node.Storage;
using Vendue.Node.Verification;

namespace Vendue.Node.Auditing;

/// <summary>
/// Replays a journal from nothing and checks all that it says: checksums and hash chain, signatures, verdicts, answers,
/// state hashes, money, and receipts that clients kept. It trusts nothing but the genesis.
/// </summary>
public sealed class JournalAudit
{
    const ulong FirstMechanismTag = 64;

    readonly IJournal journal;
    readonly Verifier? verifier;
    readonly ReceiptAudit? receipts;
    readonly Market market;
    ActionSet actions, actionsBefore;
    uint edition;
    readonly Hash32 genesis;
    readonly Name sequencer;
    readonly Dictionary<ulong, Hash32> checkpoints;
    readonly Dictionary<Hash32, (ulong Sequence, Answer Answer)> given = [];
    readonly List<AuditFinding> findings = [];
    ulong signatures, proofs, acknowledgements;
    int compared;
    Hash32 head;

    JournalAudit(IJournal journal, Verifier? verifier, ReceiptAudit? receipts)
    {
        this.journal = journal;
        this.verifier = verifier;
        this.receipts = receipts;
        market = Catalogue.Open(Codec<Genesis>.Of.Decode(journal.Genesis));
        actions = actionsBefore = ActionSet.Of(market);
        genesis = market.Genesis.Hash();
        sequencer = market.Genesis.Authorities.First(a => a.Role == "sequencer").Holder;
        checkpoints = journal.Checkpoints().ToDictionary(c => c.Sequence, c => c.State);
        head = Hash32.Sha256(journal.Genesis);
    }

    /// <summary>Audits a journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="verifier">Checks the kept proofs again; null to take the journaled verdicts as they are.</param>
    /// <param name="stop">Stops the audit.</param>
    /// <exception cref="EncodingException">The genesis is none that this program can replay.</exception>
    /// <exception cref="JournalException">The journal cannot be read at all.</exception>
    public static Task<AuditReport> RunAsync(IJournal journal, Verifier? verifier, CancellationToken stop) => RunAsync(journal, verifier, null, stop);

    /// <summary>Audits a journal against the receipts that its clients kept.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="verifier">Checks the kept proofs again; null to take the journaled verdicts as they are.</param>
    /// <param name="receipts">The receipts; null for none.</param>
    /// <param name="stop">Stops the audit.</param>
    /// <exception cref="EncodingException">The genesis is none that this program can replay.</exception>
    /// <exception cref="JournalException">The journal cannot be read at all.</exception>
    public static Task<AuditReport> RunAsync(IJournal journal, Verifier? verifier, ReceiptAudit? receipts, CancellationToken stop) =>
        new JournalAudit(journal, verifier, receipts).RunAsync(stop);

    async Task<AuditReport> RunAsync(CancellationToken stop)
    {
        bool whole = false;
        try
        {
            CompareState(0);
            foreach (var group in journal.Read())
            {
                for (int i = 0; i < group.Entries.Count; i++) await ReplayAsync(group.First + (ulong)i, group.Entries[i], stop).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
            }
            whole = true;
            CompareAnswers();
            foreach (ulong sequence in checkpoints.Keys.Order()) Find("checkpoint-unknown", sequence, "A state is kept for an entry that the journal does not have.");
        }
        catch (JournalException damaged)
        {
            Find(damaged.Code, market.Sequence + 1, damaged.Message);
        }
        if (receipts is not null) findings.AddRange(receipts.Findings(market.Sequence, whole));
        bool conserved = Enumerable.Range(0, market.Ledger.Assets).All(i => market.Ledger.Sum(new Asset((byte)i)) == 0);
        if (!conserved) Find("money-not-conserved", market.Sequence, "The money does not sum to zero.");
        return new AuditReport(market.Sequence, signatures, proofs, acknowledgements, receipts?.Compared ?? 0, compared, head, market.StateHash(), conserved, findings);
    }

    async Task ReplayAsync(ulong sequence, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        head = JournalEntry.Chain(head, bytes.Span);
        if (Decode(sequence, bytes) is not { } entry) return;
        CheckSignature(sequence, entry);
        await CheckVerdictsAsync(sequence, entry, stop).ConfigureAwait(false);
        var outcome = EntryApplication.Apply(market, entry);
        if (market.Sequence != sequence) Find("sequence-differs", sequence, $"The entry counts as command {market.Sequence} of the market.");
        if (entry.Command.Envelope.Nonce > 0) Give(entry, outcome);
        CompareState(sequence);
        if (market.Editions.Number == edition) return;
        edition = market.Editions.Number;
        (actions, actionsBefore) = (ActionSet.Of(market), actions);
    }

    void CompareState(ulong sequence)
    {
        if (!checkpoints.Remove(sequence, out var kept)) return;
        compared++;
        if (market.StateHash() is var state && state != kept) Find("state-differs", sequence, $"After this entry the replay has the state {state}, the node had {kept}.");
    }

    JournalEntry? Decode(ulong sequence, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Codec<JournalEntry>.Of.Decode(bytes);
        }
        catch (EncodingException wrong)
        {
            Find("entry-malformed", sequence, wrong.Message);
            return null;
        }
    }

    void CheckSignature(ulong sequence, JournalEntry entry)
    {
        var envelope = entry.Command.Envelope;
        if (envelope.Nonce == 0 && entry.Command.Signature.Length == 0 && envelope.Sender == sequencer && envelope.Action < FirstMechanismTag) return;
        signatures++;
        // A command that was on its way when the rules changed was signed under those before.
        if (Signatures.Verify(entry.Command, genesis, actions) is { } wrong && Signatures.Verify(entry.Command, genesis, actionsBefore) is not null) Find(wrong.Code, sequence, wrong.Message);
    }

    async Task CheckVerdictsAsync(ulong sequence, JournalEntry entry, CancellationToken stop)
    {
        if (verifier is null || entry.Verdicts.Length == 0) return;
        var claims = ClaimsOf(entry);
        for (int i = 0; i < entry.Verdicts.Length; i++)
        {
            proofs++;
            try
            {
                if (i >= claims.Count || await verifier.JudgeAsync(claims[i], stop).ConfigureAwait(false) != entry.Verdicts[i])
                    Find("verdict-differs", sequence, $"The verdict on proof {i} is not what verifying the kept proof gives.");
            }
            catch (StorageException damaged)
            {
                Find(damaged.Code, sequence, $"Proof {i} cannot be verified again: {damaged.Message}");
            }
        }
    }

    IReadOnlyList<Claim> ClaimsOf(JournalEntry entry)
    {
        try
        {
            return market.ClaimsIn(entry.Command.Envelope.Action, entry.Command.Envelope.Body.Memory);
        }
        catch (EncodingException)
        {
            // A body that cannot be read is found where its signature is checked, and carries no proof.
            return [];
        }
    }

    void Give(JournalEntry entry, Outcome outcome)
    {
        var id = entry.Command.Id();
        var acknowledgement = new Acknowledgement(id, market.Sequence, entry.Now, entry.Block, outcome.Kind, outcome.Code, head);
        receipts?.Replayed(acknowledgement);
        given[id] = (market.Sequence, Answer.Of(acknowledgement, outcome, market.Items));
    }

    void CompareAnswers()
    {
        foreach (var (command, kept) in journal.Acknowledgements())
        {
            acknowledgements++;
            if (!given.Remove(command, out var replayed)) Find("answer-unknown", 0, $"An answer was given to command {command}, which the journal does not have.");
            else if (!kept.AsSpan().SequenceEqual(journal.AcknowledgementOf(command))) Find("answer-not-found", replayed.Sequence, "The kept answer is there, but who sends the command again does not get it: the journal's index is damaged.");
            else if (!kept.AsSpan().SequenceEqual(Codec<Answer>.Of.Encode(replayed.Answer))) Find("answer-differs", replayed.Sequence, "The kept answer is not what the replay gives.");
        }
        foreach (var (sequence, _) in given.Values.OrderBy(g => g.Sequence)) Find("answer-missing", sequence, "No answer is kept for this entry.");
    }

    void Find(string code, ulong sequence, string message) => findings.Add(new AuditFinding(code, sequence, message));
}
