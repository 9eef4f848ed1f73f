namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>How averages are kept.</summary>
public enum AverageMode : byte
{
    /// <summary>As whole numbers, rounded down at each step: the source. Such an average falls easily and can hardly rise.</summary>
    Floor,
    /// <summary>With 32 binary digits behind the point.</summary>
    FixedPoint,
}

/// <summary>The moving averages of fee and delay, and the window that follows from them.</summary>
public static class Averages
{
    /// <summary>How many binary digits an average has behind the point.</summary>
    public static int FractionBits(AverageMode mode) => mode == AverageMode.Floor ? 0 : 32;

    /// <summary>floor((average·(factor − 1) + sample) / factor); the average stays where that is 0.</summary>
    /// <param name="average">The average so far.</param>
    /// <param name="sample">The new value, with as many binary digits behind the point as the average.</param>
    /// <param name="factor">How many values it looks back on, from 1.</param>
    public static UInt128 Next(UInt128 average, UInt128 sample, uint factor)
    {
        var next = ((average * (factor - 1)) + sample) / factor;
        return next > 0 ? next : average;
    }

    /// <summary>clamp(floor(averageDelay·multiplier / 100), least, most).</summary>
    public static ulong Window(ulong averageDelay, ushort multiplier, ulong least, ulong most) =>
        (ulong)UInt128.Clamp((UInt128)averageDelay * multiplier / 100, least, most);
}
