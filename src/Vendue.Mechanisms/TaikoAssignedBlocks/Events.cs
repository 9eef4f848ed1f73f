namespace Vendue.Mechanisms.TaikoAssignedBlocks;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A prover offered to take blocks on, or took that back.</summary>
[Event(64, "offer-changed")]
public readonly record struct OfferChanged(Account Prover, UInt128 PricePerMillion, uint Slots, ulong Expires);

/// <summary>A block was proposed.</summary>
/// <param name="MinimumTier">The tier that it needs at least.</param>
/// <param name="Until">The first instant at which its assignee's window is over.</param>
[Event(65, "block-proposed")]
public readonly record struct BlockProposed(ulong Block, Hash32 Request, Account Proposer, Account Assignee, Name MinimumTier, UInt128 Fee, ulong Until);

/// <summary>A proof of a block was accepted.</summary>
[Event(66, "block-proven")]
public readonly record struct BlockProven(ulong Block, Hash32 Request, Account Prover, Name Tier, Hash32 Parent, Hash32 Result, bool First);

/// <summary>What became of a liveness bond.</summary>
[Event(67, "liveness-decided")]
public readonly record struct LivenessDecided(ulong Block, Hash32 Request, Account Assignee, UInt128 Returned, UInt128 ToProver, UInt128 Kept);

/// <summary>A guardian approved a result.</summary>
[Event(68, "approved")]
public readonly record struct Approved(Hash32 Request, Name Tier, Account Guardian, Hash32 What, uint Approvals);

/// <summary>Guardians approve different results of one block: somebody should look.</summary>
[Event(69, "approvals-differ")]
public readonly record struct ApprovalsDiffer(Hash32 Request, Name Tier);

/// <summary>A block is final, void or was never proven.</summary>
[Event(70, "block-ended")]
public readonly record struct BlockEnded(ulong Block, Hash32 Request, Account Prover, Ending Ending);
