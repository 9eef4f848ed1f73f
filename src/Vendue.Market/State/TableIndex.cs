namespace Vendue.Kernel;

/// <summary>An index over a table: derived from its rows, kept with every write and undo, never part of the state's bytes.</summary>
/// <typeparam name="T">The row's type.</typeparam>
public abstract class TableIndex<T>
{
    private protected TableIndex() { }

    internal abstract void Added(Handle<T> handle, in T row);

    internal abstract void Removed(Handle<T> handle, in T row);

    internal abstract void Replaced(Handle<T> handle, in T before, in T after);

    internal abstract void Clear();
}

/// <summary>Finds the one row that has a key.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The row's type.</typeparam>
public sealed class UniqueIndex<TKey, T> : TableIndex<T> where TKey : IEquatable<TKey>
{
    readonly Func<T, TKey> key;
    readonly Dictionary<TKey, Handle<T>> rows = [];

    internal UniqueIndex(Func<T, TKey> key) => this.key = key;

    /// <summary>The row with this key, if there is one.</summary>
    public bool TryFind(TKey sought, out Handle<T> handle) => rows.TryGetValue(sought, out handle);

    internal override void Added(Handle<T> handle, in T row)
    {
        if (!rows.TryAdd(key(row), handle)) throw new InvariantException($"Two rows have the key {key(row)}.");
    }

    internal override void Removed(Handle<T> handle, in T row) => rows.Remove(key(row));

    internal override void Replaced(Handle<T> handle, in T before, in T after)
    {
        TKey old = key(before), now = key(after);
        if (old.Equals(now)) return;
        if (!rows.TryAdd(now, handle)) throw new InvariantException($"Two rows have the key {now}.");
        rows.Remove(old);
    }

    internal override void Clear() => rows.Clear();
}

/// <summary>Visits rows in order of a key.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The row's type.</typeparam>
public sealed class OrderedIndex<TKey, T> : TableIndex<T> where TKey : IComparable<TKey>
{
    readonly record struct Entry(TKey Key, Handle<T> Row) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            int byKey = Key.CompareTo(other.Key);
            return byKey != 0 ? byKey : Row.Index.CompareTo(other.Row.Index);
        }
    }

    readonly Func<T, TKey> key;
    readonly SortedSet<Entry> rows = [];

    internal OrderedIndex(Func<T, TKey> key) => this.key = key;

    /// <summary>The rows whose keys are from <paramref name="least"/> to <paramref name="most"/>, both included, in order. To be read out before the table is written.</summary>
    public IEnumerable<Handle<T>> Between(TKey least, TKey most)
    {
        if (least.CompareTo(most) > 0) yield break;
        foreach (var entry in rows.GetViewBetween(new Entry(least, new Handle<T>(0, 0)), new Entry(most, new Handle<T>(int.MaxValue, 0)))) yield return entry.Row;
    }

    /// <summary>The rows whose key equals <paramref name="sought"/>, in order of their place.</summary>
    public IEnumerable<Handle<T>> At(TKey sought) => Between(sought, sought);

    /// <summary>All rows in order. To be read out before the table is written.</summary>
    public IEnumerable<Handle<T>> All() => rows.Select(e => e.Row);

    /// <summary>The first row, if there is any.</summary>
    public bool TryFirst(out Handle<T> handle)
    {
        handle = rows.Min.Row;
        return rows.Count > 0;
    }

    /// <summary>The last row whose key is at most <paramref name="most"/>, if there is any.</summary>
    public bool TryLast(TKey most, out Handle<T> handle)
    {
        handle = default;
        if (rows.Count == 0 || rows.Min.Key.CompareTo(most) > 0) return false;
        handle = rows.GetViewBetween(rows.Min, new Entry(most, new Handle<T>(int.MaxValue, 0))).Max.Row;
        return true;
    }

    internal override void Added(Handle<T> handle, in T row) => rows.Add(new Entry(key(row), handle));

    internal override void Removed(Handle<T> handle, in T row) => rows.Remove(new Entry(key(row), handle));

    internal override void Replaced(Handle<T> handle, in T before, in T after)
    {
        if (key(before).CompareTo(key(after)) == 0) return;
        Removed(handle, before);
        Added(handle, after);
    }

    internal override void Clear() => rows.Clear();
}
