using System.Text;
using Vendue.Node.Journal;
using Vendue.Simulation.Tests.Disk;

namespace Vendue.Simulation.Tests.Stores;

/// <summary>What every store of journals must do.</summary>
public abstract class JournalContract : IDisposable
{
    protected static readonly byte[] Genesis = [1, 2, 3];

    /// <summary>Opens the journal; again and again the same one.</summary>
    protected abstract IJournal Open();

    [Fact]
    public void A_journal_begins_empty_with_its_genesis_as_the_beginning_of_its_chain()
    {
        using var journal = Open();
        (journal.Position, journal.Head).ShouldBe((0UL, Hash32.Sha256(Genesis)));
        journal.Genesis.ShouldBe(Genesis);
        journal.Read().ShouldBeEmpty();
        journal.Checkpoints().ShouldBeEmpty();
    }

    [Fact]
    public void What_was_appended_is_read_again_by_whoever_opens_it_next()
    {
        using (var journal = Open())
        {
            ulong epoch = journal.TakeOver();
            Append(journal, epoch, "a", "bc");
            Append(journal, epoch, "def");
        }
        using var again = Open();
        again.Position.ShouldBe(3UL);
        again.Read().Select(g => (g.First, Texts(g))).ShouldBe([(1UL, "a bc"), (3UL, "def")]);
        again.Read().Last().Head.ShouldBe(again.Head);
    }

    [Fact]
    public void A_group_that_does_not_follow_the_last_one_is_refused_and_leaves_nothing()
    {
        using var journal = Open();
        ulong epoch = journal.TakeOver();
        Append(journal, epoch, "a");
        foreach (var (expected, first) in new (ulong, ulong)[] { (0, 1), (1, 1), (1, 3), (2, 3), (0, 2), (2, 2) })
            Refused(journal, epoch, expected, new CommitGroup(first, [new byte[] { 1 }], default)).ShouldBe("journal-stale");
        Refused(journal, epoch, 1, new CommitGroup(2, [], default)).ShouldBe("journal-stale");
        journal.Read().Count().ShouldBe(1);
        journal.AcknowledgementOf(default).ShouldBeNull();
        journal.Position.ShouldBe(1UL);
    }

    [Fact]
    public void Of_two_writers_only_the_one_who_took_over_last_can_append()
    {
        using var first = Open();
        ulong old = first.TakeOver();
        using var second = Open();
        Append(first, old, "after the second was opened");
        ulong taken = second.TakeOver();
        taken.ShouldBeGreaterThan(old);
        (second.Position, second.Head).ShouldBe((1UL, first.Head));
        Refused(first, old, 1, new CommitGroup(2, [new byte[] { 1 }], default)).ShouldBe("journal-superseded");
        Append(second, taken, "next");
        Refused(first, old, 1, new CommitGroup(2, [new byte[] { 1 }], default)).ShouldBe("journal-superseded");
        second.Read().Select(Texts).ShouldBe(["after the second was opened", "next"]);
    }

    [Fact]
    public void An_answer_is_found_by_its_command_while_the_journal_goes_on()
    {
        using var journal = Open();
        ulong epoch = journal.TakeOver();
        Hash32 one = Hash32.Sha256([1]), two = Hash32.Sha256([2]);
        journal.Append(epoch, 0, Group(journal, "a"), new Projection([(one, [10])], []));
        journal.Append(epoch, 1, Group(journal, "b"), new Projection([(two, [20])], []));
        journal.AcknowledgementOf(one).ShouldBe([10]);
        journal.AcknowledgementOf(two).ShouldBe([20]);
        journal.AcknowledgementOf(Hash32.Sha256([3])).ShouldBeNull();
        journal.Acknowledgements().Select(a => a.Command).ShouldBe(new[] { one, two }.Order());
    }

    [Fact]
    public void Events_come_in_order_from_where_they_are_asked_for()
    {
        using var journal = Open();
        ulong epoch = journal.TakeOver();
        for (ulong i = 1; i <= 4; i++) journal.Append(epoch, i - 1, Group(journal, "x"), new Projection([], i == 2 ? [] : [(i, [(byte)i])]));
        journal.EventsFrom(1, 2).Select(e => e.Sequence).ShouldBe([1UL, 3UL]);
        journal.EventsFrom(2, 100).Select(e => e.Events[0]).ShouldBe([(byte)3, (byte)4]);
        journal.EventsFrom(5, 100).ShouldBeEmpty();
    }

    [Fact]
    public void A_state_that_is_kept_twice_counts_once()
    {
        using var journal = Open();
        Append(journal, journal.TakeOver(), "a");
        var kept = new SignedCheckpoint(new Checkpoint(default, 1, 2, 3, default, Hash32.Sha256([1]), Hash32.Sha256([2])), new Bytes([4]));
        journal.Checkpoint(kept with { Signature = default });
        journal.Checkpoint(kept);
        journal.Checkpoints().ShouldBe([kept]);
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    static CommitGroup Group(IJournal journal, params string[] texts)
    {
        List<ReadOnlyMemory<byte>> entries = [.. texts.Select(t => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t))];
        return new CommitGroup(journal.Position + 1, entries, entries.Aggregate(journal.Head, (h, e) => JournalEntry.Chain(h, e.Span)));
    }

    static void Append(IJournal journal, ulong epoch, params string[] texts) => journal.Append(epoch, journal.Position, Group(journal, texts), new Projection([], []));

    static string Refused(IJournal journal, ulong epoch, ulong expected, CommitGroup group) =>
        Should.Throw<JournalException>(() => journal.Append(epoch, expected, group, new Projection([(default, [1])], []))).Code;

    static string Texts(CommitGroup group) => string.Join(' ', group.Entries.Select(e => Encoding.UTF8.GetString(e.Span)));
}

/// <summary>The journal as a node has it: SQLite in a folder.</summary>
public sealed class SqliteJournalContract : JournalContract
{
    readonly string folder = Directory.CreateTempSubdirectory("vendue-journal-").FullName;

    protected override IJournal Open() => SqliteJournal.Open(Path.Combine(folder, "journal.sqlite"), () => Genesis);

    public override void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        base.Dispose();
    }
}

/// <summary>The same on a simulated disk: what the simulation stands on.</summary>
public sealed class SimulatedSqliteContract : JournalContract
{
    readonly string file = SqliteDisk.Attach(new SimulatedDisk(new Random(1)), "journal.sqlite", out _);

    protected override IJournal Open() => SqliteJournal.Open(file, () => Genesis);
}

/// <summary>The plainest store, which the simulation uses where speed counts.</summary>
public sealed class MemoryJournalContract : JournalContract
{
    readonly MemoryStore store = new(new Random(1), Genesis);

    protected override IJournal Open() => store.Open();
}
