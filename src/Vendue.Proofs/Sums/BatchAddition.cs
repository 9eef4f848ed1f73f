using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Sums;

/// <summary>
/// Many independent affine additions that share one inversion: about six multiplications each, half of what Jacobian
/// coordinates cost.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
sealed class BatchAddition<TField> : IPairAddition<TField>
    where TField : struct, IField<TField>
{
    readonly TField[] denominators = new TField[PairAddition.Capacity];
    readonly TField[] scratch = new TField[PairAddition.Capacity];

    /// <inheritdoc/>
    public void Add(AffinePoint<TField>[] left, AffinePoint<TField>[] right, byte[]? signs, int count)
    {
        for (int i = 0; signs is not null && i < count; i++)
        {
            if ((signs[i] & 1) != 0)
                left[i] = -left[i];
            if ((signs[i] & 2) != 0)
                right[i] = -right[i];
        }

        Add(left.AsSpan(0, count), right.AsSpan(0, count));
    }

    /// <inheritdoc/>
    public void Double(AffinePoint<TField>[] points, int count) => Add(points.AsSpan(0, count), points.AsSpan(0, count));

    /// <summary>left[i] += right[i] for every i.</summary>
    /// <param name="left">At most <see cref="PairAddition.Capacity"/> points, replaced by the sums.</param>
    /// <param name="right">As many points.</param>
    public void Add(Span<AffinePoint<TField>> left, ReadOnlySpan<AffinePoint<TField>> right)
    {
        Span<TField> inverses = denominators.AsSpan(0, left.Length);
        for (int i = 0; i < left.Length; i++)
            inverses[i] = Denominator(left[i], right[i]);
        BatchInversion.Invert(inverses, scratch.AsSpan(0, left.Length));
        for (int i = 0; i < left.Length; i++)
            left[i] = Sum(left[i], right[i], inverses[i]);
    }

    /// <summary>What the slope is divided by: zero exactly when the sum needs no slope.</summary>
    static TField Denominator(in AffinePoint<TField> left, in AffinePoint<TField> right)
    {
        if (left.IsInfinity || right.IsInfinity)
            return TField.Zero;
        TField difference = right.X - left.X;
        return difference.IsZero && left.Y.Equals(right.Y) ? left.Y.Double() : difference;
    }

    static AffinePoint<TField> Sum(in AffinePoint<TField> left, in AffinePoint<TField> right, in TField inverse)
    {
        if (inverse.IsZero)
            return SumWithoutSlope(left, right);
        TField slope = left.X.Equals(right.X) ? Tripled(left.X.Square()) * inverse : (right.Y - left.Y) * inverse;
        TField x = slope.Square() - left.X - right.X;
        return new AffinePoint<TField>(x, (slope * (left.X - x)) - left.Y);
    }

    static AffinePoint<TField> SumWithoutSlope(in AffinePoint<TField> left, in AffinePoint<TField> right)
    {
        if (left.IsInfinity)
            return right;
        return right.IsInfinity ? left : AffinePoint<TField>.Infinity;
    }

    static TField Tripled(in TField value) => value.Double() + value;
}
