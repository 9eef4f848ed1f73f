namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>Who sits in the pool: the largest stakes.</summary>
public static class Seats
{
    /// <summary>The slot that a stake takes: that of the smallest stake, the lowest of several, if it is smaller; -1 when none is.</summary>
    /// <param name="stakes">The stakes by slot; 0 for an empty seat.</param>
    /// <param name="amount">A, what is to be staked.</param>
    public static int SlotFor(ReadOnlySpan<UInt128> stakes, UInt128 amount)
    {
        int smallest = 0;
        for (int slot = 1; slot < stakes.Length; slot++)
            if (stakes[slot] < stakes[smallest]) smallest = slot;
        return stakes.Length > 0 && stakes[smallest] < amount ? smallest : -1;
    }
}
