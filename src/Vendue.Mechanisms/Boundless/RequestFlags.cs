namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>Which of each client's requests were ever locked or fulfilled: two bits an index, so that an id is never paid twice even long after.</summary>
sealed class RequestFlags
{
    readonly Table<FlagsRow> words;
    readonly UniqueIndex<FlagsKey, FlagsRow> byKey;

    public RequestFlags(Scope scope, uint limit)
    {
        words = scope.Table<FlagsRow>("flags", (int)limit);
        byKey = words.IndexBy(w => new FlagsKey(w.Client, w.Word));
    }

    public bool IsLocked(Account client, uint index) => (Bits(client, index) & 1) != 0;

    public bool IsFulfilled(Account client, uint index) => (Bits(client, index) & 2) != 0;

    public Outcome SetLocked(Account client, uint index) => Set(client, index, 1);

    public Outcome SetFulfilled(Account client, uint index) => Set(client, index, 2);

    byte Bits(Account client, uint index)
    {
        var (word, offset) = RequestId.FlagsAt(index);
        if (!byKey.TryFind(new FlagsKey(client, word), out var handle)) return 0;
        var row = words[handle];
        return (byte)((offset < 128 ? row.Low >> offset : row.High >> (offset - 128)) & 3);
    }

    Outcome Set(Account client, uint index, byte flag)
    {
        var (word, offset) = RequestId.FlagsAt(index);
        if (!byKey.TryFind(new FlagsKey(client, word), out var handle) && !words.TryAdd(new FlagsRow(client, word, 0, 0), out handle)) return words.Full;
        var row = words[handle];
        words.Write(handle, offset < 128 ? row with { Low = row.Low | ((UInt128)flag << offset) } : row with { High = row.High | ((UInt128)flag << (offset - 128)) });
        return Outcome.Applied;
    }
}
