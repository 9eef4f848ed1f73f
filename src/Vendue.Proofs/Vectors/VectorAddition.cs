using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Vectors;

/// <summary>
/// Independent affine additions, eight side by side, that share one inversion. Pairs without a slope of their own (equal
/// first coordinates, infinity) are left to <see cref="BatchAddition{TField}"/>.
/// </summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TVector">Eight coordinates.</typeparam>
sealed partial class VectorAddition<TField, TVector> : IPairAddition<TField>
    where TField : struct, IField<TField>
    where TVector : struct, ICoordinateVector<TVector, TField>
{
    const int Lanes = FpVector.Count;
    const int Chains = SharedInversion<TField, TVector>.Chains;
    static readonly TVector One = TVector.Of(Enumerable.Repeat(TField.One, Lanes).ToArray());
    readonly SharedInversion<TField, TVector> inversion = new();
    readonly List<int> exceptions = [];

    // Not locals: a method's large locals are cleared at every call, and lie across cache lines.
    readonly AlignedBuffer<TVector> x = new(Chains);
    readonly AlignedBuffer<TVector> y = new(Chains);
    readonly AlignedBuffer<TVector> otherX = new(Chains);
    readonly AlignedBuffer<TVector> otherY = new(Chains);
    readonly AlignedBuffer<TVector> inverse = new(Chains);
    readonly AlignedBuffer<TVector> slope = new(Chains);
    readonly AlignedBuffer<TVector> square = new(Chains);
    BatchAddition<TField>? exceptional;
    AffinePoint<TField>[] exceptionalLeft = [];
    AffinePoint<TField>[] exceptionalRight = [];

    /// <inheritdoc/>
    public void Add(AffinePoint<TField>[] left, AffinePoint<TField>[] right, byte[]? signs, int count)
    {
        if (count == 0)
            return;
        FindDifferences(left, right, count);
        inversion.Invert();
        AddExceptions(left, right, signs);
        int blocks = (count + Lanes - 1) / Lanes;
        for (int first = (blocks - 1) / Chains * Chains; first >= 0; first -= Chains)
            AddBlocks(left, right, signs, first, Math.Min(Chains, blocks - first));
        for (int i = 0; i < exceptions.Count; i++)
            left[exceptions[i]] = exceptionalLeft[i];
    }

    /// <summary>Gathers all differences of first coordinates.</summary>
    void FindDifferences(AffinePoint<TField>[] left, AffinePoint<TField>[] right, int count)
    {
        exceptions.Clear();
        inversion.Begin();
        for (int first = 0, block = 0; first < count; first += Lanes, block++)
        {
            ref TVector difference = ref inversion.Value(block);
            TVector.Load(in left[first], out x[0], out y[0]);
            TVector.Load(in right[first], out otherX[0], out otherY[0]);
            TVector.Subtract(in otherX[0], in x[0], out difference);
            Vector512<double> isException = difference.IsZero() | (x[0].IsZero() & y[0].IsZero()) | (otherX[0].IsZero() & otherY[0].IsZero());
            Except(ref difference, isException.ExtractMostSignificantBits(), first, count);
            inversion.Push(block);
        }
    }

    /// <summary>Notes the places that need an addition of their own, and gives them something that has an inverse.</summary>
    void Except(ref TVector value, ulong places, int first, int count)
    {
        if (count - first < Lanes)
            places |= 0xfful << (count - first);
        places &= 0xff;
        if (places == 0)
            return;
        value = TVector.Select(MaskOf(places), One, value);
        for (; places != 0; places &= places - 1)
        {
            int index = first + BitOperations.TrailingZeroCount(places);
            if (index < count)
                exceptions.Add(index);
        }
    }

    /// <summary>
    /// Coordinates are loaded as twice themselves: the slope comes out as it is, for both its sides are doubled, and its square
    /// must be doubled.
    /// </summary>
    void AddBlocks(AffinePoint<TField>[] left, AffinePoint<TField>[] right, byte[]? signs, int first, int count)
    {
        inversion.Pop(first, count, inverse);
        for (int i = 0; i < count; i++)
        {
            int index = (first + i) * Lanes;
            TVector.Load(in left[index], out x[i], out y[i]);
            TVector.Load(in right[index], out otherX[i], out otherY[i]);
            if (signs is not null)
                Negate(Unsafe.ReadUnaligned<ulong>(ref signs[index]), ref y[i], ref otherY[i]);
            TVector.Subtract(in otherY[i], in y[i], out otherY[i]);
        }

        for (int i = 0; i < count; i++)
            TVector.Multiply(in otherY[i], in inverse[i], out slope[i]);
        for (int i = 0; i < count; i++)
            TVector.Multiply(in slope[i], in slope[i], out square[i]);
        for (int i = 0; i < count; i++)
        {
            TVector.DoubleLess(in square[i], in x[i], in otherX[i], out otherX[i]);
            TVector.Subtract(in x[i], in otherX[i], out x[i]);
        }

        Finish(left, first, count);
    }

    /// <summary>The second coordinates: slope times what the first ones lost, less the second one.</summary>
    void Finish(AffinePoint<TField>[] sums, int first, int count)
    {
        for (int i = 0; i < count; i++)
            TVector.Multiply(in slope[i], in x[i], out otherY[i]);
        for (int i = 0; i < count; i++)
        {
            TVector.Subtract(in otherY[i], in y[i], out otherY[i]);
            TVector.Store(in otherX[i], in otherY[i], ref sums[(first + i) * Lanes]);
        }
    }

    /// <summary>Turns the signs of limbs: the lowest bit of each byte is about the left, the next one about the right.</summary>
    static void Negate(ulong signs, ref TVector left, ref TVector right)
    {
        if (signs == 0)
            return;
        Vector512<long> places = Avx512F.ConvertToVector512Int64(Vector128.CreateScalar(signs).AsByte());
        NegateLimbs(places << 63, ref left);
        NegateLimbs((places >>> 1) << 63, ref right);
    }

    static void NegateLimbs(Vector512<long> signs, ref TVector vector)
    {
        ref Vector512<long> limb = ref Unsafe.As<TVector, Vector512<long>>(ref vector);
        for (int i = 0; i < Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<Vector512<long>>(); i++)
            Unsafe.Add(ref limb, i) ^= signs;
    }

    void AddExceptions(AffinePoint<TField>[] left, AffinePoint<TField>[] right, byte[]? signs)
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
            int index = exceptions[i];
            int sign = signs is null ? 0 : signs[index];
            exceptionalLeft[i] = (sign & 1) == 0 ? left[index] : -left[index];
            exceptionalRight[i] = (sign & 2) == 0 ? right[index] : -right[index];
        }

        exceptional.Add(exceptionalLeft.AsSpan(0, exceptions.Count), exceptionalRight.AsSpan(0, exceptions.Count));
    }

    static Vector512<double> MaskOf(ulong places)
    {
        var bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
        return Vector512.Equals(Vector512.Create((long)places) & bits, bits).AsDouble();
    }
}
