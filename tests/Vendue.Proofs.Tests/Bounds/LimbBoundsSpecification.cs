using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Bounds;

public sealed class FpLimbBoundsSpecification : LimbBoundsSpecification<BaseModulus>;

public sealed class FrLimbBoundsSpecification : LimbBoundsSpecification<ScalarModulus>;

/// <summary>What the vectors' documentation allows is proven exact, by induction: operations take normal elements to normal elements.</summary>
public abstract class LimbBoundsSpecification<TModulus>
    where TModulus : IModulus
{
    const int MostProducts = 12;
    const int LargestFactor = 32;
    const int LargestWeight = 7;
    static readonly LimbConstants Constants = LimbConstants.Of<TModulus>();
    static readonly LimbArithmetic Arithmetic = new(Constants);

    static BoundedElement Normal => Arithmetic.Normal;

    static BoundedElement Loose => Arithmetic.Loose;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    public void Sums_of_products_of_these_weights_are_normal(int left, int right)
    {
        for (int count = 1; count <= MostProducts; count++)
        {
            (BoundedElement, BoundedElement)[] factors = [.. Enumerable.Repeat((left * Normal, right * Normal), count)];
            Arithmetic.Normalise(Arithmetic.Product(factors)).IsWithin(Normal).ShouldBeTrue();
        }
    }

    [Fact]
    public void Multiples_and_their_sums_are_normal()
    {
        BoundedElement scaled = LimbArithmetic.Scale(LargestFactor, 3 * Normal);
        var sum = new BoundedElement([.. scaled.Limbs.Select(limb => 2 * limb)], 2 * scaled.Value);
        Arithmetic.Normalise(sum).IsWithin(Normal).ShouldBeTrue();
        Arithmetic.Normalise(LimbArithmetic.Scale(LargestFactor, LargestWeight * Normal)).IsWithin(Normal).ShouldBeTrue();
    }

    [Fact]
    public void What_is_loaded_counts_as_weight_2()
    {
        Arithmetic.Loaded.IsWithin(2 * Normal).ShouldBeTrue();
        Arithmetic.Reduce(Arithmetic.Loaded).IsWithin(Normal).ShouldBeTrue();
        Arithmetic.Normalise(Normal + Normal + Arithmetic.Loaded + Arithmetic.Loaded).IsWithin(Normal).ShouldBeTrue();
    }

    [Fact]
    public void From_values_to_coefficients_elements_stay_loose()
    {
        BoundedElement sum = Loose + Loose;
        Carried(sum, Normal).IsWithin(Loose).ShouldBeTrue();
        Arithmetic.Reduce(sum + sum).IsWithin(Loose).ShouldBeTrue();
        Carried(Arithmetic.Reduce(sum + sum), Normal).IsWithin(Loose).ShouldBeTrue();
    }

    [Fact]
    public void From_coefficients_to_values_elements_stay_loose()
    {
        BoundedElement product = Carried(Loose, Normal);
        product.IsWithin(Loose).ShouldBeTrue();
        BoundedElement sum = Loose + product;
        BoundedElement second = Carried(sum, Normal);
        second.IsWithin(Loose).ShouldBeTrue();
        Arithmetic.Reduce(sum + second).IsWithin(Loose).ShouldBeTrue();
    }

    [Fact]
    public void The_last_values_are_reduced_and_multiply_as_normal_elements_do()
    {
        BoundedElement last = Arithmetic.Reduce(Loose + Loose + Carried(Loose + Loose, Normal));
        last.IsWithin(Normal).ShouldBeTrue();
    }

    [Fact]
    public void Products_of_larger_weights_are_refused() =>
        Should.Throw<UnsafeBoundException>(() => Arithmetic.Product((2 * Normal, 2 * Normal)));

    [Fact]
    public void Sums_of_too_many_elements_are_refused() =>
        Should.Throw<UnsafeBoundException>(() => (LargestWeight + 1) * Normal);

    [Fact]
    public void Unsafe_constants_are_refused()
    {
        LimbConstants[] changed =
        [
            Constants with { UpperBase = Constants.UpperBase / 2, UpperBits = BitConverter.DoubleToInt64Bits(Constants.UpperBase / 2) },
            Constants with { UpperBase = Math.BitIncrement(Constants.UpperBase) },
            Constants with { LowerBase = 1L << 52, LowerBits = BitConverter.DoubleToInt64Bits(1L << 52), BothBases = Constants.UpperBase + (1L << 52) },
            Constants with { BothBases = Constants.UpperBase },
            Constants with { InverseTop = Constants.InverseTop * 1.001 },
            Constants with { InverseTop = 0 },
            Constants with { P = Altered(Constants.P, 3, 1) },
            Constants with { Signed = Constants.P },
            Constants with { Q = [.. Constants.Q.Select(limb => -limb)], NegatedInverse = (1L << 51) - Constants.NegatedInverse },
            Constants with { Q = Altered(Constants.Q, 0, 1L << 51) },
            Constants with { NegatedInverse = Constants.NegatedInverse ^ 2 },
        ];
        foreach (LimbConstants constants in changed)
            IsSafe(constants).ShouldBeFalse(constants.ToString());
        IsSafe(Constants).ShouldBeTrue();
    }

    static BoundedElement Carried(BoundedElement element, BoundedElement factor) => LimbArithmetic.Carry(Arithmetic.Product((element, factor)));

    static long[] Altered(long[] limbs, int index, long difference)
    {
        long[] altered = [.. limbs];
        altered[index] += difference;
        return altered;
    }

    /// <summary>The largest sums, with some constants.</summary>
    static bool IsSafe(LimbConstants constants)
    {
        try
        {
            var arithmetic = new LimbArithmetic(constants);
            BoundedElement largest = LimbArithmetic.Scale(LargestFactor, LargestWeight * arithmetic.Normal);
            BoundedElement product = arithmetic.Product([.. Enumerable.Repeat((3 * arithmetic.Normal, arithmetic.Normal), MostProducts)]);
            BoundedElement step = arithmetic.Reduce(4 * arithmetic.Loose);
            return arithmetic.Normalise(largest).IsWithin(arithmetic.Normal)
                && arithmetic.Normalise(product).IsWithin(arithmetic.Normal)
                && step.IsWithin(arithmetic.Normal);
        }
        catch (UnsafeBoundException)
        {
            return false;
        }
    }
}
