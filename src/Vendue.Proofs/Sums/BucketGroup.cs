using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// Some sets of buckets of a sum: points are sorted into the buckets, the buckets added up in stretches of even length
/// (whatever the buckets' own lengths), and the bucket sums weighted.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <param name="sum">The sum that the sets are of.</param>
/// <param name="firstSet">The first set.</param>
/// <param name="sets">How many sets.</param>
sealed class BucketGroup<TField>(BucketSum<TField> sum, int firstSet, int sets)
    where TField : struct, IField<TField>
{
    /// <summary>Points in a stretch: their first sums shall stay in the second-level cache.</summary>
    const int StretchLength = 1 << 15;

    SortedPoints? sorted;
    AffinePoint<TField>[] buckets = [];
    (int Bucket, AffinePoint<TField> Sum)[] begun = [];
    int remaining;

    /// <summary>Sorts, then has the stretches added up.</summary>
    /// <param name="workspaces">The thread's.</param>
    public void Begin(BucketWorkspaces workspaces)
    {
        WindowPlan plan = sum.Table.Plan;
        sorted = sum.Pile.Guard(SortedPoints.Of(sum.Digits, plan, sum.Table.Count, firstSet, sets, sum.Pile.Cancellation));
        buckets = new AffinePoint<TField>[sets * plan.Buckets];
        int stretches = (sorted.Entries.Length + StretchLength - 1) / StretchLength;
        begun = new (int, AffinePoint<TField>)[stretches];
        remaining = stretches;
        for (int i = stretches - 1; i > 0; i--)
        {
            int stretch = i;
            sum.Pile.Add(others => AddUp(stretch, others));
        }

        if (stretches > 0)
            AddUp(0, workspaces);
        else
            Finish(workspaces);
    }

    void AddUp(int stretch, BucketWorkspaces workspaces)
    {
        int first = stretch * StretchLength;
        int last = Math.Min(first + StretchLength, sorted!.Entries.Length);
        begun[stretch] = workspaces.Of<TField>().AddUp(sum.Table, sorted, first..last, buckets);
        if (Interlocked.Decrement(ref remaining) == 0)
            Finish(workspaces);
    }

    void Finish(BucketWorkspaces workspaces)
    {
        sum.Pile.Forget(sorted!);
        foreach ((int bucket, AffinePoint<TField> part) in begun)
        {
            if (!part.IsInfinity)
                buckets[bucket] = JacobianPoint<TField>.FromAffine(buckets[bucket]).Add(part).ToAffine();
        }

        int length = sum.Table.Plan.Buckets;
        JacobianPoint<TField>[] sums = new WeightedSums<TField>(workspaces.Of<TField>()).Of(buckets, 0, length, sets, length);
        Array.Clear(buckets);
        sum.Finish(firstSet, sums);
    }
}
