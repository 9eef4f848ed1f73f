using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Sums;

/// <summary>Adds many independent pairs of points at a time.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
interface IPairAddition<TField>
    where TField : struct, IField<TField>
{
    /// <summary>left[i] += right[i] for every i below a count.</summary>
    /// <param name="left">As long as <see cref="PairAddition.Capacity"/>; replaced by the sums, what lies beyond the count by anything.</param>
    /// <param name="right">As long.</param>
    /// <param name="signs">As long: 1 where the left point is to be negated beforehand, 2 the right one, 3 both, or 0. Null for all 0.</param>
    /// <param name="count">How many pairs.</param>
    void Add(AffinePoint<TField>[] left, AffinePoint<TField>[] right, byte[]? signs, int count);

    /// <summary>points[i] += points[i] for every i below a count.</summary>
    /// <param name="points">As long as <see cref="PairAddition.Capacity"/>; replaced by the doubles, what lies beyond the count by anything.</param>
    /// <param name="count">How many points.</param>
    void Double(AffinePoint<TField>[] points, int count);
}

/// <summary>The quickest addition of pairs that the machine has.</summary>
static class PairAddition
{
    /// <summary>Most pairs at a time: enough to make one inversion's price vanish, few enough to stay in the second-level cache.</summary>
    public const int Capacity = 1024;

    /// <summary>An adder, with a workspace of its own.</summary>
    /// <typeparam name="TField">The field of the coordinates.</typeparam>
    /// <returns>The adder, for one thread at a time.</returns>
    public static IPairAddition<TField> Create<TField>()
        where TField : struct, IField<TField>
    {
        if (FpVector.IsSupported && typeof(TField) == typeof(Fp))
            return (IPairAddition<TField>)(object)new VectorAddition<Fp, FpVector>();
        if (FpVector.IsSupported && typeof(TField) == typeof(Fp2))
            return (IPairAddition<TField>)(object)new VectorAddition<Fp2, Fp2Vector>();
        return new BatchAddition<TField>();
    }
}
