using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Tests.Fields;

public sealed class FpVectorSpecification : PrimeVectorSpecification<BaseModulus>;

public sealed class FrVectorSpecification : PrimeVectorSpecification<ScalarModulus>;

public abstract class PrimeVectorSpecification<TModulus>
    where TModulus : IModulus
{
    static readonly Gen<PrimeField<TModulus>[]> Eight = Draw.Elements<TModulus>().Array[PrimeVector<TModulus>.Count];

    protected PrimeVectorSpecification() => Assert.SkipUnless(PrimeVector<TModulus>.IsSupported, "The machine has no vectors of 512 bits.");

    [Fact]
    public void Elements_are_read_back() => Eight.Sample(a => Elements(PrimeVector<TModulus>.Of(a)).ShouldBe(a));

    [Fact]
    public void Sums_differences_and_products_are_those_of_each_element() => Gen.Select(Eight, Eight).Sample((a, b) =>
    {
        PrimeVector<TModulus> x = PrimeVector<TModulus>.Of(a);
        PrimeVector<TModulus> y = PrimeVector<TModulus>.Of(b);
        Elements(x + y).ShouldBe(a.Zip(b, (left, right) => left + right));
        Elements(x - y).ShouldBe(a.Zip(b, (left, right) => left - right));
        Elements(-x).ShouldBe(a.Select(element => -element));
        Elements(x * y).ShouldBe(a.Zip(b, (left, right) => left * right));
        Elements((x + y + x) * y).ShouldBe(a.Zip(b, (left, right) => (left + right + left) * right));
        Elements(PrimeVector<TModulus>.Combine(9, x + y + y, -12, y)).ShouldBe(
            a.Zip(b, (left, right) => (PrimeField<TModulus>.FromInteger(9) * (left + right + right)) - (PrimeField<TModulus>.FromInteger(12) * right)));
    });

    [Fact]
    public void What_is_computed_in_place_is_that_of_each_element() => Gen.Select(Eight, Eight, Eight).Sample((a, b, c) =>
    {
        var x = PrimeVector<TModulus>.Of(a);
        var y = PrimeVector<TModulus>.Of(b);
        var z = PrimeVector<TModulus>.Of(c);
        PrimeVector<TModulus>.Multiply(in x, in y, out PrimeVector<TModulus> result);
        Elements(result).ShouldBe(a.Zip(b, (left, right) => left * right));
        PrimeVector<TModulus>.Multiply(x + y + y, in y, out result);
        Elements(result).ShouldBe(a.Zip(b, (left, right) => (left + right + right) * right));
        PrimeVector<TModulus>.Multiply(in result, in result, out result);
        Elements(result).ShouldBe(a.Zip(b, (left, right) => ((left + right + right) * right).Square()));
        PrimeVector<TModulus>.MultiplyAdd(in x, in y, -1, in y, in z, out result);
        Elements(result).ShouldBe(ForEach(a, b, c, (x, y, z) => (x * y) - (y * z)));
        PrimeVector<TModulus>.MultiplyAdd(in x, in y, 1, in z, in z, out result);
        Elements(result).ShouldBe(ForEach(a, b, c, (x, y, z) => (x * y) + z.Square()));
        PrimeVector<TModulus>.Subtract(in x, in y, out result);
        Elements(result).ShouldBe(a.Zip(b, (left, right) => left - right));
        PrimeVector<TModulus>.DoubleLess(in x, in y, in z, out result);
        Elements(result).ShouldBe(ForEach(a, b, c, (x, y, z) => x + x - y - z));
    });

    [Fact]
    public void A_factor_that_is_as_close_to_one_multiple_of_a_limb_as_to_another_is_reduced_exactly()
    {
        // Columns of 2^50 and -2^50 are what makes the reduction's factor -2^50, whose product with an odd limb is a tie.
        var one = Limbs(1, 0, 0, 0, 0);
        var radix = PrimeField<TModulus>.FromInteger(2).Pow(new UInt256(255, 0, 0, 0)).Inverse();
        for (int limb = 0; limb < PrimeVector<TModulus>.Limbs; limb++)
        {
            foreach (double value in (double[])[1L << 50, -(1L << 50), (1L << 50) - 1, 1 - (1L << 50), 3L << 50, -(3L << 50)])
            {
                var limbs = new double[PrimeVector<TModulus>.Limbs];
                limbs[limb] = value;
                var x = Limbs(limbs);
                PrimeField<TModulus> expected = PrimeField<TModulus>.FromInteger(new BigInteger(value) << (51 * limb)) * radix * radix;
                PrimeVector<TModulus>.Multiply(in x, in one, out PrimeVector<TModulus> product);
                Elements(product).ShouldAllBe(element => element == expected);
                Elements(x * one).ShouldAllBe(element => element == expected);
            }
        }
    }

    [Fact]
    public void Sums_of_products_are_those_of_each_element_however_many() => Gen.Select(Eight.Array[1, 12], Eight.Array[12]).Sample((a, b) =>
    {
        PrimeVector<TModulus>[] left = Array.ConvertAll(a, elements => PrimeVector<TModulus>.Of(elements));
        PrimeVector<TModulus>[] right = Array.ConvertAll(b, elements => PrimeVector<TModulus>.Of(elements));
        PrimeVector<TModulus> sum = PrimeVector<TModulus>.SumOfProducts(new PrimeVector<TModulus>.Sequence(ref left[0], ref right[0]), left.Length);
        Elements(sum).ShouldBe(Enumerable.Range(0, PrimeVector<TModulus>.Count).Select(
            place => Enumerable.Range(0, left.Length).Aggregate(PrimeField<TModulus>.Zero, (total, i) => total + (a[i][place] * b[i][place]))));
    });

    [Fact]
    public void A_long_chain_of_products_stays_normal() => Gen.Select(Eight, Eight).Sample(
        (a, b) =>
        {
            PrimeVector<TModulus> x = PrimeVector<TModulus>.Of(a);
            PrimeVector<TModulus> y = PrimeVector<TModulus>.Of(b);
            PrimeField<TModulus>[] expected = [.. a];
            for (int i = 0; i < 300; i++)
            {
                PrimeVector<TModulus>[] left = [x, y, x, y, x, y, x, y, x, y, x, y + y + y];
                PrimeVector<TModulus>[] right = [x, x, y, y, x, x, y, y, x, x, y, y];
                x = PrimeVector<TModulus>.SumOfProducts(new PrimeVector<TModulus>.Sequence(ref left[0], ref right[0]), left.Length);
                for (int place = 0; place < expected.Length; place++)
                {
                    PrimeField<TModulus> e = expected[place];
                    expected[place] = (e.Square() * PrimeField<TModulus>.FromInteger(3)) + (e * b[place] * PrimeField<TModulus>.FromInteger(6)) + (b[place].Square() * PrimeField<TModulus>.FromInteger(5));
                }
            }

            Elements(x).ShouldBe(expected);
            for (int limb = 0; limb < 4; limb++)
                Largest(x, limb).ShouldBeLessThanOrEqualTo((1L << 50) + (1L << 8));
        },
        iter: 20);

    [Fact]
    public void Places_are_picked_and_broadcast() => Gen.Select(Eight, Eight, Gen.Int[0, 15].Array[8], Gen.Int[0, 7]).Sample((a, b, places, place) =>
    {
        var indices = Vector512.Create(Array.ConvertAll(places, index => (long)index));
        PrimeField<TModulus>[] both = [.. a, .. b];
        Elements(PrimeVector<TModulus>.Pick(PrimeVector<TModulus>.Of(a), indices, PrimeVector<TModulus>.Of(b))).ShouldBe(places.Select(index => both[index]));
        Elements(PrimeVector<TModulus>.Of(a).Broadcast(place)).ShouldAllBe(element => element == a[place]);
    });

    static IEnumerable<PrimeField<TModulus>> ForEach(
        PrimeField<TModulus>[] a,
        PrimeField<TModulus>[] b,
        PrimeField<TModulus>[] c,
        Func<PrimeField<TModulus>, PrimeField<TModulus>, PrimeField<TModulus>, PrimeField<TModulus>> compute) =>
        Enumerable.Range(0, PrimeVector<TModulus>.Count).Select(i => compute(a[i], b[i], c[i]));

    static PrimeVector<TModulus> Limbs(params double[] limbs) => new(
        Vector512.Create(limbs[0]), Vector512.Create(limbs[1]), Vector512.Create(limbs[2]), Vector512.Create(limbs[3]), Vector512.Create(limbs[4]));

    static PrimeField<TModulus>[] Elements(PrimeVector<TModulus> vector) => [.. Enumerable.Range(0, PrimeVector<TModulus>.Count).Select(vector.ToElement)];

    static double Largest(PrimeVector<TModulus> vector, int limb)
    {
        Vector512<double> row = limb switch { 0 => vector.L0, 1 => vector.L1, 2 => vector.L2, _ => vector.L3 };
        return Enumerable.Range(0, PrimeVector<TModulus>.Count).Max(place => Math.Abs(row[place]));
    }
}
