namespace Vendue.Mechanisms.Mina;

/// <summary>Why this mechanism refuses.</summary>
static class Reasons
{
    public static readonly Reason FeeTooHigh = new("fee-too-high", "The fee is above {0}, the most that this market counts with.");
    public static readonly Reason WorkTooLarge = new("work-too-large", "The statement's work is above {0}; split it.");
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data are longer than {0} bytes; use its digest.");
    public static readonly Reason UntilTooSoon = new("until-too-soon", "The transaction would be too late at once; it is {0}.");
    public static readonly Reason UntilTooFar = new("until-too-far", "The last instant for a block is after {0}, the furthest that can be asked for now.");
    public static readonly Reason UnknownTransaction = new("unknown-transaction", "No such transaction waits for a block; it may be in one already.");
    public static readonly Reason NotTheSender = new("not-the-sender", "Only the account that sent the transaction may take it back.");
    public static readonly Reason SlotTaken = new("slot-taken", "There is a block in this slot already; the next one begins at {0}.");
    public static readonly Reason NamedTwice = new("named-twice", "The block names a transaction twice.");
    public static readonly Reason NothingToProve = new("nothing-to-prove", "There was no transaction yet, so nobody would know how to prove a coinbase; wait for the first.");
    public static readonly Reason UnknownBundle = new("unknown-bundle", "These jobs are no bundle that can be proved now; ask the market for its opportunities.");
    public static readonly Reason WrongNumberOfProofs = new("wrong-number-of-proofs", "The bundle has {0} jobs, and takes as many proofs.");
    public static readonly Reason OfferEqual = new("offer-equal", "An offer stands at the same fee, {0}; the first one wins.");
    public static readonly Reason OfferHigher = new("offer-higher", "An offer stands at {0}; one must be cheaper to take its place.");
    public static readonly Reason BelowLeastFee = new("below-least-fee", "The least fee of this market is {0}.");
    public static readonly Reason NoProver = new("no-prover", "The offer names no prover to be paid.");
    public static readonly Reason NoCommitments = new("no-commitments", "This market takes no commitments; prove and offer.");
    public static readonly Reason CommitmentNotBetter = new("commitment-not-better", "An offer or commitment stands that is as good, at {0}.");
}
