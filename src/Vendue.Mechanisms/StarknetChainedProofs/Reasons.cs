namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>Why a chain of chained proofs refuses.</summary>
static class Reasons
{
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data have {0} bytes, and at most {1} are allowed; use a digest.");
    public static readonly Reason DeadlineTooFar = new("deadline-too-far", "The deadline may be from now to {0}.");
    public static readonly Reason NotRequester = new("not-requester", "Only its requester may take it back.");
    public static readonly Reason Included = new("already-included", "A block has included it already.");
    public static readonly Reason WrongHeight = new("wrong-height", "The next height is {0}, not {1}.");
    public static readonly Reason TooEarly = new("too-early", "Height {0} starts at {1}.");
    public static readonly Reason RoundAhead = new("round-ahead", "Round {0} has not begun; the round under way is {1}.");
    public static readonly Reason NotProposer = new("not-proposer", "The proposer of height {0} in round {1} is another.");
    public static readonly Reason PayloadWithoutProof = new("payload-without-proof", "The strand owes a proof of {0} blocks: without it the block must be empty.");
    public static readonly Reason NothingToProve = new("nothing-to-prove", "The strand owes no proof at height {0}.");
    public static readonly Reason ProofNotReady = new("proof-not-ready", "Nobody has delivered the proof of all {0} blocks that the strand owes.");
}
