namespace Vendue.Mechanisms.Stakes;

/// <summary>
/// Who had what at which instant: stake, power or shares that change, and must be known as they stood at an earlier instant,
/// such as an epoch's end. Beside each account's amount it keeps the total of all.
/// </summary>
public sealed class Checkpoints
{
    readonly Table<Checkpoint> rows;
    readonly OrderedIndex<CheckpointKey, Checkpoint> inOrder;

    /// <summary>Checkpoints that stand in a table of their own.</summary>
    /// <param name="rows">The table, in which nothing stands yet.</param>
    public Checkpoints(Table<Checkpoint> rows)
    {
        this.rows = rows;
        inOrder = rows.OrderBy(c => new CheckpointKey(c.Of, c.From));
    }

    /// <summary>What an account had at an instant: 0 before its first checkpoint. All changes of that instant count.</summary>
    public UInt128 At(Account of, ulong instant) => TryLast(of, instant, out var row) ? rows[row].Amount : 0;

    /// <summary>What an account has.</summary>
    public UInt128 Now(Account of) => At(of, ulong.MaxValue);

    /// <summary>What all accounts together had at an instant.</summary>
    public UInt128 TotalAt(ulong instant) => At(default, instant);

    /// <summary>Adds to what an account has, and to the total, from an instant on.</summary>
    /// <param name="of">Who.</param>
    /// <param name="amount">How much more.</param>
    /// <param name="now">From when on: never before the account's last change.</param>
    /// <param name="oldest">The oldest instant that anybody may still ask for; older checkpoints are dropped.</param>
    /// <returns>Refused when the table is full.</returns>
    public Outcome Add(Account of, UInt128 amount, ulong now, ulong oldest = 0) =>
        Set(of, Now(of) + amount, now, oldest) is { IsRefused: true } full ? full : Set(default, Now(default) + amount, now, oldest);

    /// <summary>Takes from what an account has, and from the total, from an instant on.</summary>
    /// <param name="of">Who.</param>
    /// <param name="amount">How much less.</param>
    /// <param name="now">From when on: never before the account's last change.</param>
    /// <param name="oldest">The oldest instant that anybody may still ask for; older checkpoints are dropped.</param>
    /// <returns>Refused when the table is full.</returns>
    /// <exception cref="InvariantException">The account has less.</exception>
    public Outcome Take(Account of, UInt128 amount, ulong now, ulong oldest = 0)
    {
        if (Now(of) < amount) throw new InvariantException("A checkpointed amount does not fall below zero.");
        return Set(of, Now(of) - amount, now, oldest) is { IsRefused: true } full ? full : Set(default, Now(default) - amount, now, oldest);
    }

    Outcome Set(Account of, UInt128 amount, ulong now, ulong oldest)
    {
        Prune(of, oldest);
        var next = new Checkpoint(of, now, amount);
        if (TryLast(of, ulong.MaxValue, out var last))
        {
            var row = rows[last];
            if (row.From > now) throw new InvariantException("Checkpoints are set in order of time.");
            if (row.Amount == amount) return Outcome.Applied;
            if (row.From == now)
            {
                rows.Write(last, next);
                return Outcome.Applied;
            }
        }
        return rows.TryAdd(next, out _) ? Outcome.Applied : rows.Full;
    }

    /// <summary>Drops an account's checkpoints that ended before an instant; the one that holds at it stays.</summary>
    void Prune(Account of, ulong oldest)
    {
        if (!TryLast(of, oldest, out var held)) return;
        ulong from = rows[held].From;
        if (from == 0) return;
        Handle<Checkpoint>[] ended = [.. inOrder.Between(new CheckpointKey(of, 0), new CheckpointKey(of, from - 1))];
        foreach (var row in ended) rows.Remove(row);
    }

    bool TryLast(Account of, ulong instant, out Handle<Checkpoint> row) =>
        inOrder.TryLast(new CheckpointKey(of, instant), out row) && rows[row].Of == of;
}
