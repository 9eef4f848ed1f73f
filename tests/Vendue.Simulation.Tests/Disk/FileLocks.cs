using System.Runtime.InteropServices;

namespace Vendue.Simulation.Tests.Disk;

/// <summary>What SQLite's connections to one file share beside its bytes: the file's lock, and memory with locks of its own.</summary>
sealed unsafe class FileLocks
{
    public const int Shared = 1, Reserved = 2, Exclusive = 4;
    public const int Slots = 8;

    readonly List<OpenFile> users = [];
    readonly List<nint> regions = [];
    readonly int[] readers = new int[Slots];
    readonly OpenFile?[] writers = new OpenFile?[Slots];
    int mapped;

    public void Enter(OpenFile user) => users.Add(user);

    public void Leave(OpenFile user) => users.Remove(user);

    public bool TryLock(OpenFile user, int level)
    {
        int others = users.Where(u => u != user).Select(u => u.Level).DefaultIfEmpty().Max();
        bool free = level switch
        {
            <= Shared => others < Exclusive,
            < Exclusive => others < Reserved,
            _ => others == 0,
        };
        if (free) user.Level = level;
        return free;
    }

    public bool IsReserved => users.Exists(u => u.Level >= Reserved);

    public nint Region(OpenFile user, int number, int size, bool extend)
    {
        if (!user.IsMapped) mapped++;
        user.IsMapped = true;
        while (extend && regions.Count <= number) regions.Add((nint)NativeMemory.AllocZeroed((nuint)size));
        return number < regions.Count ? regions[number] : 0;
    }

    public void Unmap(OpenFile user)
    {
        if (!user.IsMapped) return;
        user.IsMapped = false;
        Unlock(user, 0, Slots);
        if (--mapped > 0) return;
        foreach (nint region in regions) NativeMemory.Free((void*)region);
        regions.Clear();
    }

    public bool TryLockSlots(OpenFile user, int first, int count, bool exclusive)
    {
        for (int i = first; i < first + count; i++)
        {
            bool own = (user.Readers & (1 << i)) != 0;
            if (writers[i] is { } writer && writer != user) return false;
            if (exclusive && readers[i] > (own ? 1 : 0)) return false;
        }
        for (int i = first; i < first + count; i++) Hold(user, i, exclusive);
        return true;
    }

    public void Unlock(OpenFile user, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (writers[i] == user) writers[i] = null;
            if ((user.Readers & (1 << i)) == 0) continue;
            user.Readers &= ~(1 << i);
            readers[i]--;
        }
    }

    void Hold(OpenFile user, int slot, bool exclusive)
    {
        if (exclusive) writers[slot] = user;
        else if ((user.Readers & (1 << slot)) == 0)
        {
            user.Readers |= 1 << slot;
            readers[slot]++;
        }
    }
}

/// <summary>A file as one connection has it open.</summary>
sealed class OpenFile(SimulatedDisk disk, SimulatedFile file, string? deleteOnClose)
{
    public SimulatedDisk Disk => disk;

    public SimulatedFile File => file;

    /// <summary>The file's name where it is to be gone once it is closed.</summary>
    public string? DeleteOnClose => deleteOnClose;

    /// <summary>Whether its first synchronisation is to be its folder's too.</summary>
    public bool SynchronisesFolder { get; set; }

    /// <summary>Which lock it holds on the file, 0 for none.</summary>
    public int Level { get; set; }

    /// <summary>The slots of the shared memory that it has locked for reading, a bit each.</summary>
    public int Readers { get; set; }

    public bool IsMapped { get; set; }
}
