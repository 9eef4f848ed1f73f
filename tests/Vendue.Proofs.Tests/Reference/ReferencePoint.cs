using System.Numerics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Reference;

/// <summary>A point of either group by the textbook's chord and tangent over big integers; null is infinity. G1's coordinates have no u.</summary>
sealed record ReferencePoint(ReferenceFp2 X, ReferenceFp2 Y)
{
    public static ReferencePoint? Of(in AffinePoint<Fp> point) =>
        point.IsInfinity ? null : new ReferencePoint(ReferenceFp2.Of(point.X), ReferenceFp2.Of(point.Y));

    public static ReferencePoint? Of(in AffinePoint<Fp2> point) =>
        point.IsInfinity ? null : new ReferencePoint(ReferenceFp2.Of(point.X), ReferenceFp2.Of(point.Y));

    public static ReferencePoint? Add(ReferencePoint? left, ReferencePoint? right)
    {
        if (left is null || right is null)
            return left ?? right;
        if (left.X == right.X && (left.Y + right.Y).IsZero)
            return null;
        ReferenceFp2 slope = left.X == right.X
            ? new ReferenceFp2(3, 0) * left.X * left.X * (left.Y + left.Y).Inverse()
            : (right.Y - left.Y) * (right.X - left.X).Inverse();
        ReferenceFp2 x = (slope * slope) - left.X - right.X;
        return new ReferencePoint(x, (slope * (left.X - x)) - left.Y);
    }

    public static ReferencePoint? Multiply(ReferencePoint? point, BigInteger scalar)
    {
        ReferencePoint? result = null;
        for (long bit = scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = Add(result, result);
            if (!(scalar >> (int)bit).IsEven)
                result = Add(result, point);
        }

        return result;
    }
}
