namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>The reasons for which this mechanism refuses.</summary>
static class Reasons
{
    public static readonly Reason BadLadder = new("bad-ladder", "The ladder is none that this market accepts: formats are named once with a race last, growth is 1 to 10, and each number stands within the range that its description states.");
    public static readonly Reason CapZero = new("cap-zero", "The cap must be above zero.");
    public static readonly Reason ProvingTimeZero = new("proving-time-zero", "The proving time must be from 1 ms to {0} ms.");
    public static readonly Reason RequestKnown = new("request-known", "The request was asked for already and is not bought twice; use another nonce to ask again.");
    public static readonly Reason IsExcluded = new("excluded", "The prover failed this request and takes no more part in it.");
    public static readonly Reason AskedFirst = new("runner-up-asked", "The runner-up of the failed stage is asked first.");
    public static readonly Reason NotOnTime = new("not-on-time", "This stage admits only provers that were on time in 99 of 100 assignments.");
    public static readonly Reason Busy = new("busy", "At its measured speed the prover would finish what it has promised and this only after {0}.");
    public static readonly Reason CancelsLater = new("cancels-later", "A prover is bound until {0} and is paid if it delivers; the request is cancelled when it fails.");
    public static readonly Reason ProvenAlready = new("proven-already", "A proof of this request was accepted; it can be proven.");
    public static readonly Reason ObjectedAlready = new("objected-already", "The account has objected to this request already.");
    public static readonly Reason UnknownProver = new("unknown-prover", "Only provers that are bound to the request, or that have delivered in this market before, can object to it.");
}
