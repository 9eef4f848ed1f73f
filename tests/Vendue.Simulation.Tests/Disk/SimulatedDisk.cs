namespace Vendue.Simulation.Tests.Disk;

/// <summary>
/// A machine's disk with the faults that disks have: unsynchronised writes get lost, torn or reordered when the power goes,
/// writes and synchronisations fail, and some disks lie about having synchronised.
/// </summary>
/// <param name="chance">Decides what is lost and what fails.</param>
sealed class SimulatedDisk(Random chance)
{
    readonly Dictionary<string, SimulatedFile> files = [];
    readonly Dictionary<string, SimulatedFile> deleted = [];
    int? untilPowerLoss;

    /// <summary>Whether the power is gone: nothing works until it is back.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Whether whoever asks was killed: then nothing is done for it any more.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Of how many writes and synchronisations one fails; 0 for none.</summary>
    public int FailsOneIn { get; set; }

    /// <summary>Whether it says that it has synchronised when it has not.</summary>
    public bool Lies { get; set; }

    /// <summary>How many operations failed, the power's loss apart.</summary>
    public int Failures { get; private set; }

    public SimulatedFile? Find(string name) => files.GetValueOrDefault(name);

    public SimulatedFile Open(string name) => files.TryGetValue(name, out var file) ? file : files[name] = new SimulatedFile();

    /// <summary>Lets the power go during the n-th operation from here on.</summary>
    public void LosePowerAfter(int operations) => untilPowerLoss = operations;

    /// <summary>Counts an operation.</summary>
    /// <returns>Whether there is power to do it.</returns>
    public bool Begin()
    {
        if (IsSilent) return false;
        if (untilPowerLoss is { } left)
        {
            untilPowerLoss = left - 1;
            if (left <= 0) IsDead = true;
        }
        return !IsDead;
    }


    public bool TryWrite(SimulatedFile file, int at, ReadOnlySpan<byte> bytes)
    {
        bool dead = IsDead || IsSilent, whole = Begin() && !Fails();
        if (dead) return false;
        // What fails or loses its power half-way has begun.
        file.Write(at, whole ? bytes : bytes[..chance.Next(bytes.Length + 1)]);
        return whole;
    }

    public bool TryCut(SimulatedFile file, int length)
    {
        if (!Begin() || Fails()) return false;
        file.Cut(length);
        return true;
    }

    /// <summary>Synchronises a file, and its folder where that is asked for: what was made and deleted there stays so.</summary>
    public bool TrySynchronise(SimulatedFile file, bool folder)
    {
        if (!Begin()) return false;
        if (Fails())
        {
            file.ForgetSome(chance);
            return false;
        }
        if (Lies) return true;
        file.Synchronise();
        if (folder) SynchroniseFolder();
        return true;
    }

    public bool TryDelete(string name, bool durably)
    {
        if (!Begin()) return false;
        if (!files.Remove(name, out var file)) return true;
        if (file.IsNamed) deleted.TryAdd(name, file);
        if (durably && !Lies) SynchroniseFolder();
        return true;
    }

    /// <summary>The power was gone and is back.</summary>
    public void Restart()
    {
        foreach (var (name, file) in files.ToList())
            if (!file.IsNamed && chance.Next(2) == 0) files.Remove(name);
        foreach (var (name, file) in deleted.ToList())
            if (!files.ContainsKey(name) && chance.Next(2) == 0) files[name] = file;
        deleted.Clear();
        foreach (var file in files.Values) file.LosePower(chance);
        untilPowerLoss = null;
        IsDead = false;
    }

    void SynchroniseFolder()
    {
        deleted.Clear();
        foreach (var file in files.Values) file.IsNamed = true;
    }

    bool Fails()
    {
        if (FailsOneIn == 0 || chance.Next(FailsOneIn) > 0) return false;
        Failures++;
        return true;
    }
}
