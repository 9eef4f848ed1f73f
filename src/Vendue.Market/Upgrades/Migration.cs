namespace Vendue.Kernel;

/// <summary>
/// How a market goes from one version of a module's rules to another. Tables of the same name and the same rows go over as
/// they are, timers by their order of registration; what differs is said here. Rows keep their places, so that handles
/// and timers that name them stay good.
/// </summary>
public sealed record Migration
{
    /// <summary>The version that it leads from.</summary>
    public required ushort From { get; init; }

    /// <summary>Why parameters cannot be changed so in a market under way, in one sentence; null when they can: told the old and the new ones.</summary>
    public Func<Bytes, Bytes, string?> Refuses { get; init; } = (_, _) => null;

    /// <summary>Parameters of the version left, under which requests still stand, in the encoding of the version reached.</summary>
    public Func<Bytes, Bytes> Parameters { get; init; } = parameters => parameters;

    /// <summary>The tables whose rows change.</summary>
    public IReadOnlyList<TableMigration> Tables { get; init; } = [];

    /// <summary>Tables of the version left that are given up with what stands in them.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Completes what the module reached needs; told the module and the last edition under the version left. A refusal undoes the upgrade.</summary>
    public Func<Module, uint, Outcome> Complete { get; init; } = (_, _) => Outcome.Applied;
}

/// <summary>How the rows of a table change.</summary>
public abstract class TableMigration
{
    private protected TableMigration(string name) => Name = name;

    /// <summary>The table's name in its module's scope.</summary>
    public string Name { get; }

    /// <summary>A table whose every row becomes another, at the same place.</summary>
    /// <typeparam name="TFrom">The row before.</typeparam>
    /// <typeparam name="TTo">The row after.</typeparam>
    /// <param name="name">The table's name in its module's scope.</param>
    /// <param name="convert">The new row for an old one.</param>
    public static TableMigration Of<TFrom, TTo>(string name, Func<TFrom, TTo> convert) where TFrom : unmanaged where TTo : unmanaged => new Rows<TFrom, TTo>(name, convert);

    internal abstract void Move(StateTable from, StateTable to);

    sealed class Rows<TFrom, TTo>(string name, Func<TFrom, TTo> convert) : TableMigration(name) where TFrom : unmanaged where TTo : unmanaged
    {
        internal override void Move(StateTable from, StateTable to)
        {
            if (from is not Table<TFrom> old || to is not Table<TTo> next) throw new InvariantException($"The migration of table '{Name}' is of other rows than the table's.");
            next.Take(old, convert);
        }
    }
}
