namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>Why the schedule refuses.</summary>
static class Reasons
{
    public static readonly Reason UnknownLog = new("unknown-log", "The account has no work log: nothing was ever paid to it for a proof.");
    public static readonly Reason NotSigned = new("log-not-signed", "An update is sent by the log's own account, or carries the log's signature over exactly this update.");
    public static readonly Reason BadRecipient = new("bad-recipient", "The recipient must be an account of this market that can be paid.");
    public static readonly Reason WrongPrevious = new("wrong-previous-commitment", "The update does not begin at the commitment up to which the log was reported; read it again.");
    public static readonly Reason UnknownCommitment = new("unknown-commitment", "The update does not end at a commitment of the log after the one last reported.");
    public static readonly Reason WrongValue = new("wrong-value", "Between the two commitments the log has {0} of work, not {1}.");
    public static readonly Reason TooManyUnpaid = new("too-many-unpaid", "The log has {0} updates that are not paid, as many as are paid at once; mint first, or wait for the next epoch and mint then.");
    public static readonly Reason EpochRunning = new("epoch-running", "Epoch {0} is the current one and can be finalized after it has ended.");
    public static readonly Reason NothingToMint = new("nothing-to-mint", "Name at least one update, or one epoch.");
    public static readonly Reason TooLong = new("too-long", "At most {0} epochs are claimed at once; split the call.");
    public static readonly Reason WrongChain = new("wrong-chain", "Update {0} does not begin at the commitment up to which its log was paid.");
    public static readonly Reason ChainBroken = new("chain-broken", "Update {0} does not begin where the log's update before it ends.");
    public static readonly Reason UnknownUpdate = new("unknown-update", "Update {0} was never accepted, or was paid already.");
    public static readonly Reason EpochNotFinalized = new("epoch-not-finalized", "Update {0} was posted in epoch {1}, which is not finalized.");
    public static readonly Reason UpdatesMissing = new("updates-missing", "After update {0} the log has more updates of finalized epochs; all of them must be named.");
    public static readonly Reason MintLimit = new("mint-limit", "The token has minted {0} and may mint no more than {1} in all so far.");
    public static readonly Reason NoStake = new("no-stake", "The account has no stake.");
    public static readonly Reason StakeLeaving = new("stake-leaving", "Unstaking was initiated; the stake can only be taken back, at {0}.");
    public static readonly Reason StakeDelegated = new("stake-delegated", "Take the delegated powers back first.");
    public static readonly Reason NotLeaving = new("not-leaving", "Initiate the unstaking first.");
    public static readonly Reason NotReleased = new("not-released", "The stake can be taken back from {0} on.");
    public static readonly Reason EpochUnfinished = new("epoch-unfinished", "Epoch {0} is not over.");
    public static readonly Reason EpochClaimed = new("epoch-claimed", "The reward of epoch {0} was claimed already.");
    public static readonly Reason EpochLapsed = new("epoch-lapsed", "Rewards can be had from epoch {0} on.");
}
