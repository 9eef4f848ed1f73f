namespace Vendue.Mechanisms.LagrangeDara;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A round began to collect offers.</summary>
/// <param name="Closes">The first instant at which it takes no more offers.</param>
/// <param name="Clears">The instant at which it is cleared.</param>
[Event(64, "round-opened")]
public readonly record struct RoundOpened(ulong Round, Name System, Name WorkUnit, ulong Closes, ulong Clears);

/// <summary>A bid was placed, or joined a later round with its old arrival number.</summary>
[Event(65, "bid-placed")]
public readonly record struct BidPlaced(ulong Round, Hash32 Request, Account Requester, ulong Number, ulong Size, UInt128 Deposit);

/// <summary>An ask was placed.</summary>
[Event(66, "ask-placed")]
public readonly record struct AskPlaced(ulong Round, Account Prover, ulong Number, ulong Capacity, UInt128 Bond);

/// <summary>A round takes no more offers; the variant that clears it and the seed of its priorities are fixed.</summary>
[Event(67, "round-closed")]
public readonly record struct RoundClosed(ulong Round, uint Bids, uint Asks, Variant Variant, Hash32 Seed);

/// <summary>A sealed bid was opened.</summary>
[Event(68, "bid-revealed")]
public readonly record struct BidRevealed(Hash32 Request, UInt128 Value);

/// <summary>A sealed ask was opened.</summary>
[Event(69, "ask-revealed")]
public readonly record struct AskRevealed(ulong Round, Account Prover, UInt128 Price);

/// <summary>A sealed bid was not opened in time.</summary>
[Event(70, "bid-void")]
public readonly record struct BidVoid(Hash32 Request, UInt128 Penalty);

/// <summary>A sealed ask was not opened in time.</summary>
[Event(71, "ask-void")]
public readonly record struct AskVoid(ulong Round, Account Prover, UInt128 Penalty);

/// <summary>A round was cleared.</summary>
/// <param name="Rules">The version of the rules.</param>
/// <param name="P">What requesters pay a unit, where there was trade.</param>
/// <param name="R">What provers receive a unit at most, where there was trade.</param>
[Event(72, "round-cleared")]
public readonly record struct RoundCleared(ulong Round, Variant Variant, ushort Rules, bool Trades, Ratio P, Ratio R, uint Jobs, uint Slices, UInt128 Surplus);

/// <summary>A job, or what was missing of it, won.</summary>
/// <param name="Pay">What its requester pays for the whole job.</param>
[Event(73, "job-won")]
public readonly record struct JobWon(ulong Round, Hash32 Request, ulong Units, UInt128 Pay);

/// <summary>A job, or what was missing of it, lost.</summary>
/// <param name="Carried">Whether it bids again in the next round.</param>
[Event(74, "job-lost")]
public readonly record struct JobLost(ulong Round, Hash32 Request, bool Carried);

/// <summary>Which slice the assignment told just before is for.</summary>
[Event(75, "slice-assigned")]
public readonly record struct SliceAssigned(Hash32 Request, uint Slice, Account Prover, ulong Units);

/// <summary>A slice was proved; it is paid for when the whole job is.</summary>
[Event(76, "slice-proved")]
public readonly record struct SliceProved(Hash32 Request, uint Slice, Account Prover);

/// <summary>Why a slice was missed.</summary>
public enum Miss : byte
{
    /// <summary>Its prover gave it up.</summary>
    GivenUp,
    /// <summary>It was not delivered in time.</summary>
    Late,
    /// <summary>Its proof was invalid.</summary>
    Invalid,
}

/// <summary>A slice was missed.</summary>
[Event(77, "slice-missed")]
public readonly record struct SliceMissed(Hash32 Request, uint Slice, Account Prover, ulong Units, Miss Why);

/// <summary>A prover that did its part of a job that failed was paid from the bonds of those who did not.</summary>
[Event(78, "compensated")]
public readonly record struct Compensated(Hash32 Request, uint Slice, Account Prover, UInt128 Amount);
