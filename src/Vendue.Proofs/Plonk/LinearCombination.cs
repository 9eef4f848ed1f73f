using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Plonk;

/// <summary>A sum of multiples of points of G1, gathered term by term and computed at once.</summary>
/// <param name="capacity">How many terms there will be.</param>
sealed class LinearCombination(int capacity)
{
    static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };
    readonly AffinePoint<Fp>[] points = new AffinePoint<Fp>[capacity];
    readonly UInt256[] scalars = new UInt256[capacity];
    int count;

    /// <summary>Adds a term.</summary>
    /// <param name="scalar">How often.</param>
    /// <param name="point">What.</param>
    /// <returns>This.</returns>
    public LinearCombination Add(in Fr scalar, in AffinePoint<Fp> point)
    {
        scalars[count] = scalar.ToInteger();
        points[count++] = point;
        return this;
    }

    /// <summary>The sum.</summary>
    /// <returns>A point.</returns>
    public JacobianPoint<Fp> Sum() => MultiScalarMultiplication.Sum<Fp>(points.AsMemory(0, count), scalars.AsMemory(0, count), OneThread);
}
