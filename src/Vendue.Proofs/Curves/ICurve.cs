using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Curves;

/// <summary>A group of prime order r on a curve y^2 = x^3 + B.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
public interface ICurve<TField>
    where TField : struct, IField<TField>
{
    /// <summary>The constant of the curve's equation.</summary>
    static abstract TField B { get; }

    /// <summary>The agreed generator.</summary>
    static abstract AffinePoint<TField> Generator { get; }

    /// <summary>Whether a point of the curve lies in the subgroup of order r.</summary>
    /// <param name="point">A point of the curve.</param>
    /// <returns>True inside the subgroup.</returns>
    static abstract bool IsInSubgroup(in AffinePoint<TField> point);
}
