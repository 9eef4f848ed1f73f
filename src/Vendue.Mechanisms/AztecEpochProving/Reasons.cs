namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>Why a market of epochs refuses.</summary>
static class Reasons
{
    public static readonly Reason DepositTooSmall = new("deposit-too-small", "The deposit has {0} and {1} was asked for.");
    public static readonly Reason NoWithdrawal = new("no-withdrawal", "There is no withdrawal to execute; start one.");
    public static readonly Reason WithdrawalTooEarly = new("withdrawal-too-early", "The withdrawal can be executed from {0} on.");
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data have {0} bytes, and at most {1} are allowed; use a digest.");
    public static readonly Reason NotProposer = new("not-proposer", "Slot {0} has another proposer.");
    public static readonly Reason SlotTaken = new("slot-taken", "Slot {0} has a block already; propose in the next slot.");
    public static readonly Reason EpochHasStatement = new("epoch-has-statement", "Epoch {0} has a block with a statement already; propose this one in the next epoch.");
    public static readonly Reason BurnAboveFees = new("burn-above-fees", "The burn is {0} and the fees are {1}; a block burns at most its fees.");
    public static readonly Reason NotYourQuote = new("not-your-quote", "A quote is published by its own prover.");
    public static readonly Reason UnknownEpoch = new("unknown-epoch", "Epoch {0} has no unproven blocks.");
    public static readonly Reason Signature = new("quote-not-signed", "The prover has given no such quote: it is not published here under these terms, or its signature is another's.");
    public static readonly Reason QuoteExpired = new("quote-expired", "The quote was valid until slot {0}; the current slot is {1}.");
    public static readonly Reason FeeTooHigh = new("fee-too-high", "The quote's fee is {0} basis points; at most {1} are allowed.");
    public static readonly Reason NotOldestEpoch = new("not-oldest-epoch", "The quote is for epoch {0}, which is not the oldest one with unproven blocks.");
    public static readonly Reason EpochRunning = new("epoch-running", "Epoch {0} has not ended; it can be claimed and proven from slot {1} on.");
    public static readonly Reason OutsideClaimWindow = new("outside-claim-window", "An epoch can be claimed in the first {0} slots of the next one.");
    public static readonly Reason AlreadyClaimed = new("already-claimed", "Epoch {0} is claimed already.");
    public static readonly Reason BondOutOfRange = new("bond-out-of-range", "The bond must be at least {0} and at most the prover's deposit, {1}.");
    public static readonly Reason NotOldestProof = new("not-oldest", "Only the oldest epoch can be proven, on top of what is proven.");
    public static readonly Reason PartialEpoch = new("partial-epoch", "The proof must cover its epoch to the last block, {0}.");
    public static readonly Reason TooLate = new("too-late", "The epoch could be proven before slot {0}.");
    public static readonly Reason OtherProgram = new("other-program", "The proof is of another program or system than the epoch's; prove its own.");
}
