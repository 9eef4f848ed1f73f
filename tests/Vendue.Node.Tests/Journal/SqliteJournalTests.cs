using Vendue.Node.Journal;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    static readonly byte[] Genesis = [1, 2, 3];

    readonly TemporaryFolder folder = new();

    string File => folder.Of("journal.sqlite");

    [Fact]
    public void What_was_appended_is_read_again_after_it_was_opened_again()
    {
        using (var journal = Writer())
        {
            Append(journal, "a", "bc");
            Append(journal, "def");
        }
        using var again = SqliteJournal.OpenToRead(File);
        again.Position.ShouldBe(3UL);
        again.Read().Select(g => (g.First, Texts(g))).ShouldBe([(1UL, "a bc"), (3UL, "def")]);
        again.Read().Last().Head.ShouldBe(again.Head);
        again.Genesis.ShouldBe(Genesis);
    }

    [Fact]
    public void A_group_that_does_not_follow_the_last_one_is_refused_and_leaves_nothing()
    {
        using var journal = Writer();
        Append(journal, "a");
        foreach (ulong first in (ulong[])[1, 3])
            Should.Throw<JournalException>(() => journal.Append(1, journal.Position, new CommitGroup(first, [new byte[] { 1 }], default), new Projection([], []))).Code.ShouldBe("journal-stale");
        Should.Throw<JournalException>(() => journal.Append(1, journal.Position, new CommitGroup(2, [], default), new Projection([], []))).Code.ShouldBe("journal-stale");
        journal.Read().Count().ShouldBe(1);
        journal.Position.ShouldBe(1UL);
    }

    [Fact]
    public void A_writer_that_was_superseded_appends_nothing_and_its_successor_goes_on_where_it_stopped()
    {
        using var first = Writer();
        using var second = SqliteJournal.Open(File, () => Genesis);
        Append(first, "after the second was opened");
        second.TakeOver().ShouldBe(2UL);
        second.Position.ShouldBe(1UL);
        second.Head.ShouldBe(first.Head);
        Should.Throw<JournalException>(() => Append(first, "too late")).Code.ShouldBe("journal-superseded");
        Append(second, 2, "next");
        second.Read().Select(Texts).ShouldBe(["after the second was opened", "next"]);
    }

    [Fact]
    public void A_beginning_that_was_cut_short_is_made_again()
    {
        System.IO.File.WriteAllBytes(File, []);
        Should.Throw<JournalException>(() => SqliteJournal.Open(File, null)).Code.ShouldBe("journal-empty");
        using var journal = SqliteJournal.Open(File, () => Genesis);
        journal.Genesis.ShouldBe(Genesis);
    }

    [Fact]
    public void A_missing_journal_is_said_to_be_missing_and_is_not_made()
    {
        Should.Throw<JournalException>(() => SqliteJournal.Open(File, null)).Code.ShouldBe("journal-missing");
        Should.Throw<JournalException>(() => SqliteJournal.OpenToRead(File)).Code.ShouldBe("journal-missing");
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public void A_group_that_is_gone_is_a_gap_with_its_place()
    {
        Written("DELETE FROM groups WHERE first = 3");
        Should.Throw<JournalException>(ReadAll).Message.ShouldContain("from entry 2 to entry 4");
    }

    [Fact]
    public void Every_flipped_byte_of_a_group_is_found_and_its_entry_named()
    {
        using (var journal = Writer())
        {
            Append(journal, "one");
            Append(journal, "two", "three");
            Append(journal, "four");
        }
        foreach (var column in (string[])["entries", "head"])
        {
            var whole = (byte[])Value($"SELECT {column} FROM groups WHERE first = 2");
            for (int i = 0; i < whole.Length; i++)
            {
                var flipped = (byte[])whole.Clone();
                flipped[i] ^= 1;
                Run($"UPDATE groups SET {column} = $0 WHERE first = 2", flipped);
                var found = Should.Throw<JournalException>(ReadAll);
                found.Code.ShouldBeOneOf("journal-damaged", "journal-chain-broken");
                System.Text.RegularExpressions.Regex.IsMatch(found.Message, "[Ee]ntry [23] |entries 2 to 3").ShouldBeTrue(found.Message);
            }
            Run($"UPDATE groups SET {column} = $0 WHERE first = 2", whole);
        }
        ReadAll();
    }

    [Theory]
    [InlineData("UPDATE groups SET head = x'00' WHERE first = 2")]
    [InlineData("UPDATE groups SET head = 'text' WHERE first = 2")]
    [InlineData("UPDATE groups SET entries = 7 WHERE first = 2")]
    [InlineData("UPDATE groups SET count = 2 WHERE first = 2")]
    [InlineData("UPDATE groups SET count = -1 WHERE first = 2")]
    [InlineData("UPDATE groups SET count = 'many' WHERE first = 2")]
    public void Rows_that_are_not_of_the_journals_form_are_damage_not_a_crash(string damage)
    {
        Written(damage);
        Should.Throw<JournalException>(ReadAll).Code.ShouldBe("journal-damaged");
    }

    [Fact]
    public void A_torn_tail_of_the_log_costs_only_whole_groups_from_the_end()
    {
        var journal = Writer();
        for (int i = 1; i <= 8; i++) Append(journal, $"entry {i}");
        var database = System.IO.File.ReadAllBytes(File);
        var log = System.IO.File.ReadAllBytes(File + "-wal");
        journal.Dispose();
        ulong before = 0;
        for (int kept = 0; kept <= log.Length; kept += 511)
        {
            string copy = folder.Of($"torn-{kept}.sqlite");
            System.IO.File.WriteAllBytes(copy, database);
            System.IO.File.WriteAllBytes(copy + "-wal", log[..kept]);
            using var torn = SqliteJournal.Open(copy, () => Genesis);
            torn.Read().Select(Texts).ShouldBe(Enumerable.Range(1, (int)torn.Position).Select(i => $"entry {i}"));
            torn.Position.ShouldBeGreaterThanOrEqualTo(before);
            before = torn.Position;
        }
        before.ShouldBeGreaterThan(0UL);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_said_to_be_none()
    {
        System.IO.File.WriteAllBytes(File, [.. Enumerable.Range(0, 8192).Select(i => (byte)(i * 31))]);
        Should.Throw<JournalException>(() => SqliteJournal.Open(File, () => Genesis)).Code.ShouldBe("journal-failed");
        Should.Throw<JournalException>(() => SqliteJournal.OpenToRead(File)).Code.ShouldBe("journal-failed");
    }

    [Fact]
    public void Events_come_in_order_from_where_they_are_asked_for_and_a_page_is_bounded()
    {
        using var journal = Writer();
        var large = new byte[700_000];
        for (ulong i = 1; i <= 4; i++)
            journal.Append(1, i - 1, new CommitGroup(i, [new byte[] { (byte)i }], default), new Projection([], [(i, large)]));
        journal.EventsFrom(2, 100).Select(e => e.Sequence).ShouldBe([2UL, 3UL]);
        journal.EventsFrom(4, 100).Select(e => e.Sequence).ShouldBe([4UL]);
        journal.EventsFrom(5, 100).ShouldBeEmpty();
    }

    public void Dispose() => folder.Dispose();

    SqliteJournal Writer()
    {
        var journal = SqliteJournal.Open(File, () => Genesis);
        journal.TakeOver();
        return journal;
    }

    static void Append(SqliteJournal journal, params string[] texts) => Append(journal, 1, texts);

    static void Append(SqliteJournal journal, ulong epoch, params string[] texts)
    {
        List<ReadOnlyMemory<byte>> entries = [.. texts.Select(t => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(t))];
        var head = entries.Aggregate(journal.Head, (h, e) => JournalEntry.Chain(h, e.Span));
        journal.Append(epoch, journal.Position, new CommitGroup(journal.Position + 1, entries, head), new Projection([], []));
    }

    static string Texts(CommitGroup group) => string.Join(' ', group.Entries.Select(e => System.Text.Encoding.UTF8.GetString(e.Span)));

    void Written(string damage)
    {
        using (var journal = Writer())
        {
            Append(journal, "one");
            Append(journal, "two");
            Append(journal, "three");
            Append(journal, "four");
        }
        Run(damage);
    }

    void ReadAll()
    {
        using var journal = SqliteJournal.Open(File, null);
        journal.Read().Count().ShouldBeGreaterThan(0);
    }

    void Run(string sql, params object[] values) => Sql.Run(File, sql, values);

    object Value(string sql) => Sql.Value(File, sql);
}
