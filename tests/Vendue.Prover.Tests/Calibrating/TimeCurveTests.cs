using CsCheck;
using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Tests.Calibrating;

public sealed class TimeCurveTests
{
    static readonly Gen<(ulong Work, ulong Time)[]> Points =
        Gen.Select(Gen.ULong[1, 1UL << 40], Gen.ULong[1, 1UL << 50]).Array[1, 8].Select(points => points.DistinctBy(p => p.Item1).OrderBy(p => p.Item1).Select(p => (p.Item1, p.Item2)).ToArray());

    [Fact]
    public void More_work_never_takes_less_time_whatever_was_measured() => Gen.Select(Points, Gen.ULong[0, 1UL << 44], Gen.ULong[0, 1UL << 44]).Sample((points, a, b) =>
    {
        var curve = new TimeCurve(points);
        if (curve.At(ulong.Min(a, b)) is { } less && curve.At(ulong.Max(a, b)) is { } more) less.ShouldBeLessThanOrEqualTo(more);
    });

    [Fact]
    public void A_measured_size_takes_what_was_measured_unless_a_smaller_one_took_longer() => Points.Sample(points =>
    {
        var curve = new TimeCurve(points);
        for (int i = 0; i < points.Length; i++) curve.At(points[i].Work).ShouldBe(points[..(i + 1)].Max(p => p.Time));
    });

    [Fact]
    public void Between_two_sizes_the_time_is_between_theirs_and_outside_it_is_reckoned_with_care()
    {
        var curve = new TimeCurve([(1_000, 100), (2_000, 160)]);
        curve.At(1).ShouldBe(100UL);
        curve.At(1_500).ShouldBe(130UL);
        curve.At(1_501).ShouldBe(131UL, "a time is rounded up");
        // The last size shows 160 / 2000 a unit, more than the 60 / 1000 between the two: 5/4 of it.
        curve.At(3_000).ShouldBe(160UL + 100);
        curve.At(32_000).ShouldNotBeNull();
        curve.At(32_001).ShouldBeNull();
    }

    [Fact]
    public void The_fixed_cost_of_small_circuits_is_priced_within_what_was_measured_where_one_rate_is_below_cost()
    {
        var points = Samples.Synthetic.Points;
        var price = Samples.Calibration.Price;
        foreach (var point in points)
        {
            var asked = Asked(point.Work);
            asked.ShouldBeGreaterThanOrEqualTo(price.BaseUnitsOfTime(point.Fastest)!.Value);
            asked.ShouldBeLessThanOrEqualTo(price.BaseUnitsOfTime(point.Slowest)!.Value + Ratio.One);
        }
        for (int i = 1; i < points.Count; i++)
        {
            var between = Asked((points[i - 1].Work + points[i].Work) / 2);
            between.ShouldBeGreaterThanOrEqualTo(price.BaseUnitsOfTime(points[i - 1].Fastest)!.Value);
            between.ShouldBeLessThanOrEqualTo(price.BaseUnitsOfTime(points[i].Slowest)!.Value + Ratio.One);
        }
        var rateOfTheLargest = price.BaseUnitsOfTime(points[^1].Median)!.Value / Ratio.Of(points[^1].Work);
        (rateOfTheLargest * Ratio.Of(points[0].Work)).ShouldBeLessThan(price.CostPerSecond * new Ratio(points[0].Fastest, 1_000_000_000) * price.BaseUnitsPerCurrency!.Value);
    }

    /// <summary>What an agent asks: ceil(price of a million · work / 1,000,000).</summary>
    static Ratio Asked(ulong work)
    {
        var statement = Samples.Of(work, Samples.Other);
        return Ratio.Of(Wide.MulDivCeil(Samples.Model.PerMillion(work, Samples.Model.Of(statement).Time.Usual), work, 1_000_000));
    }
}
