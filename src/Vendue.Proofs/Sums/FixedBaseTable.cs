using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// Precomputed multiples of one point, so that a multiple by any scalar is one addition per window; additions of many
/// scalars run in batches.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
sealed class FixedBaseTable<TField>
    where TField : struct, IField<TField>
{
    const int WindowBits = 8;
    const int Windows = 32;
    readonly AffinePoint<TField>[][] multiples = new AffinePoint<TField>[Windows][];

    /// <summary>Builds the table of a point.</summary>
    /// <param name="point">The base.</param>
    public FixedBaseTable(in AffinePoint<TField> point)
    {
        JacobianPoint<TField> unit = JacobianPoint<TField>.FromAffine(point);
        for (int window = 0; window < Windows; window++)
        {
            var row = new JacobianPoint<TField>[1 << WindowBits];
            row[0] = JacobianPoint<TField>.Infinity;
            for (int i = 1; i < row.Length; i++)
                row[i] = row[i - 1].Add(unit);
            multiples[window] = ToAffine(row);
            unit = row[^1].Add(unit);
        }
    }

    /// <summary>Multiples of the base.</summary>
    /// <param name="scalars">One scalar for each result.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns>The multiples, in order.</returns>
    public AffinePoint<TField>[] Multiply(Fr[] scalars, ParallelOptions options)
    {
        const int block = PairAddition.Capacity;
        var results = new AffinePoint<TField>[scalars.Length];
        Parallel.For(
            0,
            (scalars.Length + block - 1) / block,
            options,
            () => (Addition: new BatchAddition<TField>(), Right: new AffinePoint<TField>[block], Integers: new UInt256[block]),
            (index, _, workspace) =>
            {
                int from = index * block;
                int length = Math.Min(block, scalars.Length - from);
                for (int i = 0; i < length; i++)
                    workspace.Integers[i] = scalars[from + i].ToInteger();
                for (int window = 0; window < Windows; window++)
                {
                    for (int i = 0; i < length; i++)
                        workspace.Right[i] = multiples[window][workspace.Integers[i].Bits(window * WindowBits, WindowBits)];
                    workspace.Addition.Add(results.AsSpan(from, length), workspace.Right.AsSpan(0, length));
                }

                return workspace;
            },
            _ => { });
        return results;
    }

    /// <summary>Brings points to scale one, with one inversion for all.</summary>
    /// <param name="points">Any points.</param>
    /// <returns>The same points.</returns>
    internal static AffinePoint<TField>[] ToAffine(JacobianPoint<TField>[] points)
    {
        var inverses = new TField[points.Length];
        for (int i = 0; i < points.Length; i++)
            inverses[i] = points[i].Z;
        BatchInversion.Invert(inverses.AsSpan(), new TField[points.Length]);
        var affine = new AffinePoint<TField>[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            TField square = inverses[i].Square();
            affine[i] = new AffinePoint<TField>(points[i].X * square, points[i].Y * square * inverses[i]);
        }

        return affine;
    }
}
