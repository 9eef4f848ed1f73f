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
    const int InterleavedLimit = 64;
    const int InterleavedBits = 4;

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
        if (points.Length <= InterleavedLimit)
            return InterleavedSum(points.Span, scalars.Span);

        int bits = WindowBits(points.Length);
        int windows = (ScalarBits / bits) + 1;
        UInt256 offset = DigitOffset(bits, windows);
        var sums = new JacobianPoint<TField>[windows];
        Parallel.For(
            0,
            windows,
            options,
            () => new BucketWindow<TField>(points.Length, bits, options.CancellationToken),
            (window, _, workspace) =>
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                sums[window] = workspace.Sum(points.Span, scalars.Span, offset, window, isTop: window == windows - 1);
                return workspace;
            },
            _ => { });
        return Combine(sums, bits);
    }

    /// <summary>
    /// Window width for a number of points: wide windows mean fewer passes and more buckets to add up, which is done one by one
    /// and weighs the more where points are added side by side.
    /// </summary>
    static int WindowBits(int points) => Math.Clamp(BitOperations.Log2((uint)points) - (FpVector.IsSupported ? 5 : 3), 3, 16);

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

    /// <summary>Few points: small tables of multiples, and doublings that all points share (Straus 1964).</summary>
    static JacobianPoint<TField> InterleavedSum<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<UInt256> scalars)
        where TField : struct, IField<TField>
    {
        const int row = 1 << InterleavedBits;
        var multiples = new JacobianPoint<TField>[points.Length * row];
        int highest = 0;
        for (int i = 0; i < points.Length; i++)
        {
            multiples[i * row] = JacobianPoint<TField>.Infinity;
            for (int j = 1; j < row; j++)
                multiples[(i * row) + j] = multiples[(i * row) + j - 1].Add(points[i]);
            highest = Math.Max(highest, scalars[i].BitLength);
        }

        JacobianPoint<TField> total = JacobianPoint<TField>.Infinity;
        for (int position = (highest - 1) / InterleavedBits * InterleavedBits; position >= 0; position -= InterleavedBits)
        {
            for (int i = 0; i < InterleavedBits && !total.IsInfinity; i++)
                total = total.Double();
            for (int i = 0; i < points.Length; i++)
                total = total.Add(multiples[(i * row) + (int)scalars[i].Bits(position, InterleavedBits)]);
        }

        return total;
    }
}
