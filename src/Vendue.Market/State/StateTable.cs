namespace Vendue.Kernel;

/// <summary>A table of a market's state as the kernel sees it: rewound, snapshotted, hashed and limited alike whatever its rows are.</summary>
public abstract class StateTable
{
    private protected StateTable(string name, int limit)
    {
        if (limit < 0) throw new InvariantException($"Table '{name}' has a limit below zero.");
        Name = name;
        Limit = limit;
        Full = Refused.TableFull.With(limit);
    }

    /// <summary>The table's name, unique in its market.</summary>
    public string Name { get; }

    /// <summary>How many rows it can hold.</summary>
    public int Limit { get; }

    /// <summary>How many rows it holds.</summary>
    public int Count { get; private protected set; }

    /// <summary>The refusal to give when a row could not be added.</summary>
    public Outcome Full { get; }

    /// <summary>What its rows are made of.</summary>
    public abstract Shape RowShape { get; }

    /// <summary>Visits the rows in order of their place, each as its place and canonical bytes.</summary>
    /// <param name="visit">Called with a row's place and its bytes, which are valid during the call only.</param>
    public abstract void Visit(Action<int, ReadOnlyMemory<byte>> visit);

    /// <summary>Adds a row given by its canonical bytes; for scenarios that begin in the middle.</summary>
    /// <exception cref="EncodingException">The bytes are no such row.</exception>
    public abstract bool TryAddEncoded(ReadOnlyMemory<byte> row);

    /// <summary>Whether the table belongs to rules that were given up: what was written there is not undone any more.</summary>
    internal bool IsDiscarded { get; set; }

    /// <summary>Takes over the rows of a table of the same rows, each at its place.</summary>
    internal abstract bool TryTake(StateTable from);

    internal abstract void Undo(int row, Change change);

    internal abstract void ForgetUndo();

    internal abstract Hash32 Hash();

    internal abstract void Save(CanonicalWriter to);

    internal abstract void Load(CanonicalReader from);

    internal abstract void Clear();
}
