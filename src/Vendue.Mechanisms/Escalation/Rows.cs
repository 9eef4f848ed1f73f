namespace Vendue.Mechanisms.EscalationLadder;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

enum ClimbState : byte
{
    /// <summary>Between stages.</summary>
    Waiting,
    /// <summary>A stage is under way.</summary>
    Staged,
    /// <summary>The runner-up of a failed stage is asked, or at work.</summary>
    Asking,
    /// <summary>The race at the cap.</summary>
    Racing,
}

/// <summary>A request on its ladder.</summary>
/// <param name="Ladder">The ladder, encoded, its times in the market's unit.</param>
/// <param name="Escrow">The cap; what a stage is lent is not in it.</param>
/// <param name="Pot">The bounty.</param>
/// <param name="Bounty">How much of the pot was divided already: the bounty that waits.</param>
/// <param name="Estimate">The requester's estimate of how long a proof takes, in the market's time unit.</param>
/// <param name="PanicAt">When there is time for one slow proof only.</param>
/// <param name="Running">The format of the stage under way.</param>
/// <param name="Asked">The runner-up asked.</param>
/// <param name="Prover">Who is bound.</param>
/// <param name="Since">Since when.</param>
/// <param name="Due">Until when.</param>
/// <param name="Failed">Whether a bound prover ever failed.</param>
/// <param name="IsCancelled">Whether the request ends with the failure of who is bound.</param>
/// <param name="Objections">How many provers say that it cannot be proven.</param>
/// <param name="Timer">The timer of the backoff.</param>
/// <param name="Panic">The timer of the panic.</param>
readonly record struct ClimbRow(
    Handle<Request> Request, Handle<Blob> Ladder, Handle<Holding> Escrow, Handle<Holding> Pot, UInt128 Bounty, UInt128 Cap, UInt128 Bond, ulong Work, ulong Estimate,
    ulong Deadline, ulong PanicAt, Rung Rung, ClimbState State, Format Running, bool OnTimeOnly, Account Asked, Account Prover, ulong Since, ulong Due,
    bool Failed, bool IsCancelled, uint Objections, byte Stages, Handle<Kernel.Timer> Timer, Handle<Kernel.Timer> Panic);

/// <summary>A prover that takes no more part in a request.</summary>
readonly record struct ExcludedRow(Handle<Request> Request, Account Prover);

/// <summary>A prover that says that a request cannot be proven.</summary>
readonly record struct ObjectionRow(Handle<Request> Request, Account Prover, Handle<Holding> Bond);

/// <summary>A request that has ended and is not bought again.</summary>
readonly record struct RememberedRow(Hash32 Id, Ending Ending, ulong Until);

/// <summary>What a prover has promised and kept.</summary>
/// <param name="Promised">The work of what it is bound to now.</param>
/// <param name="Assigned">How often it was bound and is no more, halved with <paramref name="OnTime"/> at 1,000.</param>
/// <param name="OnTime">How often it delivered in time.</param>
/// <param name="Work">The work it delivered lately.</param>
/// <param name="Time">How long that took it; both are halved every 32 deliveries.</param>
/// <param name="Deliveries">How many deliveries those are.</param>
readonly record struct ProverRow(Account Prover, UInt128 Promised, uint Assigned, uint OnTime, UInt128 Work, UInt128 Time, byte Deliveries);
