namespace Vendue.Kernel;

/// <summary>The events of one command, in order, as canonical bytes. Valid until the market's next command.</summary>
public sealed class EventLog
{
    readonly record struct Entry(EventDescription Event, int Start);

    readonly CanonicalWriter bytes = new();
    Entry[] entries = new Entry[32];

    /// <summary>How many events there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether events are recorded. Measurements that need none may switch them off; the state is the same.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>What kind the event at a position is.</summary>
    public EventDescription KindAt(int position) => entries.AsSpan(0, Count)[position].Event;

    /// <summary>The canonical bytes of the event at a position.</summary>
    public ReadOnlySpan<byte> BytesAt(int position)
    {
        int end = position + 1 < Count ? entries[position + 1].Start : bytes.Length;
        return bytes.Written[entries.AsSpan(0, Count)[position].Start..end];
    }

    /// <summary>The events of one type, decoded.</summary>
    public IEnumerable<T> OfType<T>() where T : struct
    {
        for (int i = 0; i < Count; i++)
            if (entries[i].Event.Codec is Codec<T> codec) yield return codec.Decode(BytesAt(i).ToArray());
    }

    internal void Add<T>(in T happened) where T : struct =>
        Add(Declared<T>.Event ?? throw new InvariantException($"{typeof(T)} is not declared as an event."), happened);

    internal void Add<T>(EventDescription kind, in T happened) where T : struct
    {
        if (!Enabled) return;
        if (Count == entries.Length) Array.Resize(ref entries, entries.Length * 2);
        entries[Count++] = new Entry(kind, bytes.Length);
        Codec<T>.Of.Write(bytes, happened);
    }

    internal void Truncate(int count)
    {
        if (count == Count) return;
        bytes.Truncate(entries[count].Start);
        Count = count;
    }
}
