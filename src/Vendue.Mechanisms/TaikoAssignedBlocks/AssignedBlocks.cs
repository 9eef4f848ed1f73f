using Vendue.Mechanisms.TaikoBlocks;

namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>
/// Blocks with provers that agreed to prove them: the proposer names one, pays it at once, and the prover puts up a
/// liveness bond. Its window is exclusive for the first proof; then anybody proves. When a proof is final, a finality
/// policy says.
/// </summary>
public sealed partial class AssignedBlocks : Mechanism
{
    /// <summary>The version of these rules.</summary>
    public const ushort Rules = 1;

    const uint Million = 1_000_000;
    static readonly Asset Token = new(0);

    readonly record struct OfferOrder(UInt128 Price, ulong Number) : IComparable<OfferOrder>
    {
        public int CompareTo(OfferOrder other) => Price != other.Price ? Price.CompareTo(other.Price) : Number.CompareTo(other.Number);
    }

    readonly TaikoAssignedBlocksParameters parameters;
    readonly TierTerms[] tiers;
    readonly ulong[] windows;
    readonly ulong longestUnproven, longestOffer;
    readonly Account protocol;
    readonly Table<OfferRow> offers;
    readonly UniqueIndex<Account, OfferRow> offerByProver;
    readonly OrderedIndex<OfferOrder, OfferRow> offersByPrice;
    readonly Table<BlockRow> blocks;
    readonly UniqueIndex<Handle<Request>, BlockRow> blockByRequest;
    readonly Table<ApprovalRow> approvals;
    readonly UniqueIndex<ApprovalKey, ApprovalRow> approvalByKey;
    readonly OrderedIndex<ulong, ApprovalRow> approvalsByRequest;
    readonly Cell<BlocksState> state;

    /// <summary>The mechanism over a market.</summary>
    public AssignedBlocks(Scope scope, TaikoAssignedBlocksParameters parameters) : base(scope)
    {
        this.parameters = parameters;
        tiers = parameters.Tiers;
        windows = [.. tiers.Select(t => InMarketTime(t.Window))];
        (longestUnproven, longestOffer) = (InMarketTime(parameters.LongestUnproven), InMarketTime(parameters.LongestOffer));
        if (Ledger.Open(parameters.Protocol, out protocol).IsRefused) throw new InvariantException("The market has no room for the account of its protocol.");
        offers = scope.Table<OfferRow>("offers", (int)parameters.MostOffers);
        offerByProver = offers.IndexBy(o => o.Prover);
        offersByPrice = offers.OrderBy(o => new OfferOrder(o.PricePerMillion, o.Number));
        blocks = scope.Table<BlockRow>("blocks", (int)parameters.MostBlocks);
        blockByRequest = blocks.IndexBy(b => b.Request);
        approvals = scope.Table<ApprovalRow>("approvals", (int)parameters.MostApprovals);
        approvalByKey = approvals.IndexBy(a => new ApprovalKey(a.Request, a.Tier, a.What, a.Guardian));
        approvalsByRequest = approvals.OrderBy(a => Packed.Of(a.Request));
        state = scope.Cell<BlocksState>("state");
        state.Value = default;
        scope.On<OfferService>(Offer);
        scope.On<Propose>(Propose);
        scope.On<ProposeToCheapest>(Propose);
        scope.On<Prove>(Prove);
        scope.On<Approve>(Approve);
    }

    ulong InMarketTime(ulong milliseconds) => Scope.Genesis.Time == TimeUnit.Milliseconds ? milliseconds : (milliseconds + 999) / 1000;

    static ulong Later(ulong instant, ulong by) => instant > ulong.MaxValue - by ? ulong.MaxValue : instant + by;

    /// <summary>The position of a tier; below zero when there is none of that name.</summary>
    int TierOf(Name name) => Array.FindIndex(tiers, t => t.Name == name);

    /// <summary>The first instant at which the assignee's window is over.</summary>
    ulong WindowEnd(in BlockRow block) => Deadlines.Of(block.ProposedAt, state.Value.ResumedAt, windows[block.MinimumTier]);

    bool IsOpen(Hash32 key, out Handle<BlockRow> block)
    {
        block = default;
        return Requests.TryFind(key, out var request) && blockByRequest.TryFind(request, out block);
    }
}
