using Vendue.Mechanisms.Stakes;

namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>
/// Proof of Verifiable Work: of each epoch's emission three quarters are divided over provers in proportion to the work they
/// report, each log capped by a fifteenth of the stake behind it, and one quarter over stakes. What a log reports is what the
/// market settled to its account: each payment for a proof is one record of an append-only chain of commitments.
/// Source: PovwAccounting.sol, PovwMint.sol and guests of github.com/boundless-xyz/boundless, ZKC of github.com/boundless-xyz/zkc.
/// </summary>
public sealed partial class Povw : RewardSchedule
{
    static readonly Name MintReason = "povw-mint", StakingReason = "povw-staking", StakeReason = "povw-stake", UnstakeReason = "povw-unstake";

    const ushort UpdateTag = 64, FinalizeTag = 65, MintTag = 66, StakeTag = 67, ClaimTag = 72;

    readonly PovwParameters parameters;
    readonly Asset emitted;
    readonly Emission emission;
    readonly ulong first;
    readonly Table<LogRow> logs;
    readonly UniqueIndex<Account, LogRow> logOf;
    readonly Table<MarkRow> marks;
    readonly UniqueIndex<CommitmentKey, MarkRow> markAt;
    readonly OrderedIndex<MarkOrder, MarkRow> marksInOrder;
    readonly Table<UpdateRow> updates;
    readonly UniqueIndex<CommitmentKey, UpdateRow> updateFrom;
    readonly Table<EpochRow> epochs;
    readonly UniqueIndex<ulong, EpochRow> epochByNumber;
    readonly Table<StakeRow> stakes;
    readonly UniqueIndex<Account, StakeRow> stakeOf;
    readonly Table<ClaimRow> claims;
    readonly UniqueIndex<ClaimKey, ClaimRow> claimAt;
    readonly OrderedIndex<ClaimKey, ClaimRow> claimsInOrder;
    readonly Checkpoints rewardPower, votingPower;
    readonly Cell<PendingEpoch> pending;
    readonly Cell<MintedRow> minted;

    /// <summary>Makes the schedule.</summary>
    public Povw(Scope scope, PovwParameters parameters) : base(scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.parameters = parameters;
        emitted = new Asset(parameters.EmissionAsset);
        emission = new Emission(parameters);
        first = parameters.FirstEpoch == 0 ? scope.Genesis.Begins : parameters.FirstEpoch;
        logs = scope.Table<LogRow>("logs", (int)parameters.MostLogs);
        logOf = logs.IndexBy(l => l.Log);
        marks = scope.Table<MarkRow>("marks", (int)parameters.MostRecords);
        markAt = marks.IndexBy(m => new CommitmentKey(m.Log, m.Commitment));
        marksInOrder = marks.OrderBy(m => new MarkOrder(m.Log, m.Records));
        updates = scope.Table<UpdateRow>("updates", (int)parameters.MostUpdates);
        updateFrom = updates.IndexBy(u => new CommitmentKey(u.Log, u.Previous));
        epochs = scope.Table<EpochRow>("epochs", (int)parameters.MostUpdates);
        epochByNumber = epochs.IndexBy(e => e.Epoch);
        stakes = scope.Table<StakeRow>("stakes", (int)parameters.MostStakes);
        stakeOf = stakes.IndexBy(s => s.Owner);
        claims = scope.Table<ClaimRow>("claims", (int)parameters.MostCheckpoints);
        claimAt = claims.IndexBy(c => new ClaimKey(c.Staker, c.Word));
        claimsInOrder = claims.OrderBy(c => new ClaimKey(c.Staker, c.Word));
        rewardPower = new Checkpoints(scope.Table<Checkpoint>("reward-power", (int)parameters.MostCheckpoints));
        votingPower = new Checkpoints(scope.Table<Checkpoint>("voting-power", (int)parameters.MostCheckpoints));
        pending = scope.Cell<PendingEpoch>("pending");
        minted = scope.Cell<MintedRow>("minted");
        pending.Value = new PendingEpoch(EpochAt(scope.Genesis.Begins), 0, 0);
        scope.On<UpdateLog>(Update);
        scope.On<FinalizeEpoch>(Finalize);
        scope.On<Mint>(Pay);
        scope.On<AddStake>(Stake);
        scope.On<DelegateRewards>((in call, in action) => Delegate(call, action.To, rewards: true));
        scope.On<DelegateVotes>((in call, in action) => Delegate(call, action.To, rewards: false));
        scope.On<InitiateUnstake>(Leave);
        scope.On<CompleteUnstake>(Release);
        scope.On<ClaimStaking>(Claim);
    }

    /// <summary>The reward power that an account had at an instant: the stake delegated to it divided by the power scalar.</summary>
    public UInt128 RewardPowerOf(Account account, ulong instant) => rewardPower.At(account, instant) / parameters.PowerScalar;

    /// <summary>The voting power that an account had at an instant.</summary>
    public UInt128 VotingPowerOf(Account account, ulong instant) => votingPower.At(account, instant) / parameters.PowerScalar;

    /// <summary>The epoch of an instant. What is before the first epoch counts as in it.</summary>
    public ulong EpochAt(ulong instant) => instant <= first ? 0 : (instant - first) / parameters.EpochLength;

    /// <summary>The epoch of now.</summary>
    ulong Current => EpochAt(Scope.Now);

    /// <summary>The last instant of an epoch, by which powers are read.</summary>
    ulong EndOf(ulong epoch) => first + ((epoch + 1) * parameters.EpochLength) - 1;

    /// <summary>The first epoch for which something can still be had.</summary>
    ulong FirstRewarded => parameters.RewardedEpochs == 0 || Current <= parameters.RewardedEpochs ? 0 : Current - parameters.RewardedEpochs;

    /// <summary>The oldest instant at which a power may still be asked for.</summary>
    ulong OldestAsked => FirstRewarded == 0 ? 0 : EndOf(FirstRewarded);

    /// <summary>Closes the pending epoch if a later one has begun. Epochs between the two had no work and emit nothing.</summary>
    Outcome FinalizePast()
    {
        var past = pending.Value;
        if (Current <= past.Epoch) return Outcome.Applied;
        if (past.Updates > 0 && !epochs.TryAdd(new EpochRow(past.Epoch, past.TotalWork, past.Updates), out _)) return epochs.Full;
        pending.Value = new PendingEpoch(Current, 0, 0);
        Scope.Emit(new EpochFinalized(past.Epoch, past.TotalWork));
        return Outcome.Applied;
    }

    Outcome Finalize(in Call call, in FinalizeEpoch action) =>
        Current <= pending.Value.Epoch ? Reasons.EpochRunning.With(pending.Value.Epoch) : FinalizePast();
}
