namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>Boundless in the catalogue.</summary>
public sealed class BoundlessEntry : CatalogueEntry<BoundlessParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "boundless",
        Rules = 1,
        Title = "RISC Zero Boundless: reverse Dutch auction with a collateralised lock",
        Family = Family.DutchAuction,
        Status = Status.AsPublished,
        Rule = "A client signs a request that carries its own auction: a price that rises linearly from a least to a most. The first prover to lock it, "
            + "putting up the collateral that the request names, has the price of that instant and until the lock deadline to deliver. If it does not, the request "
            + "opens to everybody until a later deadline: the client is refunded, the first to deliver gets half of the locker's collateral, the other half is "
            + "burnt. A request can also be delivered without a lock, at the price of the moment, under a commitment made at least a block before.",
        Sources =
        [
            "Contracts BoundlessMarket.sol, types/*.sol and router/*.sol of github.com/boundless-xyz/boundless, July 2026",
            "Broker, SDK and configuration defaults of the same repository",
            "docs.boundless.network: auction, proof lifecycle, request, tracking and collateral pages",
        ],
        Claims =
        [
            "The first lock is the best price for the requester, since the price only rises (docs).",
            "A lock prevents duplicate work (docs).",
            "Not truthful: strategically a first-price procurement auction, in which provers wait for their markup unless they fear competition.",
        ],
        Attacks =
        [
            "Griefing: a locker can delay a request for the lock timeout at the price of its collateral, which stands in another asset than the price.",
            "A locker with a second identity recovers at most the part of its collateral that is not burnt.",
            "While a request can still be locked, an observer of an open delivery can lock it and replay the proof: lock first to be exclusive.",
            "A proof that an outsider shows while another holds the lock is public: once the lock deadline passes, anybody can commit to it and deliver it.",
            "A client that empties its balance before an open delivery has the proof for nothing: such a delivery is fulfilled and never paid.",
            "Provers that lock without a dry run, to be first, are slashed when the program does not run.",
        ],
        Cancelling = "Nobody can cancel. A client replaces a request by posting another version under the same index: at most one of them is paid. An unlocked request "
            + "ends by expiring; a locked one is refunded in full when its locker fails.",
        Choices =
        [
            "Posting a version stands for signing it; the market refuses an invalid offer at posting, and the version's digest is SHA-256 over our canonical encoding.",
            "An id takes the client's address from an account named as one; of any other account it takes the first 20 bytes of the SHA-256 of its name.",
            "The sender of a lock or delivery is its prover: nobody locks or delivers in another's name, and there are no contract accounts.",
            "Callbacks are not modelled: they concern the client's chain. The selector is the statement's proof system.",
            "Simultaneous locks are ordered by the market's sequence.",
            "A fill counts as priced when it says so itself; in the source any fill of the call with the same digest prices it.",
            "A request stands until slashGrace after the last deadline of its versions; then the market itself slashes, with no reward for the caller, as in the source.",
            "An id whose request has ended is spent once it was locked or fulfilled; the source would let a later replacement be delivered.",
            "A slash waits, within the market's bound, for the verdict of a proof received in time.",
            "Commitments lapse unused after commitmentLife, deadlines are at most longestLife away and requests have at most maxVersions versions, so that every table stays bounded.",
            "Collateral and payment may be one asset.",
        ],
    };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new ReferenceProver();

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new SdkRequester();

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles { get; } = ["ETH", "ZKC"];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => BoundlessRules.All;

    /// <inheritdoc/>
    protected override string? Check(BoundlessParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, BoundlessParameters parameters) => new Boundless(scope, parameters);
}
