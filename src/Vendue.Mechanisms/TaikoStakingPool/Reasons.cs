namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>The reasons for which this mechanism refuses.</summary>
static class Reasons
{
    public static readonly Reason CapacityTooSmall = new("capacity-too-small", "The capacity must be at least {0}.");
    public static readonly Reason StakeTooSmall = new("stake-too-small", "The stake must be at least {0} for this capacity.");
    public static readonly Reason RateOutOfRange = new("rate-out-of-range", "The reward per gas must be from 1 to {0}.");
    public static readonly Reason NotGoodEnough = new("not-good-enough", "Every seat is held by a stake at least as large; the smallest is {0}.");
    public static readonly Reason ChangeTooFrequent = new("change-too-frequent", "The position may be changed after {0}.");
    public static readonly Reason NotAMember = new("not-a-member", "The account holds no seat.");
    public static readonly Reason NothingToWithdraw = new("nothing-to-withdraw", "The account has no money on its way out.");
    public static readonly Reason NotMatured = new("not-matured", "The exit can be withdrawn after {0}.");
    public static readonly Reason WorkOutOfRange = new("work-out-of-range", "The statement must declare its work, the block's gas limit, from 1 to {0}.");
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data are longer than {0} bytes; use its digest.");
    public static readonly Reason FeeTooHigh = new("fee-too-high", "The block costs {0}, above the most the proposer pays, {1}; allow more or wait.");
    public static readonly Reason TooManyOpenBlocks = new("too-many-open-blocks", "Nobody can be drawn, and {0} blocks stand open already; wait until some are proven.");
    public static readonly Reason NotYetOpen = new("not-yet-open", "The block is assigned to another prover; it is open after {0}.");
    public static readonly Reason VerdictPending = new("verdict-pending", "A proof that was received within the assignee's window awaits its verdict; try again when it is judged.");
    public static readonly Reason ProvenAlready = new("proven-already", "The block is proven from this parent already.");
    public static readonly Reason SaysTheSame = new("says-the-same", "The result stated is the one that stands.");
    public static readonly Reason TooManyTransitions = new("too-many-transitions", "The block has {0} transitions, as many as the market allows; prove it from the verified parent.");
    public static readonly Reason UnreadableResult = new("unreadable-result", "The public values do not say parent, result and gas used where this market reads them.");
    public static readonly Reason PredicateFails = new("predicate-fails", "The public values do not satisfy the request's predicate.");
    public static readonly Reason TooMuchGas = new("too-much-gas", "The proof says that {0} gas was used, and the block allows {1}.");
    public static readonly Reason NotTheOracle = new("not-the-oracle", "Only the oracle states results without a proof.");
}
