using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Tests.Sums;

public sealed class MultiScalarMultiplicationSpecification
{
    static readonly ParallelOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(130)]
    [InlineData(400)]
    public void It_is_the_sum_of_the_multiples_in_G1(int count) => Agrees<G1, Fp>(count, i => Scalar(i));

    [Theory]
    [InlineData(9)]
    [InlineData(300)]
    public void It_is_the_sum_of_the_multiples_in_G2(int count) => Agrees<G2, Fp2>(count, i => Scalar(i));

    [Fact]
    public void Scalars_at_the_ends_of_their_range_are_right() =>
        Agrees<G1, Fp>(300, i => (i % 5) switch { 0 => Fr.Zero, 1 => Fr.One, 2 => -Fr.One, 3 => -Fr.FromInteger(2), _ => Fr.FromInteger(1ul << (i % 64)) });

    [Fact]
    public void Equal_scalars_crowd_one_bucket_and_are_right() => Agrees<G1, Fp>(2500, _ => Fr.One);

    [Fact]
    public void Equal_points_double_and_opposite_points_cancel()
    {
        AffinePoint<Fp> point = G1.Generator;
        AffinePoint<Fp>[] points = [.. Enumerable.Range(0, 600).Select(i => (i % 3) switch { 0 => point, 1 => -point, _ => AffinePoint<Fp>.Infinity })];
        UInt256[] scalars = [.. Enumerable.Range(0, 600).Select(i => Scalar(i / 7).ToInteger())];
        MultiScalarMultiplication.Sum<Fp>(points, scalars, TwoThreads).SamePoint(SumTerms.Naive(points, scalars)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Points_of_one_bucket_are_added_up_in_several_stretches(int threads)
    {
        const int distinct = 250;
        const int repeats = 280;
        (AffinePoint<Fp>[] few, _) = SumTerms.Of<G1, Fp>(distinct, Scalar);
        AffinePoint<Fp>[] points = [.. Enumerable.Repeat(few, repeats).SelectMany(point => point)];
        UInt256[] scalars = [.. Enumerable.Repeat(Fr.FromInteger(5).ToInteger(), points.Length)];
        UInt256[] once = [.. Enumerable.Repeat(Fr.FromInteger(5 * repeats).ToInteger(), distinct)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        MultiScalarMultiplication.Sum<Fp>(points, scalars, options).SamePoint(SumTerms.Naive(few, once)).ShouldBeTrue();
    }

    [Fact]
    public void Sums_of_any_terms_in_G1_are_right() => AnySums<G1, Fp>(200);

    [Fact]
    public void Sums_of_any_terms_in_G2_are_right() => AnySums<G2, Fp2>(60);

    static void AnySums<TCurve, TField>(int most)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField> => SumTerms.Any<TCurve, TField>(most).Sample(
            terms => MultiScalarMultiplication.Sum<TField>(terms.Points, terms.Scalars, TwoThreads)
                .SamePoint(SumTerms.Naive(terms.Points, terms.Scalars)).ShouldBeTrue(),
            iter: 30,
            threads: 1);

    [Fact]
    public void A_cancelled_token_stops_it()
    {
        (AffinePoint<Fp>[] points, UInt256[] scalars) = SumTerms.Of<G1, Fp>(300, i => Scalar(i));
        var options = new ParallelOptions { CancellationToken = new CancellationToken(canceled: true) };
        Should.Throw<OperationCanceledException>(() => MultiScalarMultiplication.Sum<Fp>(points, scalars, options));
    }

    [Fact]
    public void Another_number_of_scalars_than_points_is_refused() =>
        Should.Throw<ArgumentException>(() => MultiScalarMultiplication.Sum<Fp>(new AffinePoint<Fp>[2], new UInt256[3], TwoThreads));

    [Fact]
    public void Batches_add_every_pair_whatever_its_case() =>
        Gen.Select(Draw.G1Point, Draw.G1Point, Gen.Int[0, 3]).Select((a, b, kind) => (Left: a, Right: kind == 0 ? a : kind == 1 ? -a : b))
            .Array[1, 30].Sample(
                pairs =>
                {
                    AffinePoint<Fp>[] left = [.. pairs.Select(pair => pair.Left)];
                    AffinePoint<Fp>[] right = [.. pairs.Select(pair => pair.Right)];
                    new BatchAddition<Fp>().Add(left, right);
                    left.ShouldBe(pairs.Select(pair => JacobianPoint<Fp>.FromAffine(pair.Left).Add(pair.Right).ToAffine()));
                },
                iter: 10);

    [Fact]
    public void Vectors_add_every_pair_of_G1_as_single_elements_do() => AddsLikeSingleElements<G1, Fp>();

    [Fact]
    public void Vectors_add_every_pair_of_G2_as_single_elements_do() => AddsLikeSingleElements<G2, Fp2>();

    /// <summary>Pairs of every kind in every place of a vector: sums, doubles, opposites, infinities; batches that fill no vector.</summary>
    static void AddsLikeSingleElements<TCurve, TField>()
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        (AffinePoint<TField>[] points, _) = SumTerms.Of<TCurve, TField>(64, Scalar);
        IPairAddition<TField> pairs = PairAddition.Create<TField>();
        Gen.Select(Gen.Int[0, 63], Gen.Int[0, 63], Gen.Int[0, 12]).Array[1, 200].Sample(
            choices =>
            {
                var left = new AffinePoint<TField>[PairAddition.Capacity];
                var right = new AffinePoint<TField>[PairAddition.Capacity];
                for (int i = 0; i < choices.Length; i++)
                {
                    (int first, int second, int kind) = choices[i];
                    left[i] = kind == 0 ? AffinePoint<TField>.Infinity : points[first];
                    right[i] = kind switch { 1 => AffinePoint<TField>.Infinity, 2 => left[i], 3 => -left[i], _ => points[second] };
                }

                var single = new BatchAddition<TField>();
                foreach (byte[]? signs in (byte[]?[])[null, [.. Enumerable.Range(0, PairAddition.Capacity).Select(i => (byte)(i % 4))]])
                {
                    AffinePoint<TField>[] expected = [.. left];
                    AffinePoint<TField>[] sums = [.. left];
                    single.Add(expected, [.. right], signs, choices.Length);
                    pairs.Add(sums, right, signs, choices.Length);
                    sums[..choices.Length].ShouldBe(expected[..choices.Length]);
                    sums.Take(choices.Length).ShouldAllBe(point => point.X.IsReduced && point.Y.IsReduced);
                }

                AffinePoint<TField>[] doubles = [.. left];
                single.Double(doubles, choices.Length);
                pairs.Double(left, choices.Length);
                left[..choices.Length].ShouldBe(doubles[..choices.Length]);
                left.Take(choices.Length).ShouldAllBe(point => point.X.IsReduced && point.Y.IsReduced);
            },
            iter: 100,
            threads: 1);
    }

    static Fr Scalar(int seed) => Fr.FromInteger((ulong)seed + 3).Inverse();

    static void Agrees<TCurve, TField>(int count, Func<int, Fr> scalar)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        (AffinePoint<TField>[] points, UInt256[] scalars) = SumTerms.Of<TCurve, TField>(count, scalar);
        MultiScalarMultiplication.Sum<TField>(points, scalars, TwoThreads).SamePoint(SumTerms.Naive(points, scalars)).ShouldBeTrue();
    }
}
