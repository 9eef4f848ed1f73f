namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>A seat of the pool as the draw sees it.</summary>
/// <param name="Stake">A: what is staked now, after slashes, in base units.</param>
/// <param name="Reward">R: the reward asked per gas, in base units.</param>
/// <param name="Capacity">How many more blocks may be assigned to it now; 0 for an empty seat.</param>
public readonly record struct Seat(UInt128 Stake, ulong Reward, uint Capacity);
