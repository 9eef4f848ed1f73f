namespace Vendue.Mechanisms.TaikoAssignedBlocks;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A standing offer.</summary>
/// <param name="Number">Its order of arrival.</param>
/// <param name="Free">How many more blocks it takes.</param>
readonly record struct OfferRow(Account Prover, ulong Number, UInt128 PricePerMillion, uint Slots, uint Free, ulong Expires);

/// <summary>A block that has not ended.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="MinimumTier">The position of the tier that it needs at least.</param>
/// <param name="Fee">The fee that was paid to its assignee.</param>
/// <param name="Liveness">The liveness bond; none once it is decided on.</param>
/// <param name="ByOffer">Whether it holds a slot of its assignee's standing offer.</param>
/// <param name="IsProven">Whether a proof was ever accepted.</param>
/// <param name="Tier">The position of the tier that was accepted last.</param>
/// <param name="IsDisputed">Whether the proof that stands is disputed.</param>
/// <param name="LeastEarned">What settling that earns at least.</param>
/// <param name="MostEarned">What it earns at most.</param>
readonly record struct BlockRow(
    Handle<Request> Request, ulong Number, Account Proposer, Account Assignee, ulong ProposedAt, byte MinimumTier, UInt128 Fee, Handle<Holding> Liveness, bool ByOffer, bool IsProven,
    byte Tier, bool IsDisputed, UInt128 LeastEarned, UInt128 MostEarned);

/// <summary>A guardian's approval.</summary>
/// <param name="What">SHA-256 over the public values and whether the bond returns.</param>
readonly record struct ApprovalRow(Handle<Request> Request, byte Tier, Hash32 What, Account Guardian);

/// <summary>Finds an approval.</summary>
readonly record struct ApprovalKey(Handle<Request> Request, byte Tier, Hash32 What, Account Guardian);

/// <summary>Counters, and when the policy was last resumed.</summary>
readonly record struct BlocksState(ulong LastBlock, ulong LastOffer, ulong ResumedAt);
