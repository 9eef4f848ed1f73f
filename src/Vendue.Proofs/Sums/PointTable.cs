using System.Runtime.CompilerServices;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// The points of a sum, and on further levels their multiples by powers of two, with which windows share their buckets
/// (Yao 1976; Brickell, Gordon, McCurley, Wilson 1992). Level l holds every point times 2^(l LevelBits).
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
sealed class PointTable<TField>
    where TField : struct, IField<TField>
{
    readonly int[]? terms;

    PointTable(ReadOnlyMemory<AffinePoint<TField>> points, int count, int[]? terms, WindowPlan plan)
    {
        Points = points;
        Count = count;
        this.terms = terms;
        Plan = plan;
    }

    /// <summary>Level by level, each with every point.</summary>
    public ReadOnlyMemory<AffinePoint<TField>> Points { get; }

    /// <summary>Points on a level.</summary>
    public int Count { get; }

    /// <summary>How sums over the table are cut into windows.</summary>
    public WindowPlan Plan { get; }

    /// <summary>Whether it is the points as they are, infinities among them.</summary>
    public bool IsPlain => terms is null;

    /// <summary>Bytes that it takes beside the points it was made of.</summary>
    public long TableBytes => IsPlain ? 0 : BytesFor(Count, Plan);

    /// <summary>Bytes that a table takes beside the points it is made of.</summary>
    /// <param name="points">Points other than infinity.</param>
    /// <param name="plan">Its plan.</param>
    /// <returns>Bytes.</returns>
    public static long BytesFor(int points, WindowPlan plan) =>
        points * (((long)plan.Levels * Unsafe.SizeOf<AffinePoint<TField>>()) + sizeof(int));

    /// <summary>Points as they are: one level.</summary>
    /// <param name="points">The points, infinities among them.</param>
    /// <returns>A table that costs nothing.</returns>
    public static PointTable<TField> Of(ReadOnlyMemory<AffinePoint<TField>> points) =>
        new(points, points.Length, null, WindowPlan.For(points.Length, levels: 1));

    /// <summary>Computes a table of the points other than infinity.</summary>
    /// <param name="points">The points.</param>
    /// <param name="plan">Says which levels; for as many points as are not infinity.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <returns>The table.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PointTable<TField> Build(ReadOnlyMemory<AffinePoint<TField>> points, WindowPlan plan, ParallelOptions options)
    {
        int[] terms = TermsOf(points.Span);
        AffinePoint<TField>[] levels = GC.AllocateUninitializedArray<AffinePoint<TField>>(terms.Length * plan.Levels);
        for (int i = 0; i < terms.Length; i++)
            levels[i] = points.Span[terms[i]];
        Parallel.For(
            0,
            (terms.Length + PairAddition.Capacity - 1) / PairAddition.Capacity,
            options,
            () => (Addition: PairAddition.Create<TField>(), Points: new AffinePoint<TField>[PairAddition.Capacity]),
            (batch, _, workspace) =>
            {
                int first = batch * PairAddition.Capacity;
                int count = Math.Min(PairAddition.Capacity, terms.Length - first);
                levels.AsSpan(first, count).CopyTo(workspace.Points);
                for (int level = 1; level < plan.Levels; level++)
                {
                    for (int i = 0; i < plan.LevelBits; i++)
                    {
                        options.CancellationToken.ThrowIfCancellationRequested();
                        workspace.Addition.Double(workspace.Points, count);
                    }

                    workspace.Points.AsSpan(0, count).CopyTo(levels.AsSpan((level * terms.Length) + first));
                }

                return workspace;
            },
            _ => { });
        return new PointTable<TField>(levels, terms.Length, terms, plan);
    }

    /// <summary>How many points are not infinity: only these are in a table.</summary>
    /// <param name="points">The points.</param>
    /// <returns>Their number.</returns>
    public static int CountOf(ReadOnlySpan<AffinePoint<TField>> points)
    {
        int count = 0;
        foreach (ref readonly AffinePoint<TField> point in points)
        {
            if (!point.IsInfinity)
                count++;
        }

        return count;
    }

    /// <summary>Which of the sum's scalars belongs to a point.</summary>
    /// <param name="index">The point, on the lowest level.</param>
    /// <returns>The scalar's place.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TermOf(int index) => terms is null ? index : terms[index];

    static int[] TermsOf(ReadOnlySpan<AffinePoint<TField>> points)
    {
        var terms = new int[CountOf(points)];
        int count = 0;
        for (int i = 0; i < points.Length; i++)
        {
            if (!points[i].IsInfinity)
                terms[count++] = i;
        }

        return terms;
    }
}
