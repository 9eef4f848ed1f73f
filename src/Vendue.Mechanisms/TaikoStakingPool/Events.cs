namespace Vendue.Mechanisms.TaikoStakingPool;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A prover took a seat.</summary>
[Event(64, "seat-taken")]
public readonly record struct SeatTaken(Account Prover, uint Slot, UInt128 Stake, ulong RewardPerGas, uint Capacity);

/// <summary>Why a seat was left.</summary>
public enum Leaving : byte
{
    /// <summary>Its holder left, or took another in its place.</summary>
    Left,
    /// <summary>A larger stake took it.</summary>
    Displaced,
    /// <summary>Slashes took its stake below the least for its capacity.</summary>
    Evicted,
}

/// <summary>A seat was left.</summary>
[Event(65, "seat-left")]
public readonly record struct SeatLeft(Account Prover, uint Slot, UInt128 Stake, Leaving Why);

/// <summary>Money is on its way out.</summary>
/// <param name="Amount">All that is on its way out.</param>
/// <param name="Matures">The last instant at which it can still be slashed.</param>
[Event(66, "exiting")]
public readonly record struct Exiting(Account Prover, UInt128 Amount, ulong Matures);

/// <summary>Money on its way out was paid out.</summary>
[Event(67, "withdrawn")]
public readonly record struct Withdrawn(Account Prover, UInt128 Amount);

/// <summary>A block was proposed.</summary>
/// <param name="Fee">F, the fee per gas.</param>
/// <param name="RewardPerGas">R' of its prover; F where nobody was drawn.</param>
/// <param name="Seed">What was drawn; zero where there was nobody to draw.</param>
[Event(68, "block-proposed")]
public readonly record struct BlockProposed(ulong Block, Hash32 Request, Account Proposer, ulong Fee, Account Prover, ulong RewardPerGas, ulong Window, Hash32 Seed);

/// <summary>A block was proven, or its result overwritten.</summary>
[Event(69, "block-proven")]
public readonly record struct BlockProven(ulong Block, Hash32 Request, Account Prover, Hash32 Parent, Hash32 Result, ulong GasUsed, bool ByOracle);

/// <summary>A block was verified and paid for.</summary>
[Event(70, "block-verified")]
public readonly record struct BlockVerified(ulong Block, Hash32 Request, Account Prover, Hash32 Result, UInt128 Reward, UInt128 Refund);

/// <summary>A block was not verified in its time and is passed over.</summary>
[Event(71, "block-passed-over")]
public readonly record struct BlockPassedOver(ulong Block, Hash32 Request, UInt128 Refund);

/// <summary>The averages moved.</summary>
[Event(72, "averages-moved")]
public readonly record struct AveragesMoved(ulong Fee, ulong Delay);
