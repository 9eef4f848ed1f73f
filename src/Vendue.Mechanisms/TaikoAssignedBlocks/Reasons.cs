namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>The reasons for which this mechanism refuses.</summary>
static class Reasons
{
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data are longer than {0} bytes; use its digest.");
    public static readonly Reason WorkOutOfRange = new("work-out-of-range", "The statement must declare its work, from 1 to {0}.");
    public static readonly Reason PriceOutOfRange = new("price-out-of-range", "The price must be at most {0}.");
    public static readonly Reason OfferExpired = new("offer-expired", "The offer or assignment expired at {0}.");
    public static readonly Reason ExpiryTooFar = new("expiry-too-far", "The expiry may be at most {0}.");
    public static readonly Reason NoOffer = new("no-offer", "No prover offers to take the block on for what the proposer pays; pay more, or name a prover that agreed.");
    public static readonly Reason SignatureMissing = new("signature-missing", "Another than the assignee must present the assignee's signature over the assignment.");
    public static readonly Reason SignatureWrong = new("signature-wrong", "The assignee has not signed this assignment.");
    public static readonly Reason NotTheProposer = new("not-the-proposer", "The assignment names another account as the block's proposer.");
    public static readonly Reason FeeMissing = new("fee-missing", "The assignment has no fee for the tier that the block needs at least; it must have one for every tier that may be drawn.");
    public static readonly Reason TooManyFees = new("too-many-fees", "The assignment has more fees than there are tiers, {0}.");
    public static readonly Reason BlockTooHigh = new("block-too-high", "The assignment counts for blocks up to {0}.");
    public static readonly Reason ProposedTooLate = new("proposed-too-late", "The assignment counts up to block {0} of the market's clock.");
    public static readonly Reason UnknownTier = new("unknown-tier", "The market has no such tier of proofs.");
    public static readonly Reason TierTooLow = new("tier-too-low", "The tier is below the one that the block needs at least.");
    public static readonly Reason GuardiansApprove = new("guardians-approve", "At this tier guardians approve results; there are no proofs.");
    public static readonly Reason NoGuardiansHere = new("no-guardians-here", "At this tier there are proofs; guardians approve nothing.");
    public static readonly Reason NotAGuardian = new("not-a-guardian", "Only the tier's guardians approve results.");
    public static readonly Reason ApprovedAlready = new("approved-already", "The guardian has approved this already.");
    public static readonly Reason NotYetOpen = new("not-yet-open", "Only the assignee, or the top tier, may make the first proof before {0}.");
    public static readonly Reason VerdictPending = new("verdict-pending", "A proof that was received within the assignee's window awaits its verdict; try again when it is judged.");
    public static readonly Reason AssigneeBarred = new("assignee-barred", "The assignee may make the first proof within its window, and no other.");
    public static readonly Reason ProofsMissing = new("proofs-missing", "The tier asks for {0} proofs.");
    public static readonly Reason UnreadableResult = new("unreadable-result", "The public values do not say parent and result where this market reads them.");
    public static readonly Reason PredicateFails = new("predicate-fails", "The public values do not satisfy the request's predicate.");
}
