using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>One thread's workspace for one window of a multi-scalar multiplication at a time.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
sealed class BucketWindow<TField>
    where TField : struct, IField<TField>
{
    readonly int bits;
    readonly CancellationToken cancellation;
    readonly AffinePoint<TField>[] sorted;
    readonly int[] digits;
    readonly int[] start;
    readonly int[] count;
    readonly IPairAddition<TField> addition = PairAddition.Create<TField>();
    readonly AffinePoint<TField>[] left = new AffinePoint<TField>[PairAddition.Capacity];
    readonly AffinePoint<TField>[] right = new AffinePoint<TField>[PairAddition.Capacity];
    readonly int[] destination = new int[PairAddition.Capacity];
    int pending;

    /// <summary>Allocates for a number of points and a window width.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="bits">Window width.</param>
    /// <param name="cancellation">Looked at between batches of additions.</param>
    public BucketWindow(int points, int bits, CancellationToken cancellation)
    {
        this.bits = bits;
        this.cancellation = cancellation;
        sorted = new AffinePoint<TField>[points];
        digits = new int[points];
        start = new int[(1 << (bits - 1)) + 2];
        count = new int[(1 << (bits - 1)) + 1];
    }

    /// <summary>The sum of every point times its digit in one window.</summary>
    /// <param name="points">The points.</param>
    /// <param name="scalars">Their scalars.</param>
    /// <param name="offset">What makes digits signed; see <see cref="MultiScalarMultiplication"/>.</param>
    /// <param name="window">Index of the window, from the least significant.</param>
    /// <param name="isTop">Whether it is the last, whose digits are not signed.</param>
    /// <returns>The sum, not yet shifted to the window's place.</returns>
    public JacobianPoint<TField> Sum(
        ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<UInt256> scalars, in UInt256 offset, int window, bool isTop)
    {
        ReadDigits(points, scalars, offset, window * bits, isTop ? 0 : 1 << (bits - 1));
        Distribute(points);
        while (HalveBuckets())
        {
        }

        return WeightedSum();
    }

    void ReadDigits(
        ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<UInt256> scalars, in UInt256 offset, int position, int half)
    {
        Array.Clear(count);
        for (int i = 0; i < points.Length; i++)
        {
            int digit = points[i].IsInfinity ? 0 : (int)scalars[i].AddWrapping(offset).Bits(position, bits) - half;
            digits[i] = digit;
            count[Math.Abs(digit)]++;
        }

        count[0] = 0;
        start[1] = 0;
        for (int bucket = 1; bucket < count.Length; bucket++)
            start[bucket + 1] = start[bucket] + count[bucket];
    }

    void Distribute(ReadOnlySpan<AffinePoint<TField>> points)
    {
        for (int i = 0; i < points.Length; i++)
        {
            int digit = digits[i];
            if (digit > 0)
                sorted[start[digit]++] = points[i];
            else if (digit < 0)
                sorted[start[-digit]++] = -points[i];
        }

        for (int bucket = 1; bucket < count.Length; bucket++)
            start[bucket] -= count[bucket];
    }

    /// <summary>
    /// Adds the points of every bucket in pairs. Sums go to the front of the bucket; when the count is odd the first point
    /// stays where it is, so a sum never lands on a point that is still to be read.
    /// </summary>
    /// <returns>Whether some bucket still holds more than one point.</returns>
    bool HalveBuckets()
    {
        bool more = false;
        for (int bucket = 1; bucket < count.Length; bucket++)
        {
            int points = count[bucket];
            if (points < 2)
                continue;
            int odd = points & 1;
            int first = start[bucket] + odd;
            for (int pair = 0; pair < points / 2; pair++)
                Enqueue(first + (2 * pair), first + pair);
            count[bucket] = (points / 2) + odd;
            more |= count[bucket] > 1;
        }

        Flush();
        return more;
    }

    void Enqueue(int source, int target)
    {
        left[pending] = sorted[source];
        right[pending] = sorted[source + 1];
        destination[pending] = target;
        if (++pending == destination.Length)
            Flush();
    }

    void Flush()
    {
        cancellation.ThrowIfCancellationRequested();
        addition.Add(left, right, pending);
        for (int i = 0; i < pending; i++)
            sorted[destination[i]] = left[i];
        pending = 0;
    }

    /// <summary>The sum of bucket times its index, by running sums from the top.</summary>
    JacobianPoint<TField> WeightedSum()
    {
        JacobianPoint<TField> running = JacobianPoint<TField>.Infinity;
        JacobianPoint<TField> total = JacobianPoint<TField>.Infinity;
        for (int bucket = count.Length - 1; bucket > 0; bucket--)
        {
            if (count[bucket] == 1)
                running = running.Add(sorted[start[bucket]]);
            total = total.Add(running);
        }

        return total;
    }
}
