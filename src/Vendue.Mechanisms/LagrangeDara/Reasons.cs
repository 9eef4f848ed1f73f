namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>The reasons for which this mechanism refuses.</summary>
static class Reasons
{
    public static readonly Reason FundTakesNoPart = new("fund-takes-no-part", "The insurance fund takes no part in rounds, since it receives their surplus; use another account.");
    public static readonly Reason WorkZero = new("work-zero", "The statement declares no work; declare how much it takes.");
    public static readonly Reason TooLarge = new("too-large", "The size or capacity is above {0} units; ask for less.");
    public static readonly Reason CapacityZero = new("capacity-zero", "The capacity must be above zero.");
    public static readonly Reason CommitmentMissing = new("commitment-missing", "Offers of this market are sealed; send the seal of the price and reveal it when the round has closed.");
    public static readonly Reason PriceShown = new("price-shown", "Asks of this market are sealed; leave the price out until the round has closed.");
    public static readonly Reason AskTooHigh = new("ask-too-high", "The ask is above the highest that counts, {0}.");
    public static readonly Reason NoRound = new("no-round", "No round of this class collects offers; wait for a bid to open one.");
    public static readonly Reason OtherRound = new("other-round", "The round that collects offers is {0}; make the ask for that one.");
    public static readonly Reason RoundFull = new("round-full", "The round has as many offers of this kind as it takes, {0}; wait for the next one.");
    public static readonly Reason AskedAlready = new("asked-already", "The account has an ask in this round already.");
    public static readonly Reason DeadlineTooSoon = new("deadline-too-soon", "The deadline leaves provers too little time after the round is cleared; make it {0} or later.");
    public static readonly Reason DeadlineTooFar = new("deadline-too-far", "The deadline is after {0}, the furthest that can be asked for now.");
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data are longer than {0} bytes; use its digest.");
    public static readonly Reason NotTheRequester = new("not-the-requester", "Only the requester may do this.");
    public static readonly Reason NotRevealing = new("not-revealing", "The round is not open for this reveal: it has not closed yet, was cleared, or the offer is open already.");
    public static readonly Reason SealMismatch = new("seal-mismatch", "The price and salt are not those that were sealed.");
    public static readonly Reason AboveDeposit = new("above-deposit", "The bid is above its deposit, {0}.");
    public static readonly Reason UnknownAsk = new("unknown-ask", "The account has no ask in this round.");
    public static readonly Reason BidFinal = new("bid-final", "The bid's round has closed; it can no longer be taken back.");
    public static readonly Reason UnknownSlice = new("unknown-slice", "The job has no such slice.");
    public static readonly Reason NotAssigned = new("not-assigned", "The slice is assigned to another prover.");
    public static readonly Reason SliceDecided = new("slice-decided", "The slice was proved or missed already.");
    public static readonly Reason TooLate = new("too-late", "The slice was due at {0}.");
}
