namespace Vendue.Prover.Outside;

/// <summary>Lets so much pass a second, over bursts of ten seconds' worth. Used on one thread.</summary>
sealed class TokenBucket(long perSecond)
{
    const int Burst = 10;

    double left = perSecond * Burst;
    long last = TimeProvider.System.GetTimestamp();

    /// <summary>Takes so much if it may pass.</summary>
    public bool TryTake(long amount)
    {
        long now = TimeProvider.System.GetTimestamp();
        left = Math.Min(perSecond * Burst, left + (TimeProvider.System.GetElapsedTime(last, now).TotalSeconds * perSecond));
        last = now;
        if (left < amount) return false;
        left -= amount;
        return true;
    }
}
