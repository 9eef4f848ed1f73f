namespace Vendue.Kernel;

/// <summary>
/// Names a row of a table. A handle whose row was removed names nothing, even when its place is used again. Two row
/// types cannot each have a field that is a handle of the other, nor one a handle of its own (the runtime cannot load
/// such structures): one of them holds the handle's bits instead, by <see cref="Packed"/>.
/// </summary>
/// <typeparam name="T">The row's type.</typeparam>
/// <param name="Index">The row's place in the table.</param>
/// <param name="Generation">Which of the rows that stood there; odd for a row that lives, 0 in the handle that names nothing.</param>
public readonly record struct Handle<T>(int Index, uint Generation)
{
    /// <summary>Whether the handle never named a row.</summary>
    public bool IsNone => Generation == 0;
}
