using Vendue.Mechanisms.Chains;

namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>
/// Aztec's proving of epochs in the era of quotes: whoever proposes early in the next epoch puts one signed quote for the
/// last on record; the quoted bond is taken from the prover's deposit; the epoch is proven before the next ends, or all
/// unproven blocks are rolled back and the bond is lost.
/// </summary>
public sealed partial class EpochProving : Mechanism
{
    const byte PrunePhase = 1;
    static readonly Asset Payment = new(0), Collateral = new(1);

    readonly AztecEpochProvingParameters parameters;
    readonly EpochClock clock;
    readonly Chain chain;
    readonly Account[] proposers;
    readonly Table<DepositRow> deposits;
    readonly UniqueIndex<Account, DepositRow> depositOf;
    readonly Table<ProposedRow> proposals;
    readonly UniqueIndex<ulong, ProposedRow> proposalAt;
    readonly Table<EpochRow> epochs;
    readonly UniqueIndex<ulong, EpochRow> epochByNumber;
    readonly UniqueIndex<Handle<Request>, EpochRow> epochByRequest;
    readonly Table<QuoteRow> quotes;
    readonly UniqueIndex<QuoteKey, QuoteRow> quoteByKey;
    readonly OrderedIndex<QuoteOrder, QuoteRow> quotesByEpoch;
    readonly Cell<ClaimRow> claim;
    readonly Cell<Progress> progress;
    readonly ushort pruning;

    /// <summary>The mechanism over a scope.</summary>
    public EpochProving(Scope scope, AztecEpochProvingParameters parameters) : base(scope)
    {
        this.parameters = parameters;
        clock = new EpochClock(scope.Genesis.Begins, parameters.SlotDuration, parameters.EpochDuration, parameters.ClaimWindow);
        proposers = [.. parameters.Proposers.Select(Known)];
        chain = new Chain(scope, new ChainLimits(1, parameters.MaxBlocks, 1, parameters.BlocksAtOnce), MadeFinal, RolledBack);
        deposits = scope.Table<DepositRow>("bond-deposits", (int)parameters.MaxProvers);
        depositOf = deposits.IndexBy(d => d.Prover);
        proposals = scope.Table<ProposedRow>("proposals", (int)parameters.MaxBlocks);
        proposalAt = proposals.IndexBy(p => p.Height);
        epochs = scope.Table<EpochRow>("epochs", (int)parameters.MaxBlocks);
        epochByNumber = epochs.IndexBy(e => e.Epoch);
        epochByRequest = epochs.IndexBy(e => e.Request);
        quotes = scope.Table<QuoteRow>("quotes", (int)parameters.MaxQuotes);
        quoteByKey = quotes.IndexBy(q => new QuoteKey(q.Epoch, q.Prover));
        quotesByEpoch = quotes.OrderBy(q => new QuoteOrder(q.Epoch, q.Number));
        claim = scope.Cell<ClaimRow>("claim");
        progress = scope.Cell<Progress>("progress");
        scope.On<DepositBond>(Deposit);
        scope.On<StartWithdraw>(StartWithdrawal);
        scope.On<ExecuteWithdraw>(ExecuteWithdrawal);
        scope.On<Propose>(Propose);
        scope.On<PublishQuote>(Publish);
        scope.On<ClaimEpoch>(Claim);
        scope.On<ClaimSigned>(Claim);
        scope.On<ProveEpoch>(Prove);
        pruning = scope.Timers.Register((_, _) => PruneNow());
    }

    ulong SlotNow => clock.SlotAt(Scope.Now);

    /// <summary>The oldest epoch with unproven blocks.</summary>
    bool TryOldest(out EpochRow oldest)
    {
        oldest = default;
        if (chain.IsProven || chain.RollingBackTo is not null || !proposalAt.TryFind(chain.Proven, out var first)) return false;
        if (!epochByNumber.TryFind(clock.EpochOf(proposals[first].Slot), out var row)) return false;
        oldest = epochs[row];
        return true;
    }

    bool IsClaimed(ulong epoch) => claim.Value is { Stands: true } standing && standing.Epoch == epoch;

    /// <summary>Whether a slot has no proposer, or the account is it.</summary>
    bool MayPropose(ulong slot, Account account) => proposers.Length == 0 || proposers[(int)(slot % (ulong)proposers.Length)] == account;

    ulong NextNumber()
    {
        progress.Value = progress.Value with { LastNumber = progress.Value.LastNumber + 1 };
        return progress.Value.LastNumber;
    }

    Account Known(Name name) =>
        Ledger.Open(name, out var account).IsRefused ? throw new InvariantException($"The market has no room for the account of its proposer {name}.") : account;

    static ulong Later(ulong instant, UInt128 by) => by > ulong.MaxValue - instant ? ulong.MaxValue : instant + (ulong)by;
}
