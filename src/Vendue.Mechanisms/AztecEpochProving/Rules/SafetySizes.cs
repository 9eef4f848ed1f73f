using System.Numerics;

namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>How long the claim window and how large a committee must be, when a part of the validators is bad. Exact: products of whole numbers of any size.</summary>
public static class SafetySizes
{
    const uint Billion = 1_000_000_000;
    const uint Longest = 1_000;

    /// <summary>The smallest n with C(bad, n) / C(of, n) below <paramref name="perBillion"/> parts in 10^9.</summary>
    /// <param name="bad">How many are bad; below <paramref name="of"/>.</param>
    /// <param name="of">How many there are.</param>
    /// <param name="perBillion">The chance that is allowed, exclusively; above zero.</param>
    /// <exception cref="OverflowException">No run of at most 1,000 will do.</exception>
    public static uint AllBadRun(uint bad, uint of, uint perBillion)
    {
        BigInteger numerator = 1, denominator = 1;
        for (uint n = 1; n <= Longest && n <= of; n++)
        {
            numerator *= bad >= n ? bad - n + 1 : 0;
            denominator *= of - n + 1;
            if (numerator * Billion < denominator * perBillion) return n;
        }
        throw new OverflowException("No run of at most 1,000 proposers is safe enough.");
    }

    /// <summary>The smallest n of which more than 2n/3 are bad with a chance below <paramref name="perBillion"/> parts in 10^9, by the hypergeometric distribution.</summary>
    /// <param name="bad">How many are bad; below <paramref name="of"/>.</param>
    /// <param name="of">How many there are.</param>
    /// <param name="perBillion">The chance that is allowed, exclusively; above zero.</param>
    /// <exception cref="OverflowException">No committee of at most 1,000 will do.</exception>
    public static uint Committee(uint bad, uint of, uint perBillion)
    {
        for (uint n = 1; n <= Longest && n <= of; n++)
        {
            BigInteger worse = 0;
            for (uint k = (2 * n / 3) + 1; k <= n; k++) worse += Choose(bad, k) * Choose(of - bad, n - k);
            if (worse * Billion < Choose(of, n) * perBillion) return n;
        }
        throw new OverflowException("No committee of at most 1,000 is safe enough.");
    }

    static BigInteger Choose(uint n, uint k)
    {
        if (k > n) return 0;
        BigInteger value = 1;
        for (uint i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }
}
