namespace Vendue.Kernel;

/// <summary>The reasons for which the kernel itself refuses. Mechanisms add their own.</summary>
public static class Refused
{
#pragma warning disable CS1591 // Each reason's sentence says what it means.
    public static readonly Reason UnknownAction = new("unknown-action", "This market's mechanism has no action {0}; ask the market for its actions.");
    public static readonly Reason BadEncoding = new("bad-encoding", "The action's bytes are not its canonical encoding; encode it with the published schema.");
    public static readonly Reason TimeBackwards = new("time-backwards", "The command's time is before the market's, {0}.");
    public static readonly Reason BlockBackwards = new("block-backwards", "The command's block is before the market's, {0}.");
    public static readonly Reason OutOfRange = new("out-of-range", "A number in the action takes a computation beyond 128 bits or divides by zero; use numbers within the market's bounds.");
    public static readonly Reason UnknownAccount = new("unknown-account", "There is no such account; a first deposit opens one.");
    public static readonly Reason NonceUsed = new("nonce-used", "The nonce is not above {0}, the last one of its lane; sign the command again with a higher one.");
    public static readonly Reason Expired = new("expired", "The command expired at {0}; sign it again with a later expiry.");
    public static readonly Reason KeyUnknown = new("key-unknown", "The signing key is not authorised by the account, or was revoked; authorise it with the owner's key.");
    public static readonly Reason KeyExpired = new("key-expired", "The delegated key expired at {0}; authorise a new one with the owner's key.");
    public static readonly Reason KeyOutOfScope = new("key-out-of-scope", "The delegated key may not sign this action; sign it with the owner's key.");
    public static readonly Reason KeyLimitReached = new("key-limit-reached", "The delegated key may still spend {0} of the asset and the command takes {1}; raise its limit with the owner's key, or sign with that.");
    public static readonly Reason KeyExists = new("key-exists", "The account has authorised this key already; revoke it first.");
    public static readonly Reason NotAuthorised = new("not-authorised", "Only the account that holds this office may state this.");
    public static readonly Reason TableFull = new("table-full", "The market holds as many rows of this kind as its configuration allows, {0}; try again later.");
    public static readonly Reason InsufficientBalance = new("insufficient-balance", "The account has {0} free and needs {1}; deposit the difference.");
    public static readonly Reason AmountZero = new("amount-zero", "The amount must be above zero.");
    public static readonly Reason AmountTooLarge = new("amount-too-large", "The amount would take the asset's supply beyond {0}.");
    public static readonly Reason DepositKnown = new("deposit-known", "A deposit with this outside reference was credited already.");
    public static readonly Reason UnknownAsset = new("unknown-asset", "The market has no such asset.");
    public static readonly Reason UnknownRequest = new("unknown-request", "The market has no such request; it may have ended.");
    public static readonly Reason RequestExists = new("request-exists", "The market has a request under this id already.");
    public static readonly Reason WithdrawalExists = new("withdrawal-exists", "A withdrawal under this reference is pending already; choose another reference.");
    public static readonly Reason UnknownWithdrawal = new("unknown-withdrawal", "There is no such pending withdrawal.");
    public static readonly Reason UnknownReceipt = new("unknown-receipt", "There is no pending receipt for this proof; it was not received, or was judged already.");
    public static readonly Reason ReceiptKnown = new("receipt-known", "This proof was received already.");
    public static readonly Reason BeaconMismatch = new("beacon-mismatch", "The value is not the next one of the beacon's hash chain.");
    public static readonly Reason BeaconOpen = new("beacon-open", "Round {0} of the beacon waits for its parties; try again when it has ended.");
    public static readonly Reason BeaconNotOpen = new("beacon-not-open", "That round of the beacon is not open; the last one that opened is {0}.");
    public static readonly Reason BeaconQuorum = new("beacon-quorum", "{0} of the beacon's parties have a seat and {1} are needed; they take one with commit-beacon.");
    public static readonly Reason BeaconLinkKnown = new("beacon-link-known", "This party has revealed its link for the round already.");
    public static readonly Reason BeaconSitsOut = new("beacon-sits-out", "The party withheld a link and may take a seat again once {0} rounds have opened.");
    public static readonly Reason ProgramRevoked = new("program-revoked", "The program's verifying key was revoked; ask for proofs of another program.");
    public static readonly Reason VerdictMissing = new("verdict-missing", "The proof carries no verdict; it must pass the market's verifier first.");
    public static readonly Reason TimerChain = new("timer-chain", "A timer may set another for an instant already reached at most {0} times in a row; set it for a later one.");
    public static readonly Reason InvalidProof = new("invalid-proof", "The proof does not prove the statement; prove it again with the statement's program and input.");
    public static readonly Reason NoGenerator = new("no-generator", "The request's statement names no witness generator, or its input is private, so a report on it cannot be judged; give the request up as the mechanism has it.");
    public static readonly Reason NothingAtRisk = new("nothing-at-risk", "Only who has a bond at risk for the request may report it.");
    public static readonly Reason Provable = new("provable", "The stated generator makes a witness of the stated input; prove it, or give the request up as the mechanism has it.");
    public static readonly Reason CannotDrop = new("cannot-drop", "This market's mechanism has no way to let go of a request as impossible; its own rules say what follows.");
    public static readonly Reason PrivateRefused = new("private-refused", "This market's mechanism has no single assignee to seal a private input to; ask with a public one.");
    public static readonly Reason NoEncryptionKey = new("no-encryption-key", "The input is private and the prover has published no key to seal it to; publish one first.");
    public static readonly Reason NoAssignee = new("no-assignee", "The request has no assignee that awaits a key.");
    public static readonly Reason KeyDeliveredAlready = new("key-delivered-already", "The assignee has the key already.");
    public static readonly Reason UnknownModule = new("unknown-module", "The market has no mechanism, finality policy or reward schedule of this name.");
    public static readonly Reason RulesUnknown = new("rules-unknown", "This program knows no way from rules {0} of the module to rules {1}; use a program that does, or another version.");
    public static readonly Reason ParametersRefused = new("parameters-refused", "The parameters are not ones that rules {0} of the module take in a market under way.");
    public static readonly Reason UpgradePending = new("upgrade-pending", "An upgrade of this module is announced already, for {0}; withdraw it first.");
    public static readonly Reason NoticeTooShort = new("notice-too-short", "An upgrade is announced {0} before it takes effect; now the earliest instant is {1}.");
    public static readonly Reason NoUpgrade = new("no-upgrade", "No upgrade of this module is announced.");
#pragma warning restore CS1591
}
