using System.Numerics;

namespace Vendue.Prover.Calibrating;

/// <summary>
/// How long a proof of a size takes, from measured sizes: straight between two of them, never less for more work, and
/// with care outside. Below the smallest size it is as long as at the smallest: there is a fixed cost that nobody has
/// measured away. Above the largest it grows by 5/4 of the steepest that was seen, as far as 16 times the largest.
/// </summary>
public sealed class TimeCurve
{
    /// <summary>How many times the largest measured size is still reckoned with.</summary>
    public const uint FarthestFactor = 16;

    readonly (ulong Work, ulong Time)[] points;
    readonly Ratio beyond;

    /// <summary>A curve through points.</summary>
    /// <param name="measured">Sizes and times in nanoseconds, the smallest size first, no size twice; at least one.</param>
    public TimeCurve(IEnumerable<(ulong Work, ulong Nanoseconds)> measured)
    {
        ulong most = 0;
        points = [.. measured.Select(p => (p.Work, most = ulong.Max(most, p.Nanoseconds)))];
        if (points.Length == 0) throw new ArgumentException("A curve needs a point.", nameof(measured));
        var steepest = new Ratio(points[^1].Time, points[^1].Work);
        for (int i = 1; i < points.Length; i++)
        {
            var slope = new Ratio(points[i].Time - points[i - 1].Time, points[i].Work - points[i - 1].Work);
            if (slope > steepest) steepest = slope;
        }
        beyond = steepest * new Ratio(5, 4);
    }

    /// <summary>The largest size of which a time is told.</summary>
    public UInt128 Farthest => (UInt128)points[^1].Work * FarthestFactor;

    /// <summary>The time of a size, in nanoseconds, rounded up; null beyond 16 times the largest size.</summary>
    public ulong? At(ulong work)
    {
        if (work <= points[0].Work) return points[0].Time;
        if (work > Farthest) return null;
        var (last, most) = points[^1];
        if (work > last) return Clamp(most + (beyond * Ratio.Of(work - last)).Ceiling());
        int i = Array.FindIndex(points, p => p.Work >= work);
        var (fromWork, fromTime) = points[i - 1];
        var (toWork, toTime) = points[i];
        return Clamp(fromTime + new Ratio((BigInteger)(toTime - fromTime) * (work - fromWork), toWork - fromWork).Ceiling());
    }

    static ulong Clamp(BigInteger time) => time > ulong.MaxValue ? ulong.MaxValue : (ulong)time;
}
