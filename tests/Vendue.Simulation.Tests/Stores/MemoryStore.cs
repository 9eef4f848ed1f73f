using Vendue.Node.Journal;

namespace Vendue.Simulation.Tests.Stores;

/// <summary>The plainest store that keeps the journal's contract, with the faults that the contract allows: a group is there whole or not at all.</summary>
sealed class MemoryStore(Random chance, byte[] genesis) : Store
{
    int? untilPowerLoss;
    int failsOneIn, failures, synced;
    bool dead, lies;

    public byte[] Genesis => genesis;

    public ulong Epoch { get; set; }

    public List<(CommitGroup Group, Projection Projection)> Groups { get; } = [];

    public SortedDictionary<ulong, SignedCheckpoint> Checkpoints { get; } = [];

    public override bool IsDead => dead;

    public override int Failures => failures;

    public override IJournal Open() => dead ? throw NotWritten("the power is gone") : new MemoryJournal(this);

    public override void LosePowerAfter(int operations) => untilPowerLoss = operations;

    public override void FailOneIn(int operations) => failsOneIn = operations;

    public override void Lie(bool lies) => this.lies = lies;

    public override void Restart()
    {
        if (lies) Lose(chance.Next(synced, Groups.Count + 1));
        (dead, untilPowerLoss) = (false, null);
    }

    /// <summary>Does a write, unless the power goes or it fails: then it may have been done or not.</summary>
    public void Write(Action write)
    {
        if (untilPowerLoss is { } left)
        {
            untilPowerLoss = left - 1;
            dead |= left == 0;
        }
        bool was = dead && untilPowerLoss < -1;
        bool fails = !dead && failsOneIn > 0 && chance.Next(failsOneIn) == 0;
        if (fails) failures++;
        if (was || ((dead || fails) && chance.Next(2) == 0)) throw NotWritten("a fault came first");
        write();
        if (!lies) synced = Groups.Count;
        if (dead || fails) throw NotWritten("a fault came after it");
    }

    void Lose(int from)
    {
        if (from == Groups.Count) return;
        ulong first = Groups[from].Group.First;
        Groups.RemoveRange(from, Groups.Count - from);
        foreach (ulong sequence in Checkpoints.Keys.Where(s => s >= first).ToList()) Checkpoints.Remove(sequence);
    }

    static JournalException NotWritten(string why) => new("journal-not-written", $"The journal cannot be written: {why}.");
}
