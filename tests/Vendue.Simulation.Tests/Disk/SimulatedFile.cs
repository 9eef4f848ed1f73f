namespace Vendue.Simulation.Tests.Disk;

/// <summary>A file: what a reader sees, what would be left of it without power, and what was written in between.</summary>
sealed class SimulatedFile
{
    const int Sector = 512;

    /// <summary>A write, or a cut where there are no bytes.</summary>
    readonly record struct Change(int At, byte[]? Bytes);

    readonly List<Change> unsynced = [];
    Content seen = new(), synced = new();

    /// <summary>Whether its name would be found again without power: its folder was synchronised since it was made.</summary>
    public bool IsNamed { get; set; }

    /// <summary>Its locks and the memory that its users share, which no loss of power leaves.</summary>
    public FileLocks Locks { get; } = new();

    public int Length => seen.Length;

    public ReadOnlySpan<byte> Read(int at, int count) => at < seen.Length ? seen.Bytes.AsSpan(at, int.Min(count, seen.Length - at)) : default;

    public void Write(int at, ReadOnlySpan<byte> bytes) => Apply(new Change(at, bytes.ToArray()));

    public void Cut(int length) => Apply(new Change(length, null));

    /// <summary>Makes all that was written durable.</summary>
    public void Synchronise()
    {
        foreach (var change in unsynced) synced.Apply(change.At, change.Bytes);
        unsynced.Clear();
    }

    /// <summary>A failed synchronisation: the system forgets that some pages are dirty, and will not write them when it is asked again.</summary>
    public void ForgetSome(Random chance) => unsynced.RemoveAll(_ => chance.Next(2) == 0);

    /// <summary>The power is gone: of what was not synchronised, any part may have reached the disk, down to single sectors, or half of one as rubbish.</summary>
    public void LosePower(Random chance)
    {
        foreach (var change in unsynced)
        {
            int fate = chance.Next(3);
            if (fate == 0) continue;
            if (fate == 1 || change.Bytes is null) synced.Apply(change.At, change.Bytes);
            else Tear(change.At, change.Bytes, chance);
        }
        unsynced.Clear();
        seen = synced.Copy();
        IsNamed = true;
    }

    void Apply(Change change)
    {
        seen.Apply(change.At, change.Bytes);
        unsynced.Add(change);
    }

    void Tear(int at, byte[] bytes, Random chance)
    {
        for (int from = 0; from < bytes.Length; from += Sector)
        {
            var sector = bytes.AsSpan(from, int.Min(Sector, bytes.Length - from)).ToArray();
            int fate = chance.Next(16);
            if (fate < 8) continue;
            if (fate == 15) chance.NextBytes(sector.AsSpan(chance.Next(sector.Length)));
            synced.Apply(at + from, sector);
        }
    }

    sealed class Content
    {
        public byte[] Bytes { get; private set; } = [];

        public int Length { get; private set; }

        public Content Copy() => new() { Bytes = Bytes.AsSpan(0, Length).ToArray(), Length = Length };

        public void Apply(int at, byte[]? bytes)
        {
            int end = at + (bytes?.Length ?? 0);
            if (end > Bytes.Length) Grow(end);
            if (bytes is null) Bytes.AsSpan(int.Min(at, Length), int.Max(0, Length - at)).Clear();
            else bytes.CopyTo(Bytes, at);
            Length = bytes is null ? at : int.Max(Length, end);
        }

        void Grow(int needed)
        {
            var grown = new byte[int.Max(needed, 2 * Bytes.Length)];
            Bytes.AsSpan(0, Length).CopyTo(grown);
            Bytes = grown;
        }
    }
}
