using Vendue.Client;
using Vendue.Mechanisms;
using Vendue.Node.Journal;

namespace Vendue.Node.Sequencing;

/// <summary>Gives proofs to the verifier stage.</summary>
/// <param name="claims">The proofs, in order.</param>
/// <param name="done">To be called with the verdicts as a step of the sequencer's, never within this call; null when they could not be judged.</param>
/// <returns>Whether they were taken; otherwise too many wait.</returns>
delegate bool TakeProofs(IReadOnlyList<Claim> claims, Action<Verdict[]?> done);

/// <summary>
/// The sequencer of a market as a machine of steps: commands, verdicts and time come in by calls, one at a time; what they
/// come to is gathered in a group, which is sealed, written, and only then answered. It has no thread, no clock and waits for
/// nothing, so that a simulator can take every order of steps that the host's loop could.
/// </summary>
sealed partial class Sequencer
{
    readonly IJournal journal;
    readonly ulong epoch;
    readonly TakeProofs takeProofs;
    readonly Admission admission;
    readonly BeaconChain? beacon;
    readonly DelegatedKey? operatorKey;
    readonly SnapshotStore? snapshots;
    readonly NodeOptions options;
    readonly TimeProvider time;
    readonly MarketClock clock;
    readonly Dictionary<Hash32, Submission> underWay = [];
    readonly Dictionary<Name, int> judgingOf = [];
    readonly Projections projections = new();
    readonly Hash32 genesis;
    readonly Name sequencer;
    PendingGroup open;
    PendingGroup? sealedGroup;
    long? beaconRevealed;
    Hash32 head, durableHead;
    ulong durable;
    volatile ActionSet actions;
    uint edition;
    bool ended;

    Sequencer(
        Market market, IJournal journal, ulong epoch, TakeProofs takeProofs, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time, DelegatedKey? operatorKey, SnapshotStore? snapshots)
    {
        Market = market;
        this.journal = journal;
        this.epoch = epoch;
        this.takeProofs = takeProofs;
        this.admission = admission;
        this.beacon = beacon;
        this.options = options;
        this.time = time;
        this.operatorKey = operatorKey;
        this.snapshots = snapshots;
        clock = new MarketClock(time, market.Genesis.Time, options.BlockEvery);
        genesis = market.Genesis.Hash();
        sequencer = market.Genesis.Authorities.First(a => a.Role == "sequencer").Holder;
        open = new PendingGroup(1);
        actions = ActionSet.Of(market);
        edition = market.Editions.Number;
    }

    /// <summary>The actions that the market understands; to be read from any thread.</summary>
    public ActionSet Actions => actions;

    /// <summary>The market, with all that was applied.</summary>
    public Market Market { get; }

    /// <summary>How many of the market's time units a second has.</summary>
    public ulong UnitsPerSecond => clock.UnitsPerSecond;

    /// <summary>The last entry that is durable.</summary>
    public ulong Position => durable;

    /// <summary>Whether all that was applied is durable.</summary>
    public bool IsDurable => open.Count == 0 && sealedGroup is null;

    /// <summary>Whether the open group has all the commands that it may have.</summary>
    public bool IsFull => open.Count >= options.GroupSize;

    /// <summary>Takes a market's journal over, and brings the market to where the journal ends.</summary>
    /// <exception cref="JournalException">The journal is damaged, or its replay does not give the state that it states.</exception>
    public static Sequencer Recover(
        IJournal journal, TakeProofs takeProofs, Admission admission, BeaconChain? beacon, NodeOptions options, TimeProvider time, DelegatedKey? operatorKey = null, SnapshotStore? snapshots = null)
    {
        var genesis = GenesisOf(journal);
        if (beacon is not null && beacon.Anchor != genesis.BeaconAnchor)
            throw new JournalException("beacon-secret-lost", "The beacon's secret in the folder's keys is not the one that the market began with; restore it from a backup.");
        if (operatorKey is not null && !genesis.OperatorKey.IsZero && operatorKey.Public != genesis.OperatorKey)
            throw new JournalException("operator-key-lost", "The operator's key in the folder's keys is not the one that the market began with; restore it from a backup.");
        ulong epoch = journal.TakeOver();
        var passedOver = new List<string>();
        var from = snapshots?.Newest(journal, genesis.Hash(), rows => Catalogue.Restore(genesis, rows), passedOver);
        var recovered = new Sequencer(from?.Market ?? Catalogue.Open(genesis), journal, epoch, takeProofs, admission, beacon, options, time, operatorKey, snapshots);
        recovered.ReplayAll(from?.Snapshot, passedOver);
        return recovered;
    }

    /// <summary>Closes the open group, to be written; null when there is none, or when one is on its way already.</summary>
    public PendingGroup? Seal()
    {
        if (open.Count == 0 || sealedGroup is not null) return null;
        sealedGroup = open;
        bool checkpoint = durable / options.CheckpointEvery != open.Last / options.CheckpointEvery;
        sealedGroup.Seal(head, checkpoint ? State(open.Last) : null);
        if (checkpoint) TakeSnapshot(options.SnapshotEvery);
        durableHead = head;
        open = new PendingGroup(sealedGroup.Last + 1);
        return sealedGroup;
    }

    /// <summary>Makes the sealed group durable. It touches nothing that a step touches, and may run beside them.</summary>
    /// <exception cref="JournalException">It could not be made durable, or it is not known whether it is: the market must stop.</exception>
    public void Write(PendingGroup group) => group.Write(journal, epoch);

    /// <summary>The sealed group is durable: now its senders are told.</summary>
    public void Committed()
    {
        var group = sealedGroup ?? throw new InvariantException("No group was on its way.");
        sealedGroup = null;
        durable = group.Last;
        foreach (var submission in group.Decided)
        {
            underWay.Remove(submission.Id);
            submission.Tell();
        }
    }

    /// <summary>What queries see. Only while all is durable.</summary>
    public MarketView View() =>
        IsDurable ? new MarketView(Market, projections, durableHead, durable, clock.Next(Market)) : throw new InvariantException("A query would see what is not durable.");

    /// <summary>Turns away all that is under way, and takes nothing more.</summary>
    public void End()
    {
        ended = true;
        foreach (var submission in underWay.Values) submission.Reject(Stopping);
        underWay.Clear();
    }

    static Genesis GenesisOf(IJournal journal)
    {
        try
        {
            var genesis = Codec<Genesis>.Of.Decode(journal.Genesis);
            Catalogue.Of(genesis);
            return genesis;
        }
        catch (EncodingException wrong)
        {
            throw new JournalException("genesis-unusable", $"The journal's genesis is damaged, or its market is none that this program knows: {wrong.Message}", wrong);
        }
    }

    /// <summary>What the journal keeps, read again: if that cannot be done, the journal is damaged.</summary>
    static T Decode<T>(ReadOnlyMemory<byte> bytes, string what)
    {
        try
        {
            return Codec<T>.Of.Decode(bytes);
        }
        catch (EncodingException wrong)
        {
            throw new JournalException("journal-damaged", $"{what} is damaged: {wrong.Message}", wrong);
        }
    }

    /// <summary>After an upgrade the market may understand other actions.</summary>
    void FollowEdition()
    {
        if (Market.Editions.Number == edition) return;
        edition = Market.Editions.Number;
        actions = ActionSet.Of(Market);
    }
}
