using System.Runtime.CompilerServices;

namespace Vendue.Kernel;

/// <summary>
/// Rows of one type, held by the kernel in pages that never move. A read gives a copy, a write replaces the row and
/// is logged, so no reference to a row outlives the call that made it.
/// </summary>
/// <typeparam name="T">A record of encodable fields without references.</typeparam>
public sealed class Table<T> : StateTable where T : unmanaged
{
    const int PageBits = 8;
    const int PageSize = 1 << PageBits;

    sealed class Page
    {
        public readonly T[] Rows = new T[PageSize];
        public readonly uint[] Generations = new uint[PageSize];
        public Hash32 Hash;
        public bool Dirty = true;
    }

    readonly UndoLog undo;
    readonly Codec<T> codec = Codec<T>.Of;
    readonly List<Page> pages = [];
    readonly Stack<int> free = new();
    TableIndex<T>[] indexes = [];
    T[] before = new T[16];
    int beforeCount;
    int used;

    internal Table(string name, int limit, UndoLog undo) : base(name, limit) => this.undo = undo;

    /// <inheritdoc/>
    public override Shape RowShape => codec.Shape;

    /// <summary>A copy of the row.</summary>
    /// <exception cref="InvariantException">The handle names no row.</exception>
    public T this[Handle<T> handle] => Living(handle).Rows[handle.Index & (PageSize - 1)];

    /// <summary>How many places it has, empty ones included.</summary>
    internal int Places => used;

    /// <summary>Whether the handle names a row.</summary>
    public bool Contains(Handle<T> handle) =>
        (uint)handle.Index < (uint)used && handle.Generation % 2 == 1 && PageOf(handle.Index).Generations[handle.Index & (PageSize - 1)] == handle.Generation;

    /// <summary>Adds a row, unless the table is full.</summary>
    public bool TryAdd(in T row, out Handle<T> handle)
    {
        handle = default;
        if (Count >= Limit) return false;
        bool reused = free.TryPop(out int index);
        if (!reused) index = Extend();
        var page = PageOf(index);
        ref uint generation = ref page.Generations[index & (PageSize - 1)];
        generation++;
        page.Rows[index & (PageSize - 1)] = row;
        page.Dirty = true;
        Count++;
        handle = new Handle<T>(index, generation);
        undo.Record(this, index, reused ? Change.Added : Change.Extended);
        foreach (var i in indexes) i.Added(handle, row);
        return true;
    }

    /// <summary>Replaces a row.</summary>
    /// <exception cref="InvariantException">The handle names no row.</exception>
    public void Write(Handle<T> handle, in T row)
    {
        var page = Living(handle);
        ref T place = ref page.Rows[handle.Index & (PageSize - 1)];
        foreach (var i in indexes) i.Replaced(handle, place, row);
        Remember(place);
        place = row;
        page.Dirty = true;
        undo.Record(this, handle.Index, Change.Written);
    }

    /// <summary>Removes a row.</summary>
    /// <exception cref="InvariantException">The handle names no row.</exception>
    public void Remove(Handle<T> handle)
    {
        var page = Living(handle);
        ref T place = ref page.Rows[handle.Index & (PageSize - 1)];
        foreach (var i in indexes) i.Removed(handle, place);
        Remember(place);
        place = default;
        page.Generations[handle.Index & (PageSize - 1)]++;
        page.Dirty = true;
        free.Push(handle.Index);
        Count--;
        undo.Record(this, handle.Index, Change.Removed);
    }

    /// <summary>The handle of the row that stands at a place, if one does.</summary>
    public bool TryAt(int index, out Handle<T> handle)
    {
        uint generation = (uint)index < (uint)used ? PageOf(index).Generations[index & (PageSize - 1)] : 0;
        handle = generation % 2 == 1 ? new Handle<T>(index, generation) : default;
        return !handle.IsNone;
    }

    /// <summary>Visits the handles of all rows in order of their place. Rows added or removed on the way are safe.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>A unique index by a key computed from each row. To be declared before the first row is added.</summary>
    public UniqueIndex<TKey, T> IndexBy<TKey>(Func<T, TKey> key) where TKey : IEquatable<TKey> => Attach(new UniqueIndex<TKey, T>(key));

    /// <summary>An ordered index by a key computed from each row; rows of equal keys in order of their place. To be declared before the first row is added.</summary>
    public OrderedIndex<TKey, T> OrderBy<TKey>(Func<T, TKey> key) where TKey : IComparable<TKey> => Attach(new OrderedIndex<TKey, T>(key));

    internal TIndex Follow<TIndex>(TIndex index) where TIndex : TableIndex<T> => Attach(index);

    TIndex Attach<TIndex>(TIndex index) where TIndex : TableIndex<T>
    {
        if (used != 0) throw new InvariantException($"An index of table '{Name}' is declared before its first row is added.");
        indexes = [.. indexes, index];
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Page PageOf(int index) => pages[index >> PageBits];

    Page Living(Handle<T> handle) =>
        Contains(handle) ? PageOf(handle.Index) : throw new InvariantException($"Table '{Name}' has no row {handle.Index}.{handle.Generation}.");

    int Extend()
    {
        if (used >> PageBits == pages.Count) pages.Add(new Page());
        return used++;
    }

    void Remember(in T row)
    {
        if (beforeCount == before.Length) Array.Resize(ref before, before.Length * 2);
        before[beforeCount++] = row;
    }

    internal override bool TryTake(StateTable from)
    {
        if (from is not Table<T> same) return false;
        Take(same, row => row);
        return true;
    }

    /// <summary>Takes over another table's rows, each at its place and under its handle. More than the limit may come; none can be added then.</summary>
    internal void Take<TFrom>(Table<TFrom> from, Func<TFrom, T> convert) where TFrom : unmanaged
    {
        Clear();
        while (used < from.used)
        {
            int index = Extend();
            var page = PageOf(index);
            uint generation = page.Generations[index & (PageSize - 1)] = from.GenerationAt(index);
            if (generation % 2 == 0) continue;
            var row = page.Rows[index & (PageSize - 1)] = convert(from[new Handle<TFrom>(index, generation)]);
            Count++;
            foreach (var i in indexes) i.Added(new Handle<T>(index, generation), row);
        }
        foreach (int index in from.free.Reverse()) free.Push(index);
    }

    uint GenerationAt(int index) => PageOf(index).Generations[index & (PageSize - 1)];

    internal override void Undo(int row, Change change)
    {
        var page = PageOf(row);
        page.Dirty = true;
        ref T place = ref page.Rows[row & (PageSize - 1)];
        ref uint generation = ref page.Generations[row & (PageSize - 1)];
        switch (change)
        {
            case Change.Added or Change.Extended:
                foreach (var i in indexes) i.Removed(new Handle<T>(row, generation), place);
                generation--;
                place = default;
                Count--;
                if (change == Change.Extended) used--;
                else free.Push(row);
                break;
            case Change.Written:
                var old = before[--beforeCount];
                foreach (var i in indexes) i.Replaced(new Handle<T>(row, generation), place, old);
                place = old;
                break;
            default:
                generation--;
                free.Pop();
                Count++;
                place = before[--beforeCount];
                foreach (var i in indexes) i.Added(new Handle<T>(row, generation), place);
                break;
        }
    }

    internal override void ForgetUndo() => beforeCount = 0;

    /// <inheritdoc/>
    public override void Visit(Action<int, ReadOnlyMemory<byte>> visit)
    {
        var writer = new CanonicalWriter();
        foreach (var handle in this)
        {
            writer.Truncate(0);
            codec.Write(writer, this[handle]);
            visit(handle.Index, writer.Written.ToArray());
        }
    }

    /// <inheritdoc/>
    public override bool TryAddEncoded(ReadOnlyMemory<byte> row) => TryAdd(codec.Decode(row), out _);

    internal override Hash32 Hash()
    {
        var writer = new CanonicalWriter();
        writer.Int32(used);
        writer.Int32(free.Count);
        foreach (int index in free) writer.Int32(index);
        for (int i = 0; i << PageBits < used; i++) writer.Hash32(HashPage(i));
        return Hash32.Sha256(writer.Written);
    }

    Hash32 HashPage(int number)
    {
        var page = pages[number];
        if (!page.Dirty) return page.Hash;
        var writer = new CanonicalWriter();
        WritePage(writer, page, int.Min(PageSize, used - (number << PageBits)));
        page.Hash = Hash32.Sha256(writer.Written);
        page.Dirty = false;
        return page.Hash;
    }

    void WritePage(CanonicalWriter to, Page page, int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            to.UInt32(page.Generations[i]);
            if (page.Generations[i] % 2 == 1) codec.Write(to, page.Rows[i]);
        }
    }

    internal override void Save(CanonicalWriter to)
    {
        to.Int32(used);
        to.Int32(free.Count);
        foreach (int index in free) to.Int32(index);
        for (int i = 0; i << PageBits < used; i++) WritePage(to, pages[i], int.Min(PageSize, used - (i << PageBits)));
    }

    internal override void Clear()
    {
        pages.Clear();
        free.Clear();
        Count = used = beforeCount = 0;
        foreach (var i in indexes) i.Clear();
    }

    internal override void Load(CanonicalReader from)
    {
        if (used != 0) throw new InvariantException($"Table '{Name}' is loaded once, while empty.");
        int rows = from.Int32();
        var freed = new int[from.Count(4)];
        for (int i = 0; i < freed.Length; i++) freed[i] = from.Int32();
        while (used < rows) LoadRow(from, Extend());
        for (int i = freed.Length - 1; i >= 0; i--) LoadFree(freed[i]);
        if (Count + free.Count != used || freed.Distinct().Count() != freed.Length) throw new EncodingException($"Table '{Name}' does not account for its places.");
    }

    void LoadFree(int index)
    {
        if ((uint)index >= (uint)used || PageOf(index).Generations[index & (PageSize - 1)] % 2 == 1) throw new EncodingException($"Table '{Name}' names a free place that is none.");
        free.Push(index);
    }

    void LoadRow(CanonicalReader from, int index)
    {
        var page = PageOf(index);
        uint generation = page.Generations[index & (PageSize - 1)] = from.UInt32();
        if (generation % 2 == 0) return;
        var row = page.Rows[index & (PageSize - 1)] = codec.Read(from);
        Count++;
        foreach (var i in indexes) i.Added(new Handle<T>(index, generation), row);
    }

    /// <summary>Visits handles in order of their place.</summary>
    public struct Enumerator(Table<T> table)
    {
        int next;

        /// <summary>The handle reached.</summary>
        public Handle<T> Current { get; private set; }

        /// <summary>Goes to the next row.</summary>
        public bool MoveNext()
        {
            while (next < table.used)
            {
                if (table.TryAt(next++, out var handle))
                {
                    Current = handle;
                    return true;
                }
            }
            return false;
        }
    }
}
