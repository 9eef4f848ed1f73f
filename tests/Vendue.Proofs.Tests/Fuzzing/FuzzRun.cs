namespace Vendue.Proofs.Tests.Fuzzing;

/// <summary>
/// Reads many damaged files of one format and holds each to the rules: nothing but a typed refusal comes out, memory stays
/// within the format's bound, whatever is accepted is well formed, and every file is done with. One seed and number give one
/// file, so that every failure can be had again.
/// </summary>
sealed class FuzzRun(FuzzedFormat format, int seed)
{
    /// <summary>Reading one file takes milliseconds; one that takes this long is taken to hang.</summary>
    static readonly TimeSpan guard = TimeSpan.FromMinutes(1);
    long current;

    /// <summary>Reads files.</summary>
    /// <param name="first">Number of the first.</param>
    /// <param name="count">How many.</param>
    /// <returns>What became of them.</returns>
    public FuzzReport Run(long first, long count)
    {
        Task<FuzzReport> work = Task.Factory.StartNew(
            () => ReadAll(first, count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (long seen = -1; !((IAsyncResult)work).AsyncWaitHandle.WaitOne(guard); seen = Volatile.Read(ref current))
            Volatile.Read(ref current).ShouldNotBe(seen, $"{format.Name}, seed {seed}: file {seen} is read without end.");
        return work.GetAwaiter().GetResult();
    }

    /// <summary>The damaged file of a number.</summary>
    public byte[] FileOf(long number)
    {
        var random = new Random(HashCode(seed, number));
        IReadOnlyList<byte[]> seeds = format.Seeds;
        byte[] file = seeds[random.Next(seeds.Count)];
        for (int rounds = 1 + (random.Next(4) == 0 ? random.Next(4) : 0); rounds > 0; rounds--)
            file = format.Mutate(random, file, seeds[random.Next(seeds.Count)]);
        return file;
    }

    /// <summary>The same on every machine, which <see cref="System.HashCode"/> is not.</summary>
    static int HashCode(int seed, long number)
    {
        ulong mixed = unchecked(((ulong)(uint)seed << 40) ^ ((ulong)number * 0x9E3779B97F4A7C15));
        mixed = unchecked((mixed ^ (mixed >> 31)) * 0xBF58476D1CE4E5B9);
        return (int)(mixed >> 32);
    }

    FuzzReport ReadAll(long first, long count)
    {
        var report = new FuzzReport { Format = format.Name };
        foreach (byte[] file in format.Seeds)
            format.Read(file)();
        for (long number = first; number < first + count; number++)
        {
            Volatile.Write(ref current, number);
            byte[] file = FileOf(number);
            try
            {
                ReadOne(file, report);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(
                    $"{format.Name}, seed {seed}, file {number} of {file.Length} bytes: {failure.GetType().Name}: {failure.Message}\n{Convert.ToBase64String(file.AsSpan(0, Math.Min(file.Length, 6000)))}", failure);
            }
        }

        return report;
    }

    void ReadOne(byte[] file, FuzzReport report)
    {
        string? refusal = null;
        Action? check = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            check = format.Read(file);
        }
        catch (Exception failure) when (format.CodeOf(failure) is { } code)
        {
            refusal = code;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long allowed = format.AllocatedAlways + (format.AllocatedPerByte * file.Length);
        allocated.ShouldBeLessThanOrEqualTo(allowed);
        check?.Invoke();
        report.Add(refusal, (double)allocated / allowed);
    }
}
