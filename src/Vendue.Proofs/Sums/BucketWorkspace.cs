using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>One thread's means to add up runs of points, each run to a point of its own.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <param name="cancellation">Looked at between batches of additions.</param>
sealed class BucketWorkspace<TField>(CancellationToken cancellation) : IDisposable
    where TField : struct, IField<TField>
{
    AffinePoint<TField>[] points = [];
    Run[] runs = [];
    int[] open = [];
    int runCount;

    /// <summary>Collects the additions.</summary>
    public PointBatch<TField> Batch { get; } = new(cancellation);

    /// <summary>Adds up a stretch of sorted points, bucket by bucket.</summary>
    /// <param name="table">The points.</param>
    /// <param name="sorted">Which points, in the order of their buckets.</param>
    /// <param name="stretch">The part to add up, not empty.</param>
    /// <param name="buckets">The sums; points of a bucket that began before the stretch go to the result instead.</param>
    /// <returns>The sum of the points of the bucket that began before, and which it is; infinity when there is none.</returns>
    public (int Bucket, AffinePoint<TField> Sum) AddUp(
        PointTable<TField> table, SortedPoints sorted, Range stretch, AffinePoint<TField>[] buckets)
    {
        (int first, int last) = (stretch.Start.Value, stretch.End.Value);
        Allow(last - first);
        AddPairs(table.Points.Span, sorted, first, last);
        Reduce();
        (int Bucket, AffinePoint<TField> Sum) begun = default;
        for (int i = 0; i < runCount; i++)
        {
            ref readonly AffinePoint<TField> sum = ref points[runs[i].Start];
            if (i == 0 && sorted.Start(runs[i].Bucket) < first)
                begun = (runs[i].Bucket, sum);
            else
                buckets[runs[i].Bucket] = sum;
        }

        return begun;
    }

    /// <summary>Adds up runs of points.</summary>
    /// <param name="sums">The points; the sum of a run takes the place of its first point, the others are lost.</param>
    /// <param name="start">Where the first run begins.</param>
    /// <param name="length">Points in a run, 1 or more.</param>
    /// <param name="count">Number of runs, one after the other.</param>
    public void AddUp(AffinePoint<TField>[] sums, int start, int length, int count)
    {
        for (int remaining = length; remaining > 1; remaining = (remaining + 1) / 2)
        {
            int odd = remaining & 1;
            for (int run = 0; run < count; run++)
            {
                int first = start + (run * length) + odd;
                for (int pair = 0; pair < remaining / 2; pair++)
                    AddOrKeep(sums, first + (2 * pair), first + pair);
            }

            Batch.Flush(sums);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Batch.Clear();
        Array.Clear(points);
        Array.Clear(runs);
    }

    void AddOrKeep(AffinePoint<TField>[] sums, int source, int target)
    {
        if (sums[source].IsInfinity)
            sums[target] = sums[source + 1];
        else if (sums[source + 1].IsInfinity)
            sums[target] = sums[source];
        else
            Batch.Add(sums[source], sums[source + 1], sums, target);
    }

    void Allow(int count)
    {
        if (points.Length >= count)
            return;
        points = GC.AllocateUninitializedArray<AffinePoint<TField>>(count);
        runs = new Run[count];
        open = new int[count];
    }

    /// <summary>The first additions read points where they lie in the table, and halve their number.</summary>
    void AddPairs(ReadOnlySpan<AffinePoint<TField>> table, SortedPoints sorted, int first, int last)
    {
        ReadOnlySpan<uint> entries = sorted.Entries;
        int filled = 0;
        int position = first;
        runCount = 0;
        for (int bucket = sorted.BucketAt(first); position < last; bucket++)
        {
            int end = Math.Min(sorted.End(bucket), last);
            if (position == end)
                continue;
            int start = filled;
            if (((end - position) & 1) != 0)
            {
                uint entry = entries[position++];
                ref readonly AffinePoint<TField> point = ref table[(int)(entry >> 1)];
                points[filled++] = (entry & 1) == 0 ? point : -point;
            }

            for (; position < end; position += 2)
            {
                if (Batch.Add(entries[position], entries[position + 1], filled++))
                    Batch.Flush(table, points);
            }

            runs[runCount++] = new Run(bucket, start, filled - start);
        }

        Batch.Flush(table, points);
    }

    /// <summary>
    /// Adds the points of every run in pairs until each has but one. Sums go to the front of the run; when the count is odd the
    /// first point stays where it is, so a sum never lands on a point that is still to be read.
    /// </summary>
    void Reduce()
    {
        int opened = 0;
        for (int i = 0; i < runCount; i++)
        {
            if (runs[i].Length > 1)
                open[opened++] = i;
        }

        while (opened > 0)
        {
            int left = 0;
            for (int i = 0; i < opened; i++)
            {
                ref Run run = ref runs[open[i]];
                int odd = run.Length & 1;
                int first = run.Start + odd;
                int pairs = run.Length / 2;
                for (int pair = 0; pair < pairs; pair++)
                    Batch.Add(points[first + (2 * pair)], points[first + (2 * pair) + 1], points, first + pair);
                run = run with { Length = pairs + odd };
                if (run.Length > 1)
                    open[left++] = open[i];
            }

            Batch.Flush(points);
            opened = left;
        }
    }

    readonly record struct Run(int Bucket, int Start, int Length);
}
