namespace Vendue.Mechanisms.Components;

/// <summary>Medians and quantiles of amounts, in integers.</summary>
public static class OrderStatistics
{
    /// <summary>The middle value; of an even number of values the mean of the two in the middle, rounded down.</summary>
    /// <param name="values">The values, in any order; sorted in place. At least one.</param>
    public static UInt128 Median(Span<UInt128> values)
    {
        values.Sort();
        int upper = values.Length / 2;
        if (values.Length % 2 == 1) return values[upper];
        return values[upper - 1] + ((values[upper] - values[upper - 1]) / 2);
    }

    /// <summary>The least value that at least the given part of the values do not exceed: the one at place ceil(n·percent / 100) of n, counted from 1 (nearest rank).</summary>
    /// <param name="values">The values, in any order; sorted in place. At least one.</param>
    /// <param name="percent">The part, from 1 to 100.</param>
    public static UInt128 Percentile(Span<UInt128> values, uint percent)
    {
        values.Sort();
        return values[(int)((((ulong)values.Length * percent) + 99) / 100) - 1];
    }
}
