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
        var indices = System.Runtime.Intrinsics.Vector512.Create(Array.ConvertAll(places, index => (long)index));
        PrimeField<TModulus>[] both = [.. a, .. b];
        Elements(PrimeVector<TModulus>.Pick(PrimeVector<TModulus>.Of(a), indices, PrimeVector<TModulus>.Of(b))).ShouldBe(places.Select(index => both[index]));
        Elements(PrimeVector<TModulus>.Of(a).Broadcast(place)).ShouldAllBe(element => element == a[place]);
    });

    static PrimeField<TModulus>[] Elements(PrimeVector<TModulus> vector) => [.. Enumerable.Range(0, PrimeVector<TModulus>.Count).Select(vector.ToElement)];

    static double Largest(PrimeVector<TModulus> vector, int limb)
    {
        System.Runtime.Intrinsics.Vector512<double> row = limb switch { 0 => vector.L0, 1 => vector.L1, 2 => vector.L2, _ => vector.L3 };
        return Enumerable.Range(0, PrimeVector<TModulus>.Count).Max(place => Math.Abs(row[place]));
    }
}
