namespace Vendue.Mechanisms.Stages;

/// <summary>The reasons for which stages refuse.</summary>
static class StageReasons
{
    public static readonly Reason PurseTooSmall = new("purse-too-small", "The purse holds {0}, less than the stage may spend.");
    public static readonly Reason CeilingZero = new("ceiling-zero", "The ceiling must be above zero.");
    public static readonly Reason StartAboveCeiling = new("start-above-ceiling", "The price begins above the ceiling, {0}.");
    public static readonly Reason DeadlineTooSoon = new("deadline-too-soon", "The deadline must be after {0}.");
    public static readonly Reason DeadlineTooFar = new("deadline-too-far", "The deadline is after {0}, the furthest that can be asked for now.");
    public static readonly Reason PredicateTooLong = new("predicate-too-long", "The predicate's data are longer than {0} bytes; use its digest.");
    public static readonly Reason NotTheRequester = new("not-the-requester", "Only the requester may do this.");
    public static readonly Reason OwnRequest = new("own-request", "The requester cannot prove its own request for money.");
    public static readonly Reason NoStage = new("no-stage", "The request takes no such step now: its stage is not open, or has ended.");
    public static readonly Reason StageOpen = new("stage-open", "The request has an open stage already.");
    public static readonly Reason WindowClosed = new("window-closed", "The window for offers closed at {0}.");
    public static readonly Reason WindowOpen = new("window-open", "Offers are opened when the window has closed, at {0}.");
    public static readonly Reason OfferedAlready = new("offered-already", "The account has an offer for this request already.");
    public static readonly Reason UnknownOffer = new("unknown-offer", "The account has no sealed offer for this request, or it is open already.");
    public static readonly Reason SealMismatch = new("seal-mismatch", "Price, standing time and salt are not those that were sealed.");
    public static readonly Reason AboveCeiling = new("above-ceiling", "The offer is above the ceiling, {0}: it does not count.");
    public static readonly Reason Assigned = new("assigned", "A prover is at work on this request; it is paid if it delivers in time.");
    public static readonly Reason NotAssigned = new("not-assigned", "The request is assigned to another prover, or to none.");
    public static readonly Reason TooLate = new("too-late", "The proof was due at {0}.");
    public static readonly Reason NotCommitted = new("not-committed", "The account has not committed to this proof; send the hash of prover, request, public values and proof first.");
    public static readonly Reason CommitmentTooFresh = new("commitment-too-fresh", "The commitment counts from {0}; deliver then.");
    public static readonly Reason NoPrizeLeft = new("no-prize-left", "The race is won, and nobody else is paid.");
}
