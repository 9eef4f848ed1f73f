namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>Slots and epochs: slot = floor((now − genesis) / slotDuration), epoch = floor(slot / E).</summary>
/// <param name="Genesis">The instant at which slot 0 begins.</param>
/// <param name="SlotDuration">How long a slot is, in the market's time unit; at least 1.</param>
/// <param name="EpochDuration">E: how many slots an epoch has; at least 2.</param>
/// <param name="ClaimWindow">C: in how many slots of the next epoch an epoch can be claimed; from 1 to E − 1.</param>
public readonly record struct EpochClock(ulong Genesis, ulong SlotDuration, ulong EpochDuration, ulong ClaimWindow)
{
    /// <summary>The slot of an instant; before the genesis, slot 0.</summary>
    public ulong SlotAt(ulong now) => now <= Genesis ? 0 : (now - Genesis) / SlotDuration;

    /// <summary>The epoch of a slot.</summary>
    public ulong EpochOf(ulong slot) => slot / EpochDuration;

    /// <summary>start(e): the first slot of an epoch.</summary>
    /// <exception cref="OverflowException">It is beyond 64 bits.</exception>
    public ulong StartOf(ulong epoch) => checked(epoch * EpochDuration);

    /// <summary>The first instant of a slot, inverse to <see cref="SlotAt"/>; the last representable instant where it is later.</summary>
    public ulong InstantOf(ulong slot)
    {
        var at = Genesis + ((UInt128)slot * SlotDuration);
        return at > ulong.MaxValue ? ulong.MaxValue : (ulong)at;
    }

    /// <summary>The first slot at which an unproven epoch that nobody has claimed is rolled back: start(e) + E + C.</summary>
    public ulong UnclaimedUntil(ulong epoch) => checked(StartOf(epoch) + EpochDuration + ClaimWindow);

    /// <summary>The first slot at which an unproven epoch that somebody has claimed is rolled back: start(e) + 2E.</summary>
    public ulong ClaimedUntil(ulong epoch) => checked(StartOf(epoch) + (2 * EpochDuration));

    /// <summary>canPrune = unproven blocks and not (slot &lt; start(oldest) + E + C) and not (slot &lt; start(oldest) + 2E and the claim is of the oldest epoch).</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="anyUnproven">Whether pendingTip differs from provenTip.</param>
    /// <param name="oldest">The epoch of the oldest unproven block.</param>
    /// <param name="claimed">Whether the claim that stands is of that epoch.</param>
    public bool CanPrune(ulong slot, bool anyUnproven, ulong oldest, bool claimed) =>
        anyUnproven && slot >= UnclaimedUntil(oldest) && !(slot < ClaimedUntil(oldest) && claimed);
}
