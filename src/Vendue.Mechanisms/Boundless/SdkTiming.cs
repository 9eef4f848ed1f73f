namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>The times that the Boundless SDK gives a request, in seconds, by the work it takes in cycles.</summary>
/// <param name="Delay">From posting to the start of the ramp: max(30, cycles / 10^6), at most 3,600.</param>
/// <param name="RampUpPeriod">600 + 2·ceil(cycles / 10^6), at most 7,200.</param>
/// <param name="LockTimeout">1,800 + 7·ceil(cycles / 10^6), at most 14,400.</param>
/// <param name="Timeout">Twice the lock timeout.</param>
public readonly record struct SdkTiming(ulong Delay, ulong RampUpPeriod, ulong LockTimeout, ulong Timeout)
{
    const ulong Million = 1_000_000;

    /// <summary>The times for a request of some work.</summary>
    public static SdkTiming Of(ulong work)
    {
        ulong millions = (work / Million) + (work % Million == 0 ? 0UL : 1);
        ulong lockTimeout = ulong.Min(1_800 + (7 * ulong.Min(millions, Million)), 14_400);
        return new(
            ulong.Clamp(work / Million, 30, 3_600),
            ulong.Min(600 + (2 * ulong.Min(millions, Million)), 7_200),
            lockTimeout,
            2 * lockTimeout);
    }

    /// <summary>The same times in another unit, shortened alike, each rounded down, where together they would take longer than there is.</summary>
    /// <param name="unitsPerSecond">How many units a second has.</param>
    /// <param name="available">The time from posting to the deadline, in that unit.</param>
    public SdkTiming Within(ulong unitsPerSecond, ulong available)
    {
        ulong whole = (Delay + Timeout) * unitsPerSecond, given = ulong.Min(available, whole);
        ulong Scaled(ulong seconds) => (ulong)Wide.MulDivFloor(seconds * unitsPerSecond, given, whole);
        return new(Scaled(Delay), Scaled(RampUpPeriod), Scaled(LockTimeout), Scaled(Timeout));
    }
}
