namespace Vendue.Mechanisms.TaikoMultiProofs;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A claim stands, the first of its parent or in the place of another.</summary>
/// <param name="Cooled">The first instant at which it cannot be contested any more.</param>
[Event(64, "claimed")]
public readonly record struct Claimed(Hash32 Request, Hash32 Parent, Hash32 Result, Name Tier, Account Prover, ClaimStep Step, ulong Cooled);

/// <summary>A claim is contested.</summary>
/// <param name="Until">The last instant at which that can be settled.</param>
[Event(65, "contested")]
public readonly record struct Contested(Hash32 Request, Hash32 Parent, Hash32 Result, Account Contester, UInt128 Bond, ulong Until);

/// <summary>The bonds of a claim that was replaced are divided.</summary>
[Event(66, "bonds-divided")]
public readonly record struct BondsDivided(Hash32 Request, Resolution Resolution, Account Prover, UInt128 ToProver, Account Contester, UInt128 ToContester, Account NewProver, UInt128 ToNewProver, UInt128 Kept);

/// <summary>A claim is final.</summary>
[Event(67, "made-final")]
public readonly record struct MadeFinal(Hash32 Request, Hash32 Parent, Hash32 Result, Account Prover);

/// <summary>A claim from another parent than the final one was abandoned: the protocol keeps its bonds.</summary>
[Event(68, "abandoned")]
public readonly record struct Abandoned(Hash32 Request, Hash32 Parent, Account Prover, UInt128 Kept);

/// <summary>A claim was dropped without a verdict: its bonds returned.</summary>
[Event(69, "dropped")]
public readonly record struct Dropped(Hash32 Request, Hash32 Parent, Account Prover);

/// <summary>The watchdog paused, or let go on.</summary>
[Event(70, "paused")]
public readonly record struct PauseChanged(bool IsPaused);
