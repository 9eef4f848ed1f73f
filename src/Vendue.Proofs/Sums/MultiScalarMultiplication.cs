using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// Sum of scalar multiples by Pippenger's bucket method: signed windows, one bucket per digit, all additions affine and in
/// batches. Memory, but for the points and scalars: 36 bytes for each point; for every window 4 bytes for each point and a
/// point for each bucket, in turn; and 8 MiB for each thread. Right for every point of the curve, of whatever order.
/// </summary>
public static class MultiScalarMultiplication
{
    const int InterleavedLimit = 16;
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

        JacobianPoint<TField> sum = default;
        var pile = new WorkPile(options);
        BucketSum<TField>.Begin(pile, PointTable<TField>.Of(points), scalars, result => sum = result);
        pile.Run();
        return sum;
    }

    /// <summary>Lays a sum on a pile, where its pieces are done together with whatever else lies there.</summary>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <param name="pile">The pile.</param>
    /// <param name="points">The points, perhaps with a table of their multiples.</param>
    /// <param name="scalars">As many integers below r as the table was made of points.</param>
    /// <param name="done">Takes the sum, on whichever thread did the last piece.</param>
    internal static void Begin<TField>(
        WorkPile pile, PointTable<TField> points, ReadOnlyMemory<UInt256> scalars, Action<JacobianPoint<TField>> done)
        where TField : struct, IField<TField>
    {
        if (points.IsPlain && points.Count <= InterleavedLimit)
            pile.Add(_ => done(InterleavedSum(points.Points.Span, scalars.Span)));
        else
            BucketSum<TField>.Begin(pile, points, scalars, done);
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
