namespace Vendue.Kernel;

/// <summary>Names a row of a table. A handle whose row was removed names nothing, even when its place is used again.</summary>
/// <typeparam name="T">The row's type.</typeparam>
/// <param name="Index">The row's place in the table.</param>
/// <param name="Generation">Which of the rows that stood there; odd for a row that lives, 0 in the handle that names nothing.</param>
public readonly record struct Handle<T>(int Index, uint Generation)
{
    /// <summary>Whether the handle never named a row.</summary>
    public bool IsNone => Generation == 0;
}
