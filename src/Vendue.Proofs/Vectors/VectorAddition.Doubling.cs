using System.Runtime.Intrinsics;
using Vendue.Proofs.Curves;

namespace Vendue.Proofs.Vectors;

/// <content>Doublings, for tables of multiples.</content>
sealed partial class VectorAddition<TField, TVector>
{
    static readonly TVector ThreeQuarters = TVector.Of(Enumerable.Repeat(
        (TField.One.Double() + TField.One) * TField.One.Double().Double().Inverse(), Lanes).ToArray());

    /// <inheritdoc/>
    public void Double(AffinePoint<TField>[] points, int count)
    {
        exceptions.Clear();
        inversion.Begin();
        int blocks = (count + Lanes - 1) / Lanes;
        for (int block = 0; block < blocks; block++)
        {
            // Twice the second coordinate, as it is loaded, is what the slope is divided by; only infinity has none.
            ref TVector twice = ref inversion.Value(block);
            TVector.Load(in points[block * Lanes], out x[0], out twice);
            Except(ref twice, twice.IsZero().ExtractMostSignificantBits(), block * Lanes, count);
            inversion.Push(block);
        }

        inversion.Invert();
        for (int first = (blocks - 1) / Chains * Chains; first >= 0; first -= Chains)
            DoubleBlocks(points, first, Math.Min(Chains, blocks - first));
        foreach (int index in exceptions)
            points[index] = AffinePoint<TField>.Infinity;
    }

    /// <summary>The slope is 3 x^2 / (2 y); of the doubled coordinates' squares, three quarters are wanted.</summary>
    void DoubleBlocks(AffinePoint<TField>[] points, int first, int count)
    {
        inversion.Pop(first, count, inverse);
        for (int i = 0; i < count; i++)
        {
            TVector.Load(in points[(first + i) * Lanes], out x[i], out y[i]);
            TVector.Multiply(in x[i], in One, out otherX[i]);
        }

        for (int i = 0; i < count; i++)
            TVector.Multiply(in inverse[i], in ThreeQuarters, out otherY[i]);
        for (int i = 0; i < count; i++)
            TVector.Multiply(in otherX[i], in otherX[i], out square[i]);
        for (int i = 0; i < count; i++)
            TVector.Multiply(in square[i], in otherY[i], out slope[i]);
        for (int i = 0; i < count; i++)
            TVector.Multiply(in slope[i], in slope[i], out square[i]);
        for (int i = 0; i < count; i++)
        {
            TVector.DoubleLess(in square[i], in x[i], in x[i], out otherX[i]);
            TVector.Subtract(in x[i], in otherX[i], out x[i]);
        }

        Finish(points, first, count);
    }
}
