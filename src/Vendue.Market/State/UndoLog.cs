namespace Vendue.Kernel;

/// <summary>What was done to a row, so that it can be undone.</summary>
enum Change : byte
{
    /// <summary>A row was added where one was removed before.</summary>
    Added,
    /// <summary>A row was added behind the last place.</summary>
    Extended,
    Written,
    Removed,
}

/// <summary>The changes of the command under way, in order, over all tables. A refusal or a failed batch item rewinds to its mark.</summary>
sealed class UndoLog
{
    readonly record struct Entry(StateTable Table, int Row, Change Change);

    Entry[] entries = new Entry[64];

    /// <summary>How many changes were made since the last <see cref="Forget"/>: a mark to rewind to.</summary>
    public int Mark { get; private set; }

    public void Record(StateTable table, int row, Change change)
    {
        if (Mark == entries.Length) Array.Resize(ref entries, entries.Length * 2);
        entries[Mark++] = new Entry(table, row, change);
    }

    public void Rewind(int mark)
    {
        while (Mark > mark)
        {
            var entry = entries[--Mark];
            if (!entry.Table.IsDiscarded) entry.Table.Undo(entry.Row, entry.Change);
        }
    }

    /// <summary>Makes all changes final.</summary>
    public void Forget()
    {
        for (int i = 0; i < Mark; i++) entries[i].Table.ForgetUndo();
        Mark = 0;
    }
}
