namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>Why a Boundless market refuses or does not pay. The codes are the contract's errors.</summary>
static class Reasons
{
    public static readonly Reason InvalidRequest = new("invalid-request", "The offer breaks one of: minPrice <= maxPrice, rampUpPeriod <= lockTimeout <= timeout, timeout - lockTimeout <= {0}.");
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data have {0} bytes, and at most {1} are allowed; use a digest.");
    public static readonly Reason DeadlineTooFar = new("deadline-too-far", "The deadline may be at most {0}; shorten the timeout.");
    public static readonly Reason VersionKnown = new("version-known", "This version of the request was posted already.");
    public static readonly Reason TooManyVersions = new("too-many-versions", "The request has {0} versions, as many as the market allows; use another index.");
    public static readonly Reason UnknownVersion = new("unknown-version", "The client has posted no version of the request with this digest.");
    public static readonly Reason RequestIsLocked = new("request-is-locked", "The request is or was locked; until the lock deadline only its locker can be paid, for the version locked.");
    public static readonly Reason RequestIsFulfilled = new("request-is-fulfilled", "The request was fulfilled already.");
    public static readonly Reason RequestLockIsExpired = new("request-lock-is-expired", "The request could be locked until {0}; it may still be delivered.");
    public static readonly Reason RequestIsExpired = new("request-is-expired", "The request expired at {0}.");
    public static readonly Reason RequestIsNotLocked = new("request-is-not-locked", "The request was never locked.");
    public static readonly Reason RequestIsSlashed = new("request-is-slashed", "The lock was slashed already.");
    public static readonly Reason RequestIsNotExpired = new("request-is-not-expired", "A lock can be slashed after the request's deadline, {0}.");
    public static readonly Reason VerdictPending = new("verdict-pending", "A proof received in time awaits its verdict; try again when it is judged.");
    public static readonly Reason RequestIsNotLockedOrPriced = new("request-is-not-locked-or-priced", "Fill {0} names a version that is neither the one locked nor priced by this delivery; set its priced flag, or deliver the version locked.");
    public static readonly Reason MissingCommitment = new("missing-fulfillment-commitment", "A fill that no lock protects must be committed to at least {0} blocks before; commit to exactly these fills, wait, and deliver again.");
    public static readonly Reason BatchTooLarge = new("batch-too-large", "The delivery has {0} fills, and at most {1} are allowed; split it.");
    public static readonly Reason PredicateFails = new("predicate-fails", "The public values of fill {0} do not satisfy the request's predicate.");
    public static readonly Reason ClientInsufficientBalance = new("client-insufficient-balance", "The client has {0} free and would owe {1}; the request cannot be paid until the client deposits.");
    public static readonly Reason ProverInsufficientBalance = new("prover-insufficient-balance", "The prover has {0} of the collateral asset free and needs {1}; deposit the difference.");
    public static readonly Reason PartialPayment = new("partial-payment", "The price was {0}; the client could pay for no more than {1}.");
}
