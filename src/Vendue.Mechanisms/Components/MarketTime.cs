namespace Vendue.Mechanisms.Components;

/// <summary>Times in a market's own unit.</summary>
static class MarketTime
{
    /// <summary>Milliseconds in the market's unit, rounded up.</summary>
    public static ulong From(ulong milliseconds, TimeUnit unit) => unit == TimeUnit.Milliseconds ? milliseconds : (milliseconds / 1000) + (milliseconds % 1000 == 0 ? 0UL : 1UL);

    /// <summary>An instant later by a time, or the last instant there is.</summary>
    public static ulong Later(ulong instant, ulong by) => by > ulong.MaxValue - instant ? ulong.MaxValue : instant + by;
}
