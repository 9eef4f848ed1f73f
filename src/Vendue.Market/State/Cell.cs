namespace Vendue.Kernel;

/// <summary>A table of exactly one row: a market-wide value such as the clock or a moving average.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Cell<T> where T : unmanaged
{
    readonly Table<T> table;

    internal Cell(Table<T> table) => this.table = table;

    /// <summary>The value. Setting it is logged like any write.</summary>
    public T Value
    {
        get => table.TryAt(0, out var row) ? table[row] : default;
        set
        {
            if (table.TryAt(0, out var row)) table.Write(row, value);
            else table.TryAdd(value, out _);
        }
    }
}
