using System.Runtime.CompilerServices;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// Collects additions that do not depend on one another until there are enough to be done side by side. Summands are copied
/// when an addition is collected, so its sum may take the place of anything that was read before.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <param name="cancellation">Looked at between batches.</param>
sealed class PointBatch<TField>(CancellationToken cancellation)
    where TField : struct, IField<TField>
{
    readonly IPairAddition<TField> addition = PairAddition.Create<TField>();
    readonly AffinePoint<TField>[] left = new AffinePoint<TField>[PairAddition.Capacity];
    readonly AffinePoint<TField>[] right = new AffinePoint<TField>[PairAddition.Capacity];
    readonly byte[] signs = new byte[PairAddition.Capacity];
    readonly uint[] leftEntries = new uint[PairAddition.Capacity];
    readonly uint[] rightEntries = new uint[PairAddition.Capacity];
    readonly int[] destination = new int[PairAddition.Capacity];
    int pending;

    /// <summary>sums[target] = first + second.</summary>
    /// <param name="first">First summand.</param>
    /// <param name="second">Second summand.</param>
    /// <param name="sums">Where the sum goes, the same for all additions between two flushes.</param>
    /// <param name="target">The sum's place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in AffinePoint<TField> first, in AffinePoint<TField> second, AffinePoint<TField>[] sums, int target)
    {
        int index = pending;
        left[index] = first;
        right[index] = second;
        destination[index] = target;
        if (++pending == PairAddition.Capacity)
            Flush(sums);
    }

    /// <summary>sums[target] = the sum of two points of the table that the next flush is given.</summary>
    /// <param name="first">The first one's place in the table, and its sign in the lowest bit.</param>
    /// <param name="second">The second one's.</param>
    /// <param name="target">The sum's place.</param>
    /// <returns>Whether no more can be collected before a flush.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(uint first, uint second, int target)
    {
        int index = pending;
        leftEntries[index] = first;
        rightEntries[index] = second;
        destination[index] = target;
        return ++pending == PairAddition.Capacity;
    }

    /// <summary>sums[target] += value, at once where one of them is infinity.</summary>
    /// <param name="value">The summand.</param>
    /// <param name="sums">Where the sum is, the same for all additions between two flushes.</param>
    /// <param name="target">The sum's place.</param>
    public void Accumulate(in AffinePoint<TField> value, AffinePoint<TField>[] sums, int target)
    {
        if (value.IsInfinity)
            return;
        if (sums[target].IsInfinity)
            sums[target] = value;
        else
            Add(sums[target], value, sums, target);
    }

    /// <summary>Does what was collected.</summary>
    /// <param name="sums">Where the sums go.</param>
    public void Flush(AffinePoint<TField>[] sums) => Flush(sums, null);

    /// <summary>Does what was collected of a table's points.</summary>
    /// <param name="table">The table.</param>
    /// <param name="sums">Where the sums go.</param>
    public void Flush(ReadOnlySpan<AffinePoint<TField>> table, AffinePoint<TField>[] sums)
    {
        // Loops as short as can be: the more of them the processor looks ahead, the more points it fetches at a time.
        Gather(table, leftEntries.AsSpan(0, pending), left);
        Gather(table, rightEntries.AsSpan(0, pending), right);
        for (int i = 0; i < pending; i++)
            signs[i] = (byte)((leftEntries[i] & 1) | ((rightEntries[i] & 1) << 1));
        Flush(sums, signs);
    }

    /// <summary>Forgets the points that it added last.</summary>
    public void Clear()
    {
        Array.Clear(left);
        Array.Clear(right);
        Array.Clear(leftEntries);
        Array.Clear(rightEntries);
        Array.Clear(signs);
    }

    static void Gather(ReadOnlySpan<AffinePoint<TField>> table, ReadOnlySpan<uint> entries, Span<AffinePoint<TField>> points)
    {
        points = points[..entries.Length];
        for (int i = 0; i < points.Length; i++)
            points[i] = table[(int)(entries[i] >> 1)];
    }

    void Flush(AffinePoint<TField>[] sums, byte[]? negated)
    {
        cancellation.ThrowIfCancellationRequested();
        addition.Add(left, right, negated, pending);
        for (int i = 0; i < pending; i++)
            sums[destination[i]] = left[i];
        pending = 0;
    }
}
