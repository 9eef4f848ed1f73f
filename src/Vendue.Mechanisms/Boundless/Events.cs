namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>A version of a request was posted.</summary>
[Event(64, "version-posted")]
public readonly record struct VersionPosted(Hash32 Request, Hash32 Digest, Account Client, Offer Offer);

/// <summary>A request was locked.</summary>
[Event(65, "request-locked")]
public readonly record struct RequestLocked(Hash32 Request, Hash32 Digest, Account Prover, UInt128 Price, UInt128 Collateral, ulong LockDeadline, ulong Deadline);

/// <summary>A commitment to a delivery was recorded.</summary>
[Event(66, "committed")]
public readonly record struct Committed(Hash32 Hash, ulong Block);

/// <summary>A request has its first valid proof.</summary>
[Event(67, "request-fulfilled")]
public readonly record struct RequestFulfilled(Hash32 Request, Hash32 Digest, Account Prover);

/// <summary>A valid proof was delivered, the first or another.</summary>
[Event(68, "proof-delivered")]
public readonly record struct ProofDelivered(Hash32 Request, Hash32 Digest, Account Prover, Hash32 Proof);

/// <summary>A fill was not paid, or not in full.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">Who delivered.</param>
/// <param name="Reason">The mark's code.</param>
[Event(69, "payment-failed")]
public readonly record struct PaymentFailed(Hash32 Request, Account Prover, Name Reason);

/// <summary>A lock's collateral was taken.</summary>
/// <param name="Request">The request.</param>
/// <param name="Locker">Whose collateral it was.</param>
/// <param name="Burnt">How much was burnt.</param>
/// <param name="Rest">How much was not.</param>
/// <param name="Recipient">Who has the rest.</param>
[Event(70, "lock-slashed")]
public readonly record struct LockSlashed(Hash32 Request, Account Locker, UInt128 Burnt, UInt128 Rest, Account Recipient);
