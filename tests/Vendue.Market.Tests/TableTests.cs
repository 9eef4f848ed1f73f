using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class TableTests
{
    public enum Verb { Add, Write, Remove, Mark, Rewind, Keep, Reload }

    static readonly Gen<(Verb Verb, int Which, ulong Value)[]> Scripts =
        Gen.Select(Gen.Frequency((6, Gen.Const(Verb.Add)), (4, Gen.Const(Verb.Write)), (4, Gen.Const(Verb.Remove)), (3, Gen.Const(Verb.Mark)), (2, Gen.Const(Verb.Rewind)), (1, Gen.Const(Verb.Keep)), (1, Gen.Const(Verb.Reload))),
            Gen.Int[0, 1000], Gen.ULong[0, 12]).Array[0, 200];

    [Fact]
    public void A_table_does_what_a_dictionary_does_through_nested_rewinds_and_reloads() =>
        Scripts.Sample(script =>
        {
            var subject = new Subject();
            foreach (var (verb, which, value) in script)
            {
                subject.Do(verb, which, value);
                subject.ShouldAgree();
            }
        }, iter: 500);

    [Fact]
    public void An_ordered_index_finds_the_last_row_at_or_below_a_key() =>
        Gen.Select(Gen.ULong[0, 20].Array[0, 20], Gen.ULong[0, 22]).Sample((keys, most) =>
        {
            var table = new Table<ulong>("keys", 100, new UndoLog());
            var index = table.OrderBy(k => k);
            foreach (ulong key in keys) table.TryAdd(key, out _);
            bool any = index.TryLast(most, out var last);
            any.ShouldBe(keys.Any(k => k <= most));
            if (any) table[last].ShouldBe(keys.Where(k => k <= most).Max());
        });

    [Fact]
    public void A_table_of_many_pages_rewinds_to_the_very_bytes_it_had()
    {
        var subject = new Subject();
        for (int i = 0; i < 700; i++) subject.Do(Verb.Add, 0, (ulong)i);
        for (int i = 0; i < 300; i++) subject.Do(Verb.Remove, i * 7, 0);
        var before = subject.Hash;
        subject.Do(Verb.Mark, 0, 0);
        for (int i = 0; i < 900; i++) subject.Do(Verb.Add, 0, (ulong)i);
        for (int i = 0; i < 500; i++) subject.Do(Verb.Remove, i * 3, 0);
        subject.Hash.ShouldNotBe(before);
        subject.Do(Verb.Rewind, 0, 0);
        subject.Hash.ShouldBe(before);
        subject.ShouldAgree();
    }

    [Fact]
    public void A_handle_names_nothing_once_its_row_is_gone_even_when_the_place_is_used_again()
    {
        var table = new Table<NoteRow>("notes", 10, new UndoLog());
        table.TryAdd(new NoteRow(1, 1), out var first);
        table.Remove(first);
        table.TryAdd(new NoteRow(2, 2), out var second);
        second.Index.ShouldBe(first.Index);
        table.Contains(first).ShouldBeFalse();
        Should.Throw<InvariantException>(() => table[first]);
        Should.Throw<InvariantException>(() => table.Write(first, default));
        Should.Throw<InvariantException>(() => table.Remove(first));
        table.Contains(default).ShouldBeFalse();
        table.Contains(new Handle<NoteRow>(-1, 1)).ShouldBeFalse();
        table.Contains(new Handle<NoteRow>(int.MaxValue, 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_full_table_takes_no_more_until_a_row_goes()
    {
        var table = new Table<NoteRow>("notes", 1, new UndoLog());
        table.TryAdd(default, out var only).ShouldBeTrue();
        table.TryAdd(default, out _).ShouldBeFalse();
        table.Full.Sentence.ShouldContain("1");
        table.Remove(only);
        table.TryAdd(default, out _).ShouldBeTrue();
    }

    [Fact]
    public void Two_rows_of_one_unique_key_break_an_invariant()
    {
        var table = new Table<NoteRow>("notes", 10, new UndoLog());
        table.IndexBy(n => n.Key);
        table.TryAdd(new NoteRow(1, 1), out _);
        table.TryAdd(new NoteRow(2, 1), out var second);
        Should.Throw<InvariantException>(() => table.Write(second, new NoteRow(1, 5)));
        table[second].Key.ShouldBe(2ul);
        Should.Throw<InvariantException>(() => table.TryAdd(new NoteRow(1, 9), out _));
    }

    [Fact]
    public void Rows_added_and_removed_while_visiting_are_safe()
    {
        var table = new Table<NoteRow>("notes", 100, new UndoLog());
        for (ulong i = 0; i < 10; i++) table.TryAdd(new NoteRow(i, i), out _);
        int seen = 0;
        foreach (var row in table)
        {
            seen++;
            table.Remove(row);
        }
        seen.ShouldBe(10);
        table.Count.ShouldBe(0);
    }

    [Fact]
    public void Hostile_snapshots_of_a_table_are_refused() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 5_000], Gen.Byte[1, 255]).Sample((rows, at, change) =>
        {
            var table = new Table<NoteRow>("notes", 1000, new UndoLog());
            for (int i = 0; i < rows; i++) table.TryAdd(new NoteRow((ulong)i, 0), out _);
            foreach (var row in table)
                if (row.Index % 3 == 0) table.Remove(row);
            var writer = new CanonicalWriter();
            table.Save(writer);
            byte[] bytes = writer.Written.ToArray();
            bytes[at % bytes.Length] ^= change;
            var loaded = new Table<NoteRow>("notes", 1000, new UndoLog());
            try
            {
                loaded.Load(new CanonicalReader(bytes));
            }
            catch (EncodingException)
            {
                return;
            }
            loaded.TryAdd(default, out var added).ShouldBeTrue();
            loaded.Contains(added).ShouldBeTrue();
        });

    /// <summary>A table and its indexes beside the naive model: dictionaries copied whole at each mark.</summary>
    sealed class Subject
    {
        readonly UndoLog undo = new();
        readonly Stack<(int Mark, Dictionary<Handle<NoteRow>, NoteRow> Model, Hash32 Hash)> marks = new();
        Dictionary<Handle<NoteRow>, NoteRow> model = [];
        Table<NoteRow> table = null!;
        UniqueIndex<ulong, NoteRow> byKey = null!;
        OrderedIndex<ulong, NoteRow> byValue = null!;
        GroupIndex<NoteRow> byGroup = null!;
        ulong nextKey;

        public Subject() => Make();

        public Hash32 Hash => table.Hash();

        public void Do(Verb verb, int which, ulong value)
        {
            var chosen = model.Count == 0 ? default : model.Keys.OrderBy(k => k.Index).ElementAt(which % model.Count);
            switch (verb)
            {
                case Verb.Add:
                    table.TryAdd(new NoteRow(nextKey, value), out var added).ShouldBeTrue();
                    model.Add(added, new NoteRow(nextKey++, value));
                    break;
                case Verb.Write when model.Count > 0:
                    var row = new NoteRow(which % 2 == 0 ? nextKey++ : model[chosen].Key, value);
                    table.Write(chosen, row);
                    model[chosen] = row;
                    break;
                case Verb.Remove when model.Count > 0:
                    table.Remove(chosen);
                    model.Remove(chosen);
                    break;
                case Verb.Mark:
                    marks.Push((undo.Mark, new(model), Hash));
                    break;
                case Verb.Rewind when marks.Count > 0:
                    var (mark, before, hash) = marks.Pop();
                    undo.Rewind(mark);
                    model = before;
                    Hash.ShouldBe(hash);
                    break;
                case Verb.Keep:
                    undo.Forget();
                    marks.Clear();
                    break;
                case Verb.Reload:
                    Reload();
                    break;
                default:
                    break;
            }
        }

        public void ShouldAgree()
        {
            table.Count.ShouldBe(model.Count);
            foreach (var (handle, row) in model)
            {
                table[handle].ShouldBe(row);
                byKey.TryFind(row.Key, out var found).ShouldBeTrue();
                found.ShouldBe(handle);
            }
            byKey.TryFind(ulong.MaxValue, out _).ShouldBeFalse();
            byValue.All().ShouldBe(model.OrderBy(p => p.Value.Value).ThenBy(p => p.Key.Index).Select(p => p.Key));
            byValue.Between(3, 7).ShouldBe(model.Where(p => p.Value.Value is >= 3 and <= 7).OrderBy(p => p.Value.Value).ThenBy(p => p.Key.Index).Select(p => p.Key));
            byValue.Between(7, 3).ShouldBeEmpty();
            byValue.TryFirst(out _).ShouldBe(model.Count > 0);
            for (int group = 0; group < 4; group++)
                byGroup.Of(group).ShouldBe(model.Where(p => GroupOf(p.Value) == group).Select(p => p.Key.Index).Order());
        }

        void Make()
        {
            table = new Table<NoteRow>("notes", 100_000, undo);
            byKey = table.IndexBy(n => n.Key);
            byValue = table.OrderBy(n => n.Value);
            byGroup = table.Follow(new GroupIndex<NoteRow>(GroupOf));
        }

        void Reload()
        {
            undo.Forget();
            marks.Clear();
            var before = Hash;
            var writer = new CanonicalWriter();
            table.Save(writer);
            Make();
            var reader = new CanonicalReader(writer.Written.ToArray());
            table.Load(reader);
            reader.End();
            Hash.ShouldBe(before);
        }

        static int GroupOf(NoteRow row) => (int)(row.Value % 5) - 1;
    }
}
