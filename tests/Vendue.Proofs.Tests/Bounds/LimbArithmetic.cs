using System.Numerics;

namespace Vendue.Proofs.Tests.Bounds;

/// <summary>
/// What the vectors' operations make of bounds, in exact arithmetic: each step takes the largest its operands can be, and refuses
/// what a floating-point number or a signed 64-bit accumulator would not hold exactly.
/// </summary>
sealed class LimbArithmetic
{
    public const int LimbBits = FpVector.LimbBits;
    static readonly BigInteger Limb = BigInteger.One << LimbBits;
    static readonly BigInteger HalfLimb = Limb / 2;

    readonly LimbConstants constants;
    readonly BigInteger upperBase;
    readonly BigInteger lowerBase;

    /// <summary>Takes the constants.</summary>
    /// <exception cref="UnsafeBoundException">They are not what the arithmetic rests on.</exception>
    public LimbArithmetic(LimbConstants constants)
    {
        this.constants = constants;
        upperBase = new BigInteger(constants.UpperBase);
        lowerBase = new BigInteger(constants.LowerBase);
        Require(BitConverter.DoubleToInt64Bits(constants.UpperBase) == constants.UpperBits, "The bits are not those of the upper base.");
        Require(BitConverter.DoubleToInt64Bits(constants.LowerBase) == constants.LowerBits, "The bits are not those of the lower base.");
        Require(new BigInteger(constants.BothBases) == upperBase + lowerBase, "Both bases are not the two bases' sum.");
        Require((upperBase + lowerBase) % Limb == 0, "What is left of the bases is not a multiple of a limb.");
        Require((constants.UpperBits | constants.LowerBits) % (1L << LimbBits) == 0, "The bases' bits reach into the reduction's factor.");
        Require(lowerBase - HalfLimb >= Limb << 1 && lowerBase + HalfLimb < Limb << 2, "The lower base leaves no room for a lower half.");
        Require(Value(constants.P) == constants.Modulus && Value(constants.Signed) == constants.Modulus, "The limbs are not the prime's.");
        Require(BigInteger.Abs(Value(constants.Q)) == constants.Modulus, "Columns are not cleared by the prime.");
        Require(((constants.Q[0] * (BigInteger)constants.NegatedInverse) + 1) % Limb == 0, "The factor does not clear a column.");

        // Of the two even roundings, that of -2^50 Q0 is the one that leaves 2^50: see the column's half limb.
        Require((constants.Q[0] & 3) == 3, "A tie is rounded away from what the column's half limb foresees.");
    }

    /// <summary>Elements within 0.51 p of zero, their limbs within 2^50 + 2^8.</summary>
    public BoundedElement Normal => BoundedElement.Of(HalfLimb + 256, constants.Modulus * 51 / 100);

    /// <summary>Elements between the steps of a transform: within 0.83 p of zero, limbs as those of normal ones.</summary>
    public BoundedElement Loose => BoundedElement.Of(HalfLimb + 256, constants.Modulus * 83 / 100);

    /// <summary>Elements as they are loaded: below p, with unsigned limbs.</summary>
    public BoundedElement Loaded => BoundedElement.Of(Limb - 1, constants.Modulus);

    /// <summary>Refuses limbs that floating-point numbers do not hold.</summary>
    public static void RequireDoubles(IEnumerable<BigInteger> limbs) =>
        Require(limbs.All(limb => limb <= BigInteger.One << 53), "A limb leaves the integers that floating-point numbers hold.");

    /// <summary>A sum of products, reduced, in its five columns.</summary>
    public BoundedElement Product(params (BoundedElement Left, BoundedElement Right)[] factors)
    {
        var columns = new BigInteger[10];
        BigInteger value = 0;
        foreach ((BoundedElement left, BoundedElement right) in factors)
        {
            value += left.Value * right.Value;
            for (int i = 0; i < 5; i++)
            {
                for (int j = 0; j < 5; j++)
                    AddProduct(left.Limbs[i], right.Limbs[j], ref columns[i + j], ref columns[i + j + 1]);
            }
        }

        for (int k = 0; k < 5; k++)
        {
            BigInteger unused = 0;
            AddProduct(BigInteger.Abs(constants.Q[0]), HalfLimb, ref unused, ref columns[k + 1]);
            for (int j = 1; j < 5; j++)
                AddProduct(BigInteger.Abs(constants.Q[j]), HalfLimb, ref columns[k + j], ref columns[k + j + 1]);
            columns[k + 1] += Carried(columns[k] + HalfLimb);
            value += HalfLimb * constants.Modulus << (LimbBits * k);
        }

        RequireAccumulators(columns);
        return new BoundedElement(columns[5..], (value >> (5 * LimbBits)) + 1);
    }

    /// <summary>Columns that are carried, without their multiple of p subtracted.</summary>
    public static BoundedElement Carry(BoundedElement columns)
    {
        BigInteger[] c = [.. columns.Limbs];
        for (int i = 0; i < 4; i++)
        {
            c[i + 1] += Carried(c[i] + HalfLimb);
            c[i] = HalfLimb;
        }

        RequireAccumulators(c);
        c[4] = BoundedElement.TopLimb(c, columns.Value);
        RequireDoubles(c);
        return new BoundedElement(c, columns.Value);
    }

    /// <summary>Columns from which the nearest multiple of p is subtracted, in accumulators, and which are then carried.</summary>
    public BoundedElement Normalise(BoundedElement columns)
    {
        RequireAccumulators(columns.Limbs);
        (BigInteger multiple, BigInteger value) = Nearest(columns);
        BigInteger[] c = [.. columns.Limbs.Zip(constants.P, (limb, p) => limb + (multiple * p))];
        RequireAccumulators(c);
        return Carry(new BoundedElement(c, value));
    }

    /// <summary>An element from which the nearest multiple of p is subtracted, in floating-point numbers, and which is then carried.</summary>
    public BoundedElement Reduce(BoundedElement element)
    {
        RequireDoubles(element.Limbs);
        (BigInteger multiple, BigInteger value) = Nearest(element);
        BigInteger[] l = [.. element.Limbs.Zip(constants.Signed, (limb, p) => limb + (multiple * BigInteger.Abs(p)))];
        RequireDoubles(l);
        BigInteger[] carries = [0, .. l[..4].Select(limb => Carried(limb + HalfLimb))];
        BigInteger[] result = [.. carries[..4].Select(carry => HalfLimb + carry)];
        return new BoundedElement([.. result, BoundedElement.TopLimb(result, value)], value);
    }

    /// <summary>Times an integer, in accumulators.</summary>
    public static BoundedElement Scale(int factor, BoundedElement element)
    {
        RequireDoubles(element.Limbs);
        return new BoundedElement([.. element.Limbs.Select(limb => factor * limb)], factor * element.Value);
    }

    static void Require(bool holds, string message)
    {
        if (!holds)
            throw new UnsafeBoundException(message);
    }

    static void RequireAccumulators(IEnumerable<BigInteger> columns) =>
        Require(columns.All(column => column + HalfLimb <= long.MaxValue), "A column leaves its accumulator.");

    static BigInteger Carried(BigInteger column) => (column >> LimbBits) + 1;

    static BigInteger Value(long[] limbs) =>
        limbs.Select((limb, i) => (BigInteger)limb << (LimbBits * i)).Aggregate(BigInteger.Zero, (sum, limb) => sum + limb);

    /// <summary>The upper half, rounded to nearest while the base is the largest by far, and the lower half that is left.</summary>
    void AddProduct(BigInteger x, BigInteger y, ref BigInteger lower, ref BigInteger upper)
    {
        BigInteger product = x * y;
        BigInteger smallest = BigInteger.One << (LimbBits + 52);
        Require(upperBase - product >= smallest && upperBase + product < 2 * smallest, "A product is too large for the upper base.");
        upper += (product >> LimbBits) + 1;
        lower += BigInteger.Min(product, HalfLimb);
    }

    /// <summary>The multiple of p that the top limb points to, and how far from it the value can be.</summary>
    (BigInteger Multiple, BigInteger Value) Nearest(BoundedElement element)
    {
        BigInteger top = element.Limbs[4];
        BigInteger unseen = 0;
        for (int i = 0; i < 4; i++)
            unseen += element.Limbs[i] << (LimbBits * i);

        // The constant is an integer over 2^precision; it and two roundings are off by so many parts of the whole.
        const int precision = 110;
        var inverse = new BigInteger(Math.ScaleB(constants.InverseTop, precision));
        BigInteger off = BigInteger.Abs((inverse * constants.Modulus) - (BigInteger.One << (precision + (4 * LimbBits))));
        BigInteger error = unseen + (((top * off) >> precision) + 1) + ((top << (4 * LimbBits)) >> 50);
        BigInteger value = (constants.Modulus / 2) + 1 + error;
        return ((element.Value + value) / constants.Modulus, value);
    }
}
