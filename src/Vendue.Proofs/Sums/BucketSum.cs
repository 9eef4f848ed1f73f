using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// A multi-scalar multiplication in progress, by Pippenger's bucket method: its pieces lie on a pile, and whichever thread
/// does the last of them hands out the sum.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
sealed class BucketSum<TField>
    where TField : struct, IField<TField>
{
    /// <summary>Points that are worth sorting by themselves.</summary>
    const int GroupLength = 1 << 15;

    readonly JacobianPoint<TField>[] sums;
    readonly Action<JacobianPoint<TField>> done;
    int remaining;

    BucketSum(WorkPile pile, PointTable<TField> table, SignedDigits digits, Action<JacobianPoint<TField>> done)
    {
        Pile = pile;
        Table = table;
        Digits = digits;
        this.done = done;
        sums = new JacobianPoint<TField>[table.Plan.Sets];
    }

    /// <summary>Where pieces are laid.</summary>
    public WorkPile Pile { get; }

    /// <summary>The points.</summary>
    public PointTable<TField> Table { get; }

    /// <summary>The scalars.</summary>
    public SignedDigits Digits { get; }

    /// <summary>Lays a sum on the pile.</summary>
    /// <param name="pile">The pile.</param>
    /// <param name="table">The points.</param>
    /// <param name="scalars">A scalar for each point.</param>
    /// <param name="done">Takes the sum.</param>
    public static void Begin(WorkPile pile, PointTable<TField> table, ReadOnlyMemory<UInt256> scalars, Action<JacobianPoint<TField>> done) =>
        pile.Add(_ => new BucketSum<TField>(pile, table, pile.Guard(SignedDigits.Of(table, scalars.Span)), done).Divide());

    /// <summary>Takes the sums of some sets.</summary>
    /// <param name="firstSet">The first of the sets.</param>
    /// <param name="parts">A sum for each.</param>
    public void Finish(int firstSet, JacobianPoint<TField>[] parts)
    {
        parts.CopyTo(sums, firstSet);
        if (Interlocked.Add(ref remaining, -parts.Length) > 0)
            return;
        Pile.Forget(Digits);
        done(Combine());
    }

    /// <summary>Sets are sorted together while they are small, else each by itself.</summary>
    void Divide()
    {
        int sets = Table.Plan.Sets;
        int group = Math.Clamp(GroupLength / Math.Max(1, Digits.Count * Table.Plan.Levels), 1, sets);
        remaining = sets;
        for (int first = 0; first < sets; first += group)
            Pile.Add(new BucketGroup<TField>(this, first, Math.Min(group, sets - first)).Begin);
    }

    JacobianPoint<TField> Combine()
    {
        JacobianPoint<TField> total = sums[^1];
        for (int set = sums.Length - 2; set >= 0; set--)
        {
            for (int i = 0; i < Table.Plan.Bits; i++)
                total = total.Double();
            total = total.Add(sums[set]);
        }

        return total;
    }
}
