namespace Vendue.Mechanisms.Stages;

/// <summary>A stage opened.</summary>
/// <param name="Request">The request.</param>
/// <param name="Start">Where its price begins, in base units.</param>
/// <param name="Ceiling">The most that it spends.</param>
/// <param name="Closes">When its window closes; that instant is outside.</param>
/// <param name="Bond">What a prover puts up.</param>
[Event(64, "stage-opened")]
public readonly record struct StageOpened(Hash32 Request, UInt128 Start, UInt128 Ceiling, ulong Closes, UInt128 Bond);

/// <summary>A stage ended.</summary>
/// <param name="Request">The request.</param>
/// <param name="End">How.</param>
/// <param name="Prover">Who was paid, or who failed; none when nobody was assigned.</param>
/// <param name="Paid">What was paid in all, in base units.</param>
/// <param name="Slashed">What was taken of the failed prover's bond.</param>
[Event(65, "stage-ended")]
public readonly record struct StageEnded(Hash32 Request, StageEnd End, Account Prover, UInt128 Paid, UInt128 Slashed);

/// <summary>An offer was sealed, or a racer committed to a proof.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">Who.</param>
/// <param name="Seal">To what.</param>
[Event(66, "sealed")]
public readonly record struct OfferSealed(Hash32 Request, Account Prover, Hash32 Seal);

/// <summary>An offer was opened.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">Whose.</param>
/// <param name="Price">Its price, in base units.</param>
/// <param name="StandsUntil">The last instant at which it stands if it loses.</param>
[Event(67, "revealed")]
public readonly record struct OfferRevealed(Hash32 Request, Account Prover, UInt128 Price, ulong StandsUntil);

/// <summary>A window closed and sealed offers can be opened.</summary>
/// <param name="Request">The request.</param>
/// <param name="Offers">How many there are.</param>
/// <param name="Until">When offers that stay sealed are void; that instant is outside.</param>
[Event(68, "revealing")]
public readonly record struct Revealing(Hash32 Request, uint Offers, ulong Until);
