using System.Numerics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// Sums of buckets, each times its index. Rows are cut into short segments that are summed side by side, each with a running
/// sum from its end; what the segments' own places contribute is a weighted sum of the segments' sums, so found likewise.
/// Twice as many additions as there are buckets, all of them in batches.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <param name="workspace">Adds points.</param>
sealed class WeightedSums<TField>(BucketWorkspace<TField> workspace)
    where TField : struct, IField<TField>
{
    /// <summary>Below as many points, adding them one by one takes no longer.</summary>
    const int FewPoints = 64;

    /// <summary>Segments at work at a time: in each step, each has two additions.</summary>
    const int Chunk = PairAddition.Capacity / 2;

    /// <summary>For each row, the sum over i of i + 1 times its value i.</summary>
    /// <param name="values">The rows' values.</param>
    /// <param name="offset">Where the first row begins.</param>
    /// <param name="stride">Values from the beginning of a row to that of the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="length">Values in a row, at most a stride.</param>
    /// <returns>A sum for each row.</returns>
    public JacobianPoint<TField>[] Of(AffinePoint<TField>[] values, int offset, int stride, int rows, int length)
    {
        if (rows * length <= FewPoints)
            return [.. Enumerable.Range(0, rows).Select(row => OneByOne(values.AsSpan(offset + (row * stride), length)))];
        int logSegment = Math.Clamp(BitOperations.Log2((uint)(rows * length)) - BitOperations.Log2(Chunk / 2), 2, 5);
        int segments = ((length - 1) >> logSegment) + 1;

        // The segments' running sums, and after them the totals of these.
        var sums = new AffinePoint<TField>[2 * rows * segments];
        for (int first = 0; first < rows * segments; first += Chunk)
            Run(new Segments(values, offset, stride, length, logSegment, segments), first, Math.Min(first + Chunk, rows * segments), sums);
        workspace.AddUp(sums, rows * segments, segments, rows);
        JacobianPoint<TField>[] places = Of(sums, 1, segments, rows, segments - 1);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < logSegment; i++)
                places[row] = places[row].Double();
            places[row] = places[row].Add(sums[(rows + row) * segments]);
        }

        return places;
    }

    /// <summary>The running sums of some segments, from the last value of each to the first, and the totals of all of them.</summary>
    void Run(in Segments segments, int first, int end, AffinePoint<TField>[] sums)
    {
        int totals = sums.Length / 2;
        for (int index = (1 << segments.Log) - 1; index >= -1; index--)
        {
            for (int segment = first; segment < end; segment++)
            {
                // The total takes up the running sum as it was before this step.
                workspace.Batch.Accumulate(sums[segment], sums, totals + segment);
                if (index >= 0 && segments.TryGet(segment, index, out int place))
                    workspace.Batch.Accumulate(segments.Values[place], sums, segment);
            }

            workspace.Batch.Flush(sums);
        }
    }

    static JacobianPoint<TField> OneByOne(ReadOnlySpan<AffinePoint<TField>> values)
    {
        JacobianPoint<TField> running = JacobianPoint<TField>.Infinity;
        JacobianPoint<TField> total = JacobianPoint<TField>.Infinity;
        for (int i = values.Length - 1; i >= 0; i--)
        {
            running = running.Add(values[i]);
            total = total.Add(running);
        }

        return total;
    }

    /// <summary>Rows, each cut into segments, the last of a row perhaps shorter.</summary>
    readonly record struct Segments(AffinePoint<TField>[] Values, int Offset, int Stride, int Length, int Log, int PerRow)
    {
        public bool TryGet(int segment, int index, out int place)
        {
            (int row, int inRow) = Math.DivRem(segment, PerRow);
            int column = (inRow << Log) + index;
            place = Offset + (row * Stride) + column;
            return column < Length;
        }
    }
}
