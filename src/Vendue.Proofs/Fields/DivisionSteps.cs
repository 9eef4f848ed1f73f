using System.Numerics;

namespace Vendue.Proofs.Fields;

/// <summary>
/// What a run of <see cref="Count"/> division steps (Bernstein and Yang 2019, "Fast constant-time gcd computation and modular
/// inversion") does to a pair of integers: (f, g) becomes (U f + V g, Q f + R g) / 2^62, and both divisions come out even.
/// The sizes of U and V add up to 2^62 at most, and so do those of Q and R.
/// </summary>
readonly struct DivisionSteps(long u, long v, long q, long r)
{
    /// <summary>Steps in a run.</summary>
    public const int Count = 62;

    /// <summary>-1/f mod 64 is f (f^2 - 2), for f odd: as many steps as this are taken at once.</summary>
    const int MostAtOnce = 6;

    public readonly long U = u;
    public readonly long V = v;
    public readonly long Q = q;
    public readonly long R = r;

    /// <summary>
    /// The next run; its time depends on f and g. A step with g odd and a balance of zero or more replaces (f, g) by
    /// (g, (g - f) / 2) and negates the balance; any other replaces g by (g + (g mod 2) f) / 2 and adds one to it. (The balance
    /// is the delta of Bernstein and Yang less a half, for a start at one half.)
    /// </summary>
    /// <param name="f">The low 64 bits of f, which is odd.</param>
    /// <param name="g">The low 64 bits of g.</param>
    /// <param name="balance">Which of the two is due to shrink; zero before the first run.</param>
    /// <returns>The run.</returns>
    public static DivisionSteps Next(ulong f, ulong g, ref int balance)
    {
        long u = 1, v = 0, q = 0, r = 1;
        int left = Count;
        while (true)
        {
            int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            balance += zeros;
            left -= zeros;
            if (left == 0)
                return new DivisionSteps(u, v, q, r);
            if (balance >= 0)
            {
                balance = ~balance;
                (f, g) = (g, 0 - f);
                (u, q) = (q, -u);
                (v, r) = (r, -v);
            }

            // While the balance is negative f stays, so these steps together add the multiple of f that clears g's low bits.
            int steps = Math.Min(Math.Min(-balance, left), MostAtOnce);
            ulong multiple = (f * ((f * f) - 2) * g) & ((1ul << steps) - 1);
            g += f * multiple;
            q += u * (long)multiple;
            r += v * (long)multiple;
        }
    }
}
