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
    readonly Dictionary<ulong, SignedCheckpoint> checkpoints = [];
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
            foreach (var kept in journal.Checkpoints()) checkpoints.Add(kept.Checkpoint.Sequence, kept);
            CompareState(0, default, default, default);
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
        if (receipts is not null) findings.AddRange(receipts.Findings(new Bytes(journal.Genesis), genesis, market.Sequence, whole));
        bool conserved = Enumerable.Range(0, market.Ledger.Assets).All(i => market.Ledger.Sum(new Asset((byte)i)) == 0);
        if (!conserved) Find("money-not-conserved", market.Sequence, "The money does not sum to zero.");
        return new AuditReport(market.Sequence, signatures, proofs, acknowledgements, receipts?.Compared ?? 0, compared, head, market.StateHash(), market.StateTree.Root().Hash(), conserved, findings);
    }

    async Task ReplayAsync(ulong sequence, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        var (before, hash) = (head, Hash32.Sha256(bytes.Span));
        head = JournalEntry.Chain(before, hash);
        if (Decode(sequence, bytes) is not { } entry)
        {
            receipts?.Replayed(sequence, before, hash, bytes, head, market.Now, market.Block, null);
            return;
        }
        CheckSignature(sequence, entry);
        await CheckVerdictsAsync(sequence, entry, stop).ConfigureAwait(false);
        var outcome = EntryApplication.Apply(market, entry);
        if (market.Sequence != sequence) Find("sequence-differs", sequence, $"The entry counts as command {market.Sequence} of the market.");
        if (entry.Command.Envelope.Nonce > 0) Give(entry, outcome);
        CompareState(sequence, before, hash, bytes);
        if (market.Editions.Number == edition) return;
        edition = market.Editions.Number;
        (actions, actionsBefore) = (ActionSet.Of(market), actions);
    }

    void CompareState(ulong sequence, Hash32 before, Hash32 hash, ReadOnlyMemory<byte> entry)
    {
        bool stated = checkpoints.Remove(sequence, out var kept);
        StateRoot? root = stated || receipts?.WantsState(sequence) == true ? market.StateTree.Root() : null;
        receipts?.Replayed(sequence, before, hash, entry, head, market.Now, market.Block, root);
        if (!stated) return;
        compared++;
        receipts?.TakeOfJournal(kept, head);
        Compare(sequence, kept, root!.Value);
    }

    void Compare(ulong sequence, in SignedCheckpoint kept, in StateRoot root)
    {
        var said = kept.Checkpoint;
        if (said.State != root.State) Find("state-differs", sequence, $"After this entry the replay has the state {root.State}, the node had {said.State}.");
        else if (said.Root != root.Hash()) Find("root-differs", sequence, $"After this entry the replay has the state root {root.Hash()}, the node stated {said.Root}.");
        if (said.Market != genesis || said.Head != head || (said.Now, said.Block) != (market.Now, market.Block))
            Find("checkpoint-differs", sequence, "The checkpoint after this entry states another market, instant or history than the replay gives.");
        if (OperatorKey is { IsZero: false } key && !said.Verify(key, kept.Signature))
            Find("checkpoint-not-signed", sequence, $"The checkpoint after this entry is not signed with the operator's key {key}.");
    }

    /// <summary>The key that the genesis fixes, or else the one by which the clients know the operator.</summary>
    Hash32 OperatorKey => market.Genesis.OperatorKey.IsZero ? receipts?.OperatorKey ?? default : market.Genesis.OperatorKey;

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
        var claims = ClaimsOf(entry);
        if (claims.Count > entry.Verdicts.Length) Find("verdict-missing", sequence, $"The entry carries {claims.Count} claims and {entry.Verdicts.Length} verdicts: an operator never sequences a claim without its verdict.");
        if (verifier is null) return;
        for (int i = 0; i < entry.Verdicts.Length; i++)
        {
            proofs++;
            try
            {
                if (i < claims.Count && verifier.MissingOf(claims[i]) is { } missing) Find(missing, sequence, $"The {(missing == "proof-missing" ? "proof" : "verifying key")} by which claim {i} was judged is gone, so that its verdict can no longer be checked.");
                else if (i >= claims.Count || await verifier.JudgeAsync(claims[i], stop).ConfigureAwait(false) != entry.Verdicts[i])
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
        var acknowledgement = new Acknowledgement(genesis, id, market.Sequence, entry.Now, entry.Block, outcome.Kind, outcome.Code, head);
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
