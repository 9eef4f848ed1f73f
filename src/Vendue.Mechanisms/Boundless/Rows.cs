namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>What a market knows of a request beyond the kernel.</summary>
/// <param name="Request">The kernel's request.</param>
/// <param name="Index">The client's number for it.</param>
/// <param name="Versions">How many versions were posted.</param>
readonly record struct StandingRow(Handle<Request> Request, uint Index, uint Versions);

/// <summary>A version of a request that its client has posted.</summary>
/// <param name="Request">The request.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Statement">What is to be proven, as held bytes.</param>
/// <param name="Offer">The auction.</param>
readonly record struct VersionRow(Handle<Request> Request, Hash32 Digest, Handle<Blob> Statement, Offer Offer);

/// <summary>What names a version.</summary>
readonly record struct VersionKey(Handle<Request> Request, Hash32 Digest);

/// <summary>The lock of a request; it stands until the request ends.</summary>
/// <param name="Request">The request.</param>
/// <param name="Id">The request's id.</param>
/// <param name="Digest">The version locked.</param>
/// <param name="Prover">Who locked it; once somebody else was paid after the lock deadline, that prover.</param>
/// <param name="LockDeadline">The last instant at which the locker is paid.</param>
/// <param name="Deadline">The last instant at which the version can be delivered.</param>
/// <param name="Price">The price at the instant of locking; 0 once slashed.</param>
/// <param name="Collateral">What the locker put up; 0 once slashed.</param>
/// <param name="PaidBeforeLockDeadline">Whether the locker was paid in time.</param>
/// <param name="PaidAfterLockDeadline">Whether a late delivery was settled.</param>
/// <param name="Slashed">Whether the collateral was taken.</param>
/// <param name="Payment">Where the client's money is held, until it is paid or returned.</param>
/// <param name="Bond">Where the collateral is held, until it is returned or taken.</param>
/// <param name="LockedAt">When it was locked.</param>
/// <param name="Private">Whether the input is private.</param>
/// <param name="AwaitsKey">Whether the locker still awaits the key of a private input.</param>
readonly record struct LockRow(
    Handle<Request> Request, Hash32 Id, Hash32 Digest, Account Prover, ulong LockDeadline, ulong Deadline, UInt128 Price, UInt128 Collateral,
    bool PaidBeforeLockDeadline, bool PaidAfterLockDeadline, bool Slashed, Handle<Holding> Payment, Handle<Holding> Bond, ulong LockedAt, bool Private, bool AwaitsKey)
{
    public bool IsPaid => PaidBeforeLockDeadline || PaidAfterLockDeadline;
}

/// <summary>A commitment to a delivery.</summary>
/// <param name="Hash">The hash of prover and fills.</param>
/// <param name="Block">The block in which it was first made.</param>
/// <param name="Lapse">The timer that drops it.</param>
readonly record struct CommitmentRow(Hash32 Hash, ulong Block, Handle<Kernel.Timer> Lapse);

/// <summary>A word of flags of a client's requests: two bits an index, locked now or ever and fulfilled. Never unset.</summary>
readonly record struct FlagsRow(Account Client, uint Word, UInt128 High, UInt128 Low);

/// <summary>What names a word of flags.</summary>
readonly record struct FlagsKey(Account Client, uint Word);
