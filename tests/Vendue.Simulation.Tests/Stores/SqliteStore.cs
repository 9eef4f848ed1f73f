using Vendue.Node.Journal;
using Vendue.Simulation.Tests.Disk;

namespace Vendue.Simulation.Tests.Stores;

/// <summary>The real journal, in the real SQLite, on a simulated disk.</summary>
sealed class SqliteStore : Store
{
    readonly SimulatedDisk disk;
    readonly string file, mount;
    readonly byte[] genesis;

    public SqliteStore(Random chance, byte[] genesis)
    {
        this.genesis = genesis;
        disk = new SimulatedDisk(chance);
        file = SqliteDisk.Attach(disk, "journal.sqlite", out mount);
    }

    public override bool IsDead => disk.IsDead;

    public override int Failures => disk.Failures;

    public override IJournal Open() => SqliteJournal.Open(file, () => genesis);

    public override void LosePowerAfter(int operations) => disk.LosePowerAfter(operations);

    public override void Restart() => disk.Restart();

    public override void FailOneIn(int operations) => disk.FailsOneIn = operations;

    public override void Kill(IDisposable process)
    {
        disk.IsSilent = true;
        process.Dispose();
        disk.IsSilent = false;
    }

    public override void Lie(bool lies) => disk.Lies = lies;

    public override void Dispose()
    {
        SqliteDisk.Detach(mount);
        base.Dispose();
    }
}
