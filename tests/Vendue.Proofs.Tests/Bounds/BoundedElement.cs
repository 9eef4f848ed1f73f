using System.Numerics;

namespace Vendue.Proofs.Tests.Bounds;

/// <summary>All elements whose limbs, and whose values, are at most so large in size.</summary>
/// <param name="Limbs">A bound for each of the five limbs.</param>
/// <param name="Value">A bound for the integer that the limbs make up.</param>
sealed record BoundedElement(BigInteger[] Limbs, BigInteger Value)
{
    /// <summary>Elements with bounds for the four lower limbs and the value, which leave the top limb little choice.</summary>
    public static BoundedElement Of(BigInteger lowerLimbs, BigInteger value) =>
        new([lowerLimbs, lowerLimbs, lowerLimbs, lowerLimbs, TopLimb([lowerLimbs, lowerLimbs, lowerLimbs, lowerLimbs], value)], value);

    /// <summary>The size of the top limb: all of the value that is not in the others.</summary>
    public static BigInteger TopLimb(ReadOnlySpan<BigInteger> lower, BigInteger value)
    {
        for (int i = 0; i < 4; i++)
            value += lower[i] << (LimbArithmetic.LimbBits * i);
        return (value >> (4 * LimbArithmetic.LimbBits)) + 1;
    }

    /// <summary>Sums or differences of two elements: exact while no limb leaves the integers that floating-point numbers hold.</summary>
    public static BoundedElement operator +(BoundedElement left, BoundedElement right)
    {
        BigInteger[] limbs = [.. left.Limbs.Zip(right.Limbs, (a, b) => a + b)];
        LimbArithmetic.RequireDoubles(limbs);
        return new BoundedElement(limbs, left.Value + right.Value);
    }

    /// <summary>Sums of so many of these elements.</summary>
    public static BoundedElement operator *(int weight, BoundedElement element)
    {
        BoundedElement sum = element;
        for (int i = 1; i < weight; i++)
            sum += element;
        return sum;
    }

    /// <summary>Whether all of these elements are among others.</summary>
    public bool IsWithin(BoundedElement other) =>
        Value <= other.Value && Limbs.Zip(other.Limbs, (mine, theirs) => mine <= theirs).All(fits => fits);
}
