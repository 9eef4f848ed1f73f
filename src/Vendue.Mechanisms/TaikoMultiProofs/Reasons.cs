namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>The reasons for which this policy refuses.</summary>
static class Reasons
{
    public static readonly Reason UnknownTier = new("unknown-tier", "The finality policy has no tier of this name.");
    public static readonly Reason Paused = new("paused", "The watchdog has paused proofs and contests; try again when they go on.");
    public static readonly Reason NotPaused = new("not-paused", "The market is not paused.");
    public static readonly Reason NoClaim = new("no-claim", "Nothing is claimed of this request from this parent.");
    public static readonly Reason TierTooLow = new("tier-below-claim", "A claim of a higher tier stands; only a tier at or above it counts.");
    public static readonly Reason SaysTheSame = new("says-the-same", "The claim that stands says the same, and nobody contests it.");
    public static readonly Reason ContestedAlready = new("contested-already", "The claim is contested already; only a proof of a higher tier settles that.");
    public static readonly Reason CooledDown = new("cooled-down", "The claim could be contested before {0}.");
    public static readonly Reason TopTier = new("top-tier", "Claims of the top tier cannot be contested.");
    public static readonly Reason AssigneeBarred = new("assignee-barred", "The assignee may make the first proof within its window, and no other claim.");
    public static readonly Reason TooManyParents = new("too-many-parents", "The request has claims from {0} parents, as many as the policy allows; build on the last final result.");
    public static readonly Reason TooMany = new("too-many", "At most {0} blocks are made final at once.");
}
