namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>What a prover needs to know to take a seat.</summary>
/// <param name="Fee">F, the moving fee per gas.</param>
/// <param name="HighestReward">The most that a seat is paid per gas, whatever it asks.</param>
/// <param name="LeastCapacity">The least capacity.</param>
/// <param name="LeastStakePerCapacity">The least stake for each block of capacity.</param>
/// <param name="StakeAbove">The stake must be above this, the smallest of the pool.</param>
public readonly record struct SeatTerms(ulong Fee, ulong HighestReward, uint LeastCapacity, UInt128 LeastStakePerCapacity, UInt128 StakeAbove);
