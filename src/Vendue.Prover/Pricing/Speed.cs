namespace Vendue.Prover.Pricing;

/// <summary>How fast this prover proves: the assumed speed first, then a moving average over its own proofs.</summary>
sealed class Speed(ulong assumed)
{
    const double Weight = 0.25;

    readonly Lock gate = new();
    double current = assumed;

    public ulong WorkPerSecond
    {
        get
        {
            lock (gate) return (ulong)Math.Max(1, current);
        }
    }

    public void Learn(ulong work, TimeSpan took)
    {
        if (work == 0 || took <= TimeSpan.Zero) return;
        lock (gate) current += Weight * ((work / took.TotalSeconds) - current);
    }
}
