using System.Numerics;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>
/// Sum of scalar multiples by Pippenger's bucket method: signed windows, one bucket per digit, buckets summed by affine
/// additions in batches. Windows run in parallel; memory per thread is one copy of the points.
/// </summary>
public static class MultiScalarMultiplication
{
    /// <summary>Scalars are below 2^254.</summary>
    const int ScalarBits = 254;
    const int NaiveLimit = 8;

    /// <summary>The sum over i of scalars[i] times points[i].</summary>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="points">The points; infinities are skipped.</param>
    /// <param name="scalars">As many integers below r.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static JacobianPoint<TField> Sum<TField>(
        ReadOnlyMemory<AffinePoint<TField>> points, ReadOnlyMemory<UInt256> scalars, ParallelOptions options)
        where TField : struct, IField<TField>
    {
        ArgumentNullException.ThrowIfNull(options);
        if (points.Length != scalars.Length)
            throw new ArgumentException("There must be one scalar for each point.", nameof(scalars));
        if (points.Length <= NaiveLimit)
            return NaiveSum(points.Span, scalars.Span);

        int bits = WindowBits(points.Length);
        int windows = (ScalarBits / bits) + 1;
        UInt256 offset = DigitOffset(bits, windows);
        var sums = new JacobianPoint<TField>[windows];
        Parallel.For(
            0,
            windows,
            options,
            () => new BucketWindow<TField>(points.Length, bits),
            (window, _, workspace) =>
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                sums[window] = workspace.Sum(points.Span, scalars.Span, offset, window, isTop: window == windows - 1);
                return workspace;
            },
            _ => { });
        return Combine(sums, bits);
    }

    /// <summary>Window width for a number of points: wide windows mean fewer passes and more buckets to add up.</summary>
    static int WindowBits(int points) => Math.Clamp(BitOperations.Log2((uint)points) - 3, 3, 16);

    /// <summary>
    /// Half a window in every window but the top one. Adding it to a scalar once makes every digit of the sum, less half a
    /// window, the signed digit of the scalar: no carry runs between windows.
    /// </summary>
    static UInt256 DigitOffset(int bits, int windows)
    {
        BigInteger offset = 0;
        for (int window = 0; window < windows - 1; window++)
            offset += BigInteger.One << ((window * bits) + bits - 1);
        return UInt256.FromBigInteger(offset);
    }

    static JacobianPoint<TField> Combine<TField>(JacobianPoint<TField>[] sums, int bits)
        where TField : struct, IField<TField>
    {
        JacobianPoint<TField> total = sums[^1];
        for (int window = sums.Length - 2; window >= 0; window--)
        {
            for (int i = 0; i < bits; i++)
                total = total.Double();
            total = total.Add(sums[window]);
        }

        return total;
    }

    static JacobianPoint<TField> NaiveSum<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<UInt256> scalars)
        where TField : struct, IField<TField>
    {
        JacobianPoint<TField> total = JacobianPoint<TField>.Infinity;
        for (int i = 0; i < points.Length; i++)
            total = total.Add(JacobianPoint<TField>.FromAffine(points[i]).Multiply(scalars[i]));
        return total;
    }
}
