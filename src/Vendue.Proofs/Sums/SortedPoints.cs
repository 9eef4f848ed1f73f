namespace Vendue.Proofs.Sums;

/// <summary>
/// Points of a table in the order of the buckets that their digits say, each as its place in the table and a sign in the
/// lowest bit: points themselves stay where they are. The order tells the secret scalars, and is forgotten when disposed of.
/// </summary>
sealed class SortedPoints : IDisposable
{
    readonly uint[] entries;

    /// <summary>Bucket b's entries begin at index b, and end where the next begins.</summary>
    readonly int[] starts;

    SortedPoints(uint[] entries, int[] starts)
    {
        this.entries = entries;
        this.starts = starts;
    }

    /// <summary>The sorted places and signs.</summary>
    public ReadOnlySpan<uint> Entries => entries;

    /// <summary>Sorts by the digits of all windows of some sets of buckets.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="plan">The windows.</param>
    /// <param name="tableCount">Points on a level of the table.</param>
    /// <param name="firstSet">The first set.</param>
    /// <param name="sets">How many sets; their buckets follow one another.</param>
    /// <param name="cancellation">Looked at now and then.</param>
    /// <returns>The order.</returns>
    public static SortedPoints Of(SignedDigits digits, WindowPlan plan, int tableCount, int firstSet, int sets, CancellationToken cancellation)
    {
        var starts = new int[(sets * plan.Buckets) + 1];
        Count(digits, plan, firstSet, sets, starts, cancellation);
        int total = 0;
        for (int bucket = 0; bucket < starts.Length; bucket++)
            (starts[bucket], total) = (total, total + starts[bucket]);
        uint[] entries = GC.AllocateUninitializedArray<uint>(total);
        Distribute(digits, plan, tableCount, firstSet, sets, starts, entries, cancellation);
        starts.AsSpan(0, starts.Length - 1).CopyTo(starts.AsSpan(1));
        starts[0] = 0;
        return new SortedPoints(entries, starts);
    }

    /// <summary>Where a bucket begins.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <returns>Its first entry.</returns>
    public int Start(int bucket) => starts[bucket];

    /// <summary>Where a bucket ends.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <returns>The entry after its last.</returns>
    public int End(int bucket) => starts[bucket + 1];

    /// <summary>The bucket of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The bucket.</returns>
    public int BucketAt(int entry)
    {
        int low = 0;
        int high = starts.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (starts[middle] <= entry)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.Clear(entries);
        Array.Clear(starts);
    }

    static void Count(SignedDigits digits, WindowPlan plan, int firstSet, int sets, int[] counts, CancellationToken cancellation)
    {
        for (int i = 0; i < digits.Count; i++)
        {
            if ((i & 0xfff) == 0)
                cancellation.ThrowIfCancellationRequested();
            for (int set = 0; set < sets; set++)
            {
                int before = (set * plan.Buckets) - 1;
                for (int window = firstSet + set; window < plan.Windows; window += plan.Sets)
                {
                    int digit = digits.Digit(i, window);
                    if (digit != 0)
                        counts[before + Math.Abs(digit)]++;
                }
            }
        }
    }

    static void Distribute(
        SignedDigits digits, WindowPlan plan, int tableCount, int firstSet, int sets, int[] next, uint[] entries, CancellationToken cancellation)
    {
        for (int i = 0; i < digits.Count; i++)
        {
            if ((i & 0xfff) == 0)
                cancellation.ThrowIfCancellationRequested();
            for (int set = 0; set < sets; set++)
            {
                int before = (set * plan.Buckets) - 1;
                uint place = (uint)digits.Point(i);
                for (int window = firstSet + set; window < plan.Windows; window += plan.Sets, place += (uint)tableCount)
                {
                    int digit = digits.Digit(i, window);
                    if (digit != 0)
                        entries[next[before + Math.Abs(digit)]++] = (place << 1) | ((uint)digit >> 31);
                }
            }
        }
    }
}
