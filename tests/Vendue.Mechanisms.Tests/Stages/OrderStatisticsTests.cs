using CsCheck;

namespace Vendue.Mechanisms.Components.Tests;

public sealed class OrderStatisticsTests
{
    [Fact]
    public void The_median_has_as_many_values_below_as_above() =>
        Gen.ULong[0, 30].Array[1, 9].Sample(values =>
        {
            var median = OrderStatistics.Median([.. values.Select(v => (UInt128)v)]);
            (values.Count(v => v < median) * 2).ShouldBeLessThanOrEqualTo(values.Length);
            (values.Count(v => v > median) * 2).ShouldBeLessThanOrEqualTo(values.Length);
        });

    [Fact]
    public void A_percentile_is_the_least_value_that_enough_values_do_not_exceed() =>
        Gen.Select(Gen.ULong[0, 30].Array[1, 30], Gen.UInt[1, 100]).Sample((values, percent) =>
        {
            var least = values.Order().First(v => (uint)values.Count(other => other <= v) * 100 >= (uint)values.Length * percent);
            OrderStatistics.Percentile([.. values.Select(v => (UInt128)v)], percent).ShouldBe(least);
        });
}
