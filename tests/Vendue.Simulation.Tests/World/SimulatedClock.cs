namespace Vendue.Simulation.Tests.World;

/// <summary>A machine's clock that only moves when it is told to, and may jump; what it measures durations by does not jump.</summary>
sealed class SimulatedClock : TimeProvider
{
    /// <summary>When every simulation begins.</summary>
    public static DateTimeOffset Begin { get; } = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    DateTimeOffset now = Begin;
    TimeSpan elapsed = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => elapsed.Ticks;

    public void Pass(TimeSpan time)
    {
        now += time;
        elapsed += time;
    }

    /// <summary>Somebody sets the clock.</summary>
    public void Jump(TimeSpan by) => now += by;
}
