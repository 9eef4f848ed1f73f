namespace Vendue.Client.Tests;

/// <summary>A clock that stands still until a test moves it; timers run out when told.</summary>
sealed class ManualClock : TimeProvider
{
    readonly List<ManualTimer> timers = [];
    TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => passed.Ticks;

    public void Advance(TimeSpan by) => passed += by;

    /// <summary>Lets every timer that stands run out.</summary>
    public void RunOut()
    {
        ManualTimer[] standing;
        lock (timers) standing = [.. timers];
        foreach (var timer in standing) timer.RunOut();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), t => { lock (timers) timers.Remove(t); });
        lock (timers) timers.Add(timer);
        return timer;
    }

    sealed class ManualTimer(Action runOut, Action<ManualTimer> remove) : ITimer
    {
        public void RunOut() => runOut();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
