using CsCheck;
using Vendue.Proofs.Vectors;

namespace Vendue.Proofs.Tests.Fields;

public sealed class FpVectorSpecification
{
    static readonly Gen<Fp[]> Eight = Draw.Fp.Array[FpVector.Count];

    public FpVectorSpecification() => Assert.SkipUnless(FpVector.IsSupported, "The machine has no vectors of 512 bits.");

    [Fact]
    public void Elements_are_read_back() => Eight.Sample(a => Elements(FpVector.Of(a)).ShouldBe(a));

    [Fact]
    public void Sums_differences_and_products_are_those_of_each_element() => Gen.Select(Eight, Eight).Sample((a, b) =>
    {
        FpVector x = FpVector.Of(a);
        FpVector y = FpVector.Of(b);
        Elements(x + y).ShouldBe(a.Zip(b, (left, right) => left + right));
        Elements(x - y).ShouldBe(a.Zip(b, (left, right) => left - right));
        Elements(-x).ShouldBe(a.Select(element => -element));
        Elements(x * y).ShouldBe(a.Zip(b, (left, right) => left * right));
        Elements((x + y + x) * y).ShouldBe(a.Zip(b, (left, right) => (left + right + left) * right));
        Elements(FpVector.Combine(9, x + y + y, -12, y)).ShouldBe(
            a.Zip(b, (left, right) => (Fp.FromInteger(9) * (left + right + right)) - (Fp.FromInteger(12) * right)));
    });

    [Fact]
    public void Sums_of_products_are_those_of_each_element_however_many() => Gen.Select(Eight.Array[1, 12], Eight.Array[12]).Sample((a, b) =>
    {
        FpVector[] left = Array.ConvertAll(a, elements => FpVector.Of(elements));
        FpVector[] right = Array.ConvertAll(b, elements => FpVector.Of(elements));
        FpVector sum = FpVector.SumOfProducts(new FpVector.Sequence(ref left[0], ref right[0]), left.Length);
        Elements(sum).ShouldBe(Enumerable.Range(0, FpVector.Count).Select(
            place => Enumerable.Range(0, left.Length).Aggregate(Fp.Zero, (total, i) => total + (a[i][place] * b[i][place]))));
    });

    [Fact]
    public void A_long_chain_of_products_stays_normal() => Gen.Select(Eight, Eight).Sample(
        (a, b) =>
        {
            FpVector x = FpVector.Of(a);
            FpVector y = FpVector.Of(b);
            Fp[] expected = [.. a];
            for (int i = 0; i < 300; i++)
            {
                FpVector[] left = [x, y, x, y, x, y, x, y, x, y, x, y + y + y];
                FpVector[] right = [x, x, y, y, x, x, y, y, x, x, y, y];
                x = FpVector.SumOfProducts(new FpVector.Sequence(ref left[0], ref right[0]), left.Length);
                for (int place = 0; place < expected.Length; place++)
                {
                    Fp e = expected[place];
                    expected[place] = (e.Square() * Fp.FromInteger(3)) + (e * b[place] * Fp.FromInteger(6)) + (b[place].Square() * Fp.FromInteger(5));
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
        Fp[] both = [.. a, .. b];
        Elements(FpVector.Pick(FpVector.Of(a), indices, FpVector.Of(b))).ShouldBe(places.Select(index => both[index]));
        Elements(FpVector.Of(a).Broadcast(place)).ShouldAllBe(element => element == a[place]);
    });

    internal static Fp[] Elements(FpVector vector) => [.. Enumerable.Range(0, FpVector.Count).Select(vector.ToElement)];

    static double Largest(FpVector vector, int limb)
    {
        System.Runtime.Intrinsics.Vector512<double> row = limb switch { 0 => vector.L0, 1 => vector.L1, 2 => vector.L2, _ => vector.L3 };
        return Enumerable.Range(0, FpVector.Count).Max(place => Math.Abs(row[place]));
    }
}
