using Vendue.Node.Journal;

namespace Vendue.Simulation.Tests.Stores;

/// <summary>A store of journals on a simulated machine: what it keeps when processes die and the power goes.</summary>
abstract class Store : IDisposable
{
    /// <summary>Whether the power is gone.</summary>
    public abstract bool IsDead { get; }

    /// <summary>How many operations failed that were made to fail.</summary>
    public abstract int Failures { get; }

    /// <summary>Opens the journal, as a process that starts does.</summary>
    /// <exception cref="JournalException">It cannot be opened.</exception>
    public abstract IJournal Open();

    /// <summary>Lets the power go during the n-th operation from here on.</summary>
    public abstract void LosePowerAfter(int operations);

    /// <summary>The power was gone and is back.</summary>
    public abstract void Restart();

    /// <summary>Ends a process as kill -9 does: what its end would still write is not written.</summary>
    public virtual void Kill(IDisposable process) => process.Dispose();

    /// <summary>Lets one in so many writes fail; 0 for none.</summary>
    public abstract void FailOneIn(int operations);

    /// <summary>Whether it says that something is durable when it is not.</summary>
    public abstract void Lie(bool lies);

    public virtual void Dispose() { }
}
