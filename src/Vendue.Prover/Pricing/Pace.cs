namespace Vendue.Prover.Pricing;

/// <summary>How own proofs compare with what a calibration says: a moving average of their ratio, from 1.</summary>
sealed class Pace
{
    const double Weight = 0.25;
    const double Least = 0.01;

    readonly Lock gate = new();
    double factor = 1;

    /// <summary>Above 1 when own proofs are slower.</summary>
    public double Factor
    {
        get
        {
            lock (gate) return factor;
        }
    }

    public void Learn(ulong expectedNanoseconds, TimeSpan took)
    {
        if (expectedNanoseconds == 0 || took <= TimeSpan.Zero) return;
        lock (gate) factor = Math.Max(Least, factor + (Weight * ((took.TotalNanoseconds / expectedNanoseconds) - factor)));
    }

    /// <summary>A time by the calibration as it is to be expected now; at least one nanosecond.</summary>
    public ulong Apply(ulong nanoseconds) => (ulong)Math.Clamp(Math.Ceiling(nanoseconds * Factor), 1, 1e18);
}
