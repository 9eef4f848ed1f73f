using System.Runtime.CompilerServices;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

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
    readonly int[] destination = new int[PairAddition.Capacity];
    int pending;
    bool isSigned;

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

    /// <summary>sums[target] = first + second, either of them negated where its sign says so.</summary>
    /// <param name="first">First summand.</param>
    /// <param name="second">Second summand.</param>
    /// <param name="sign">1 for the first to be negated, 2 for the second, 3 for both, or 0.</param>
    /// <param name="sums">Where the sum goes, the same for all additions between two flushes.</param>
    /// <param name="target">The sum's place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in AffinePoint<TField> first, in AffinePoint<TField> second, uint sign, AffinePoint<TField>[] sums, int target)
    {
        isSigned = true;
        signs[pending] = (byte)sign;
        Add(first, second, sums, target);
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
    public void Flush(AffinePoint<TField>[] sums)
    {
        cancellation.ThrowIfCancellationRequested();
        addition.Add(left, right, isSigned ? signs : null, pending);
        for (int i = 0; i < pending; i++)
            sums[destination[i]] = left[i];
        if (isSigned)
            signs.AsSpan(0, pending).Clear();
        isSigned = false;
        pending = 0;
    }
}
