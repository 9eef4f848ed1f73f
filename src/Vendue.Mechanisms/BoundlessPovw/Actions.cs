namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>Reports a log's increase to the accounting.</summary>
/// <param name="Log">The log: the account whose key signs.</param>
/// <param name="Previous">The commitment up to which the log was reported before.</param>
/// <param name="Next">The commitment up to which it is reported now.</param>
/// <param name="Value">The work between the two.</param>
/// <param name="Recipient">Who is to have the reward.</param>
/// <param name="Signature">The log's signature, where somebody else sends it; empty where the log's account does.</param>
[Action(64, "update-log", "Reports the work by which a log has grown; its reward goes to the recipient.")]
public readonly record struct UpdateLog(
    [property: Meaning("The log: the account whose key signs")] Name Log,
    [property: Meaning("The commitment up to which the log was reported before")] Hash32 Previous,
    [property: Meaning("The commitment up to which it is reported now")] Hash32 Next,
    [property: Meaning("The work between the two")] UInt128 Value,
    [property: Meaning("Who is to have the reward")] Name Recipient,
    [property: Meaning("The log's signature, where somebody else sends it"), Optional] Bytes Signature);

/// <summary>Closes the accounting of an epoch that has passed.</summary>
[Action(65, "finalize-epoch", "Closes the accounting of the pending epoch, once a later one has begun.")]
public readonly record struct FinalizeEpoch;

/// <summary>Pays logs for finalized epochs.</summary>
/// <param name="Updates">All updates of each log since it was last paid, in order, log by log.</param>
[Action(66, "mint", "Pays logs for their updates of finalized epochs: all of them since each was last paid, or none.")]
public readonly record struct Mint([property: Meaning("All updates of each log since it was last paid, in order, log by log")] LogStep[] Updates);

/// <summary>An update of a log, as its event told it.</summary>
/// <param name="Log">The log.</param>
/// <param name="Previous">The commitment before.</param>
/// <param name="Next">The commitment after.</param>
public readonly record struct LogStep(
    [property: Meaning("The log")] Name Log,
    [property: Meaning("The commitment before")] Hash32 Previous,
    [property: Meaning("The commitment after")] Hash32 Next);

/// <summary>Stakes.</summary>
/// <param name="Amount">How much more, in base units of the emission asset.</param>
[Action(67, "stake", "Stakes the emission asset, or adds to the stake.")]
public readonly record struct AddStake([property: Meaning("How much more, in base units of the emission asset")] UInt128 Amount);

/// <summary>Gives the reward power of one's stake to somebody.</summary>
/// <param name="To">Who; oneself to take it back.</param>
[Action(68, "delegate-rewards", "Gives the reward power of one's stake to somebody, or takes it back.")]
public readonly record struct DelegateRewards([property: Meaning("Who has the power from now on; oneself to take it back")] Name To);

/// <summary>Gives the voting power of one's stake to somebody.</summary>
/// <param name="To">Who; oneself to take it back.</param>
[Action(69, "delegate-votes", "Gives the voting power of one's stake to somebody, or takes it back.")]
public readonly record struct DelegateVotes([property: Meaning("Who has the power from now on; oneself to take it back")] Name To);

/// <summary>Begins to unstake.</summary>
[Action(70, "initiate-unstake", "Gives up the powers of one's stake; its money is released after the withdrawal period.")]
public readonly record struct InitiateUnstake;

/// <summary>Takes the stake back.</summary>
[Action(71, "complete-unstake", "Takes a stake back whose withdrawal period has passed.")]
public readonly record struct CompleteUnstake;

/// <summary>Claims what one's stake earned.</summary>
/// <param name="Epochs">Of which finished epochs.</param>
[Action(72, "claim-staking", "Claims what one's stake earned in finished epochs, each once.")]
public readonly record struct ClaimStaking([property: Meaning("The finished epochs to claim the reward of")] ulong[] Epochs);
