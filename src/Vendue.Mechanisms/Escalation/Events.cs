using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>A request stands on its ladder.</summary>
/// <param name="Request">The request.</param>
/// <param name="Cap">The most that is paid, in base units.</param>
/// <param name="Reference">The reference price of its work when it was posted; 0 for none.</param>
/// <param name="PanicAt">When there will be time for one slow proof only; the largest number there is for a ladder without a race at the end.</param>
[Event(64, "climbing")]
public readonly record struct Climbing(Hash32 Request, UInt128 Cap, UInt128 Reference, ulong PanicAt);

/// <summary>A stage of a request opened.</summary>
/// <param name="Request">The request.</param>
/// <param name="Attempt">Its number, from 0.</param>
/// <param name="Format">Its format.</param>
/// <param name="Reference">The reference price now; 0 for none.</param>
/// <param name="Start">Where its price begins, in base units.</param>
/// <param name="Ceiling">Its ceiling.</param>
/// <param name="ProvingTime">How long a winner has.</param>
[Event(65, "rung-opened")]
public readonly record struct RungOpened(Hash32 Request, byte Attempt, Format Format, UInt128 Reference, UInt128 Start, UInt128 Ceiling, ulong ProvingTime);

/// <summary>A stage of a request failed.</summary>
/// <param name="Request">The request.</param>
/// <param name="Attempt">Its number.</param>
/// <param name="Format">Its format.</param>
/// <param name="Class">Why.</param>
/// <param name="Prover">Who failed; none when nobody was bound.</param>
/// <param name="Ceiling">Its ceiling, in base units.</param>
/// <param name="Reference">The reference price now; 0 for none. A ceiling below it explains why nobody offers.</param>
/// <param name="Then">What follows.</param>
/// <param name="Resumes">When the next stage opens; 0 for none.</param>
[Event(66, "rung-failed")]
public readonly record struct RungFailed(Hash32 Request, byte Attempt, Format Format, StageEnd Class, Account Prover, UInt128 Ceiling, UInt128 Reference, Step Then, ulong Resumes);

/// <summary>The runner-up of a failed stage is asked at its own price.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">Who.</param>
/// <param name="Price">Its price, in base units.</param>
/// <param name="Until">When the request goes on without it; that instant is outside.</param>
[Event(67, "runner-up-asked")]
public readonly record struct RunnerUpAsked(Hash32 Request, Account Prover, UInt128 Price, ulong Until);

/// <summary>A prover takes no more part in a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">Who.</param>
[Event(68, "excluded")]
public readonly record struct Excluded(Hash32 Request, Account Prover);

/// <summary>The bounty on a request rose.</summary>
/// <param name="Request">The request.</param>
/// <param name="Added">By how much, in base units.</param>
/// <param name="Total">What it is now.</param>
[Event(69, "bounty-raised")]
public readonly record struct BountyRaised(Hash32 Request, UInt128 Added, UInt128 Total);

/// <summary>The bounty on a request was paid.</summary>
/// <param name="Request">The request.</param>
/// <param name="To">To whom.</param>
/// <param name="Amount">How much, in base units.</param>
[Event(70, "bounty-paid")]
public readonly record struct BountyPaid(Hash32 Request, Account To, UInt128 Amount);

/// <summary>A prover says that nobody can prove a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">Who.</param>
/// <param name="Objections">How many say so now.</param>
[Event(71, "objected")]
public readonly record struct Objected(Hash32 Request, Account Prover, uint Objections);

/// <summary>A request ended on its ladder.</summary>
/// <param name="Request">The request.</param>
/// <param name="Class">How.</param>
/// <param name="Refunded">What returned to the requester, the bounty not counted, in base units.</param>
/// <param name="Stages">How many stages there were.</param>
[Event(72, "climbed")]
public readonly record struct Climbed(Hash32 Request, StageEnd Class, UInt128 Refunded, byte Stages);
