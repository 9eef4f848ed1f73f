using Vendue.Mechanisms;
using Vendue.Node.Journal;
using Vendue.Node.Sequencing;

namespace Vendue.Node.Tests.Running;

/// <summary>
/// An operator who rewrites a stopped market's history and makes everything anew that its keys can make: checksums, chain,
/// answers, and signed checkpoints. Its journal audits clean; only what others kept gives it away.
/// </summary>
sealed class DishonestOperator : IDisposable
{
    readonly string file;
    readonly DelegatedKey key;

    public DishonestOperator(string folder)
    {
        file = VendueNode.JournalPath(folder);
        key = KeyFile.LoadDelegated(NodeKeys.OperatorPath(folder));
    }

    public DelegatedKey Key => key;

    public static List<JournalEntry> EntriesOf(string folder)
    {
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(folder));
        return [.. journal.Read().SelectMany(g => g.Entries).Select(bytes => Codec<JournalEntry>.Of.Decode(bytes))];
    }

    /// <summary>Puts another history in the place of the one that was.</summary>
    /// <param name="entries">The history.</param>
    /// <param name="every">After how many entries a checkpoint is made, besides at the end.</param>
    public void Rewrite(IReadOnlyList<JournalEntry> entries, int every = 4)
    {
        byte[] genesis;
        using (var journal = SqliteJournal.OpenToRead(file)) genesis = journal.Genesis;
        foreach (string table in (string[])["groups", "acknowledgements", "checkpoints", "events"]) Sql.Run(file, $"DELETE FROM {table}");
        var market = Catalogue.Open(Codec<Genesis>.Of.Decode(genesis));
        var id = market.Genesis.Hash();
        var head = Hash32.Sha256(genesis);
        for (int i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var bytes = Codec<JournalEntry>.Of.Encode(entry);
            head = JournalEntry.Chain(head, bytes);
            var outcome = EntryApplication.Apply(market, entry);
            Sql.Run(file, "INSERT INTO groups VALUES ($0, 1, $1, $2)", (long)i + 1, PackedEntries.Pack([bytes]), head.ToArray());
            if (entry.Command.Envelope.Nonce > 0)
            {
                var said = new Acknowledgement(id, entry.Command.Id(), market.Sequence, entry.Now, entry.Block, outcome.Kind, outcome.Code, head);
                Sql.Run(file, "INSERT INTO acknowledgements VALUES ($0, $1)", entry.Command.Id().ToArray(), Codec<Answer>.Of.Encode(Answer.Of(said, outcome, market.Items)));
            }
            if ((i + 1) % every == 0 || i == entries.Count - 1) Keep(Of(market, id, head));
        }
    }

    /// <summary>Signs another checkpoint in place of one that the journal has.</summary>
    public void Restate(Func<Checkpoint, Checkpoint> change, Func<Checkpoint, bool>? which = null)
    {
        List<SignedCheckpoint> kept;
        using (var journal = SqliteJournal.OpenToRead(file)) kept = [.. journal.Checkpoints()];
        var one = kept.Last(c => which?.Invoke(c.Checkpoint) ?? true).Checkpoint;
        Sql.Run(file, "DELETE FROM checkpoints WHERE sequence = $0", (long)one.Sequence);
        Keep(change(one).Sign(key));
    }

    public void Keep(in SignedCheckpoint checkpoint) =>
        Sql.Run(file, "INSERT OR REPLACE INTO checkpoints VALUES ($0, $1)", (long)checkpoint.Checkpoint.Sequence, Codec<SignedCheckpoint>.Of.Encode(checkpoint));

    public void Dispose() => key.Dispose();

    SignedCheckpoint Of(Market market, Hash32 id, Hash32 head)
    {
        var root = market.StateTree.Root();
        return new Checkpoint(id, market.Sequence, market.Now, market.Block, head, root.State, root.Hash()).Sign(key);
    }
}
