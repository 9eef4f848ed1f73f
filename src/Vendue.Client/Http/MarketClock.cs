namespace Vendue.Client;

/// <summary>The market's instant as far as this client knows: the latest it was told, and the time that passed since.</summary>
sealed class MarketClock(TimeProvider clock, ulong unitsPerSecond, ulong now)
{
    readonly Lock gate = new();
    ulong told = now;
    long at = clock.GetTimestamp();

    /// <summary>The market told its instant.</summary>
    public void Learn(ulong now)
    {
        lock (gate)
        {
            if (now < told) return;
            told = now;
            at = clock.GetTimestamp();
        }
    }

    /// <summary>The market's instant after a time from now.</summary>
    public ulong After(TimeSpan time)
    {
        lock (gate) return told + (ulong)((clock.GetElapsedTime(at) + time).TotalSeconds * unitsPerSecond);
    }
}
