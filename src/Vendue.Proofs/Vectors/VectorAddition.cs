using System.Numerics;
using System.Runtime.Intrinsics;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// Independent affine additions, eight side by side, that share one inversion. Pairs without a slope of their own (equal
/// first coordinates, infinity) are left to <see cref="BatchAddition{TField}"/>.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TVector">Eight coordinates.</typeparam>
sealed class VectorAddition<TField, TVector> : IPairAddition<TField>
    where TField : struct, IField<TField>
    where TVector : struct, ICoordinateVector<TVector, TField>
{
    const int Lanes = FpVector.Count;
    static readonly TVector One = TVector.Of(Enumerable.Repeat(TField.One, Lanes).ToArray());
    readonly AlignedBuffer<TVector> denominators = new(PairAddition.Capacity / Lanes);
    readonly AlignedBuffer<TVector> products = new(PairAddition.Capacity / Lanes);
    readonly AlignedBuffer<TVector> registers = new(8);
    readonly List<int> exceptions = [];

    // Not locals: a method's large locals are cleared at every call, and lie across cache lines.
    ref TVector Running => ref registers[0];

    ref TVector X => ref registers[1];

    ref TVector Y => ref registers[2];

    ref TVector OtherX => ref registers[3];

    ref TVector OtherY => ref registers[4];

    ref TVector Inverse => ref registers[5];

    ref TVector Slope => ref registers[6];

    ref TVector Square => ref registers[7];
    BatchAddition<TField>? exceptional;
    AffinePoint<TField>[] exceptionalLeft = [];
    AffinePoint<TField>[] exceptionalRight = [];

    /// <inheritdoc/>
    public void Add(AffinePoint<TField>[] left, AffinePoint<TField>[] right, int count)
    {
        if (count == 0)
            return;
        exceptions.Clear();
        FindDenominators(left, right, count);
        Invert(ref Running);
        AddExceptions(left, right);
        for (int block = ((count + Lanes - 1) / Lanes) - 1; block >= 0; block--)
            AddBlock(ref left[block * Lanes], in right[block * Lanes], block);
        for (int i = 0; i < exceptions.Count; i++)
            left[exceptions[i]] = exceptionalLeft[i];
    }

    /// <summary>The product of all differences of first coordinates, and all products on the way to it.</summary>
    void FindDenominators(AffinePoint<TField>[] left, AffinePoint<TField>[] right, int count)
    {
        Running = One;
        for (int first = 0, block = 0; first < count; first += Lanes, block++)
        {
            ref TVector difference = ref denominators[block];
            TVector.Load(in left[first], out X, out Y);
            TVector.Load(in right[first], out OtherX, out OtherY);
            TVector.Subtract(in OtherX, in X, out difference);
            Vector512<double> isException = difference.IsZero() | (X.IsZero() & Y.IsZero()) | (OtherX.IsZero() & OtherY.IsZero());
            ulong places = isException.ExtractMostSignificantBits();
            if (count - first < Lanes)
                places |= 0xfful << (count - first);
            if ((places & 0xff) != 0)
                Except(ref difference, places & 0xff, first, count);
            products[block] = Running;
            TVector.Multiply(in products[block], in difference, out Running);
        }
    }

    void Except(ref TVector difference, ulong places, int first, int count)
    {
        difference = TVector.Select(MaskOf(places), One, difference);
        for (; places != 0; places &= places - 1)
        {
            int index = first + BitOperations.TrailingZeroCount(places);
            if (index < count)
                exceptions.Add(index);
        }
    }

    /// <summary>
    /// Coordinates are loaded as twice themselves: the Slope comes out as it is, for both its sides are doubled, and its Square
    /// must be doubled.
    /// </summary>
    void AddBlock(ref AffinePoint<TField> left, ref readonly AffinePoint<TField> right, int block)
    {
        TVector.Multiply(in Running, in products[block], out Inverse);
        TVector.Multiply(in Running, in denominators[block], out Square);
        Running = Square;
        TVector.Load(in left, out X, out Y);
        TVector.Load(in right, out OtherX, out OtherY);
        TVector.Subtract(in OtherY, in Y, out OtherY);
        TVector.Multiply(in OtherY, in Inverse, out Slope);
        TVector.Multiply(in Slope, in Slope, out Square);
        TVector.DoubleLess(in Square, in X, in OtherX, out OtherX);
        TVector.Subtract(in X, in OtherX, out X);
        TVector.Multiply(in Slope, in X, out OtherY);
        TVector.Subtract(in OtherY, in Y, out OtherY);
        TVector.Store(in OtherX, in OtherY, ref left);
    }

    static void Invert(ref TVector values)
    {
        var elements = new TField[Lanes];
        for (int i = 0; i < Lanes; i++)
            elements[i] = values.ToElement(i);
        BatchInversion.Invert(elements.AsSpan(), new TField[Lanes]);
        values = TVector.Of(elements);
    }

    void AddExceptions(AffinePoint<TField>[] left, AffinePoint<TField>[] right)
    {
        if (exceptions.Count == 0)
            return;
        if (exceptional is null)
        {
            exceptional = new BatchAddition<TField>();
            exceptionalLeft = new AffinePoint<TField>[PairAddition.Capacity];
            exceptionalRight = new AffinePoint<TField>[PairAddition.Capacity];
        }

        for (int i = 0; i < exceptions.Count; i++)
        {
            exceptionalLeft[i] = left[exceptions[i]];
            exceptionalRight[i] = right[exceptions[i]];
        }

        exceptional.Add(exceptionalLeft, exceptionalRight, exceptions.Count);
    }

    static Vector512<double> MaskOf(ulong places)
    {
        var bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
        return Vector512.Equals(Vector512.Create((long)places) & bits, bits).AsDouble();
    }
}
