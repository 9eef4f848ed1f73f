using Vendue.Node.Journal;

namespace Vendue.Simulation.Tests.Stores;

/// <summary>A journal as one process has it open.</summary>
sealed class MemoryJournal(MemoryStore store) : IJournal
{
    public byte[] Genesis => store.Genesis;

    public ulong Position { get; private set; } = PositionOf(store);

    public Hash32 Head { get; private set; } = HeadOf(store);

    public ulong TakeOver()
    {
        store.Write(() => store.Epoch++);
        (Position, Head) = (PositionOf(store), HeadOf(store));
        return store.Epoch;
    }

    public void Append(ulong epoch, ulong expectedPosition, CommitGroup group, Projection projection)
    {
        if (epoch != store.Epoch) throw new JournalException("journal-superseded", "Another writer has taken over.");
        if (expectedPosition != Position || group.First != Position + 1 || group.Entries.Count == 0) throw new JournalException("journal-stale", "The group does not follow the last one.");
        var kept = group with { Entries = [.. group.Entries.Select(e => (ReadOnlyMemory<byte>)e.ToArray())] };
        store.Write(() => store.Groups.Add((kept, new Projection([.. projection.Acknowledgements], [.. projection.Events]))));
        (Position, Head) = (group.First + (ulong)group.Entries.Count - 1, group.Head);
    }

    public IEnumerable<CommitGroup> Read() => store.Groups.Select(g => g.Group).ToList();

    public IEnumerable<CommitGroup> ReadAfter(ulong position, Hash32 head) => Read().Where(g => g.First > position);

    public void Checkpoint(in SignedCheckpoint checkpoint)
    {
        var kept = checkpoint;
        store.Write(() => store.Checkpoints[kept.Checkpoint.Sequence] = kept);
    }

    public IReadOnlyList<SignedCheckpoint> Checkpoints() => [.. store.Checkpoints.Values];

    public byte[]? AcknowledgementOf(Hash32 command) => Acknowledgements().FirstOrDefault(a => a.Command == command).Acknowledgement;

    public IEnumerable<(Hash32 Command, byte[] Acknowledgement)> Acknowledgements() =>
        store.Groups.SelectMany(g => g.Projection.Acknowledgements).OrderBy(a => a.Command);

    public IReadOnlyList<(ulong Sequence, byte[] Events)> EventsFrom(ulong sequence, int most) =>
        [.. store.Groups.SelectMany(g => g.Projection.Events).Where(e => e.Sequence >= sequence).Take(most)];

    public void Dispose() { }

    static ulong PositionOf(MemoryStore store) => store.Groups.Count == 0 ? 0 : store.Groups[^1].Group.First + (ulong)store.Groups[^1].Group.Entries.Count - 1;

    static Hash32 HeadOf(MemoryStore store) => store.Groups.Count == 0 ? Hash32.Sha256(store.Genesis) : store.Groups[^1].Group.Head;
}
