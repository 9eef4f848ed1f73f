using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;

namespace Vendue.Proofs.Tests.Curves;

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
        MultiScalarMultiplication.Sum<Fp>(points, scalars, TwoThreads).SamePoint(Naive(points, scalars)).ShouldBeTrue();
    }

    [Fact]
    public void A_cancelled_token_stops_it()
    {
        (AffinePoint<Fp>[] points, UInt256[] scalars) = Input<G1, Fp>(300, i => Scalar(i));
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
        (AffinePoint<TField>[] points, _) = Input<TCurve, TField>(64, Scalar);
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

                AffinePoint<TField>[] expected = left[..choices.Length];
                new BatchAddition<TField>().Add(expected.AsSpan(), right.AsSpan(0, choices.Length));
                pairs.Add(left, right, null, choices.Length);
                left[..choices.Length].ShouldBe(expected);
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
        (AffinePoint<TField>[] points, UInt256[] scalars) = Input<TCurve, TField>(count, scalar);
        MultiScalarMultiplication.Sum<TField>(points, scalars, TwoThreads).SamePoint(Naive(points, scalars)).ShouldBeTrue();
    }

    static (AffinePoint<TField>[] Points, UInt256[] Scalars) Input<TCurve, TField>(int count, Func<int, Fr> scalar)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField>
    {
        var points = new AffinePoint<TField>[count];
        var scalars = new UInt256[count];
        JacobianPoint<TField> point = JacobianPoint<TField>.FromAffine(TCurve.Generator);
        for (int i = 0; i < count; i++)
        {
            points[i] = point.ToAffine();
            scalars[i] = scalar(i).ToInteger();
            point = point.Double().Add(TCurve.Generator);
        }

        return (points, scalars);
    }

    static JacobianPoint<TField> Naive<TField>(AffinePoint<TField>[] points, UInt256[] scalars)
        where TField : struct, IField<TField>
    {
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        for (int i = 0; i < points.Length; i++)
            sum = sum.Add(JacobianPoint<TField>.FromAffine(points[i]).Multiply(scalars[i]));
        return sum;
    }
}
