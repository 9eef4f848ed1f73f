using CsCheck;
using Vendue.Proofs.Curves;
using Vendue.Proofs.Fields;
using Vendue.Proofs.Sums;

namespace Vendue.Proofs.Tests.Sums;

public sealed class PointTableSpecification
{
    static readonly ParallelOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    [Fact]
    public void Sums_over_any_table_in_G1_are_right() => AnySums<G1, Fp>(120);

    [Fact]
    public void Sums_over_any_table_in_G2_are_right() => AnySums<G2, Fp2>(40);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(32)]
    public void Sums_of_many_points_over_a_table_are_right(int levels)
    {
        (AffinePoint<Fp>[] points, UInt256[] scalars) = SumTerms.Of<G1, Fp>(2100, i => Fr.FromInteger((ulong)i + 3).Inverse());
        points[7] = points[2050] = AffinePoint<Fp>.Infinity;
        Sum(points, scalars, WindowPlan.For(points.Length, levels)).SamePoint(SumTerms.Naive(points, scalars)).ShouldBeTrue();
    }

    [Fact]
    public void It_holds_every_point_times_the_powers_of_two_of_its_levels()
    {
        (AffinePoint<Fp2>[] points, _) = SumTerms.Of<G2, Fp2>(5, _ => Fr.One);
        points[2] = AffinePoint<Fp2>.Infinity;
        var plan = new WindowPlan(10, 7);
        PointTable<Fp2> table = PointTable<Fp2>.Build(points, plan, TwoThreads);
        table.Count.ShouldBe(4);
        table.Points.Length.ShouldBe(4 * plan.Levels);
        table.TableBytes.ShouldBe((4 * plan.Levels * 128) + (4 * 4));
        JacobianPoint<Fp2> last = JacobianPoint<Fp2>.FromAffine(points[table.TermOf(3)]);
        for (int level = 0; level < plan.Levels; level++)
        {
            table.Points.Span[(level * 4) + 3].ShouldBe(last.ToAffine());
            for (int i = 0; i < plan.LevelBits; i++)
                last = last.Double();
        }
    }

    [Fact]
    public void A_plan_reads_every_bit_of_a_scalar_and_has_no_more_levels_than_allowed() => Gen.Select(Gen.Int[1, 1 << 20], Gen.Int[1, 40]).Sample(
        (terms, levels) =>
        {
            WindowPlan plan = WindowPlan.For(terms, levels);
            (plan.Windows * plan.Bits).ShouldBeGreaterThan(254);
            plan.Levels.ShouldBeInRange(1, levels);
            (plan.Levels * plan.Sets).ShouldBeGreaterThanOrEqualTo(plan.Windows);
        });

    [Fact]
    public void A_cancelled_token_stops_its_making()
    {
        (AffinePoint<Fp>[] points, _) = SumTerms.Of<G1, Fp>(3, _ => Fr.One);
        var options = new ParallelOptions { CancellationToken = new CancellationToken(canceled: true) };
        Should.Throw<OperationCanceledException>(() => PointTable<Fp>.Build(points, new WindowPlan(8, 1), options));
    }

    static void AnySums<TCurve, TField>(int most)
        where TCurve : ICurve<TField>
        where TField : struct, IField<TField> => Gen.Select(SumTerms.Any<TCurve, TField>(most), Gen.Int[3, 12], Gen.Int[1, 30]).Sample(
            (terms, bits, sets) =>
            {
                var plan = new WindowPlan(bits, Math.Min(sets, (254 / bits) + 1));
                Sum(terms.Points, terms.Scalars, plan).SamePoint(SumTerms.Naive(terms.Points, terms.Scalars)).ShouldBeTrue();
            },
            iter: 30,
            threads: 1);

    static JacobianPoint<TField> Sum<TField>(AffinePoint<TField>[] points, UInt256[] scalars, WindowPlan plan)
        where TField : struct, IField<TField>
    {
        JacobianPoint<TField> sum = default;
        var pile = new WorkPile(TwoThreads);
        MultiScalarMultiplication.Begin(pile, PointTable<TField>.Build(points, plan, TwoThreads), scalars, result => sum = result);
        pile.Run();
        return sum;
    }
}
