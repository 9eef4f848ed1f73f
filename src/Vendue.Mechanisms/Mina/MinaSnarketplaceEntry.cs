namespace Vendue.Mechanisms.Mina;

/// <summary>The Mina Snarketplace in the catalogue.</summary>
public sealed class MinaSnarketplaceEntry : CatalogueEntry<MinaSnarketplaceParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "mina-snarketplace",
        Rules = Snarketplace.Rules,
        Title = "Mina Snarketplace: finished proofs at posted prices, bought in a forced order",
        Family = Family.Exchange,
        Status = Status.AsPublished,
        Rule = "Every transaction put in a block is a leaf of a tree of proof jobs; two proved siblings make a merge. Anybody proves a bundle of one or two jobs first and then offers the proofs at a fee; "
            + "only the cheapest offer of a bundle is kept, and the first wins ties. A producer that adds n transactions must buy the next n bundles (or all there are) in the order of the scan state, "
            + "out of a coinbase, which pays the cheapest, and of the transactions' fees; it drops transactions or work until room, work and fees agree. The first bundle without an offer ends what it can buy. "
            + "There is no assignment, no bond and no deadline.",
        Sources =
        [
            "Mina Protocol documentation: SNARK workers, scan state, block producers, node-operator FAQ (o1Labs / Mina Foundation, February 2025), https://docs.minaprotocol.com",
            "MinaProtocol/mina: staged ledger, snark pool, snark pool diff, work selector (OCaml)",
            "openmina/openmina: staged ledger, resources, parallel scan, snark pool, commitments, mainnet constants (Rust, April 2025)",
            "Issues 966, 1018, 4341, 5115, 7437, 7485, 8666 of MinaProtocol/mina (excerpts)",
        ],
        Claims =
        [
            "Permissionless: anybody sells proofs, without stake (source)",
            "A commodity market finds its equilibrium, and dumping cannot last since entry is cheap (source)",
            "Producers never buy at a loss (source; checked: no part of a block pays more than its fees and its coinbase)",
            "Speed matters little (source)",
            "At most (d+1)(delay+1)+1 trees (checked); at most 2^(d+1)-1 proofs a block (holds where every block buys what its own leaves require; at most 2^d bundles always, checked)",
        ],
        Attacks =
        [
            "Race to zero: dozens of workers sold at fee 0, and nobody can enter below that.",
            "Duplicate work: many prove the same bundle, and all but one earn nothing; commitments are advice.",
            "First price, and the proof is a sunk cost: offers near or below marginal cost.",
            "Sharing transfers favours those who sell many bundles: each seller takes half a leaf.",
            "A bundle at the head that nobody proves or that costs too much blocks all that follow.",
            "A producer's own work costs it nothing, so large producers integrate.",
            "A transaction that nobody can prove blocks the chain once it is in a block: a producer must check its inputs first, which the default one does not.",
            "Newcomers without account sell at 0 or at the price of an account.",
            "A proof that was offered can be copied, but not sold: it holds for one prover and one fee.",
        ],
        Cancelling = "A transaction can be taken back by its sender, in full, until it is in a block; there it is final, and its request ends when its own proof is bought. "
            + "Offers are final and can only be undercut; a bundle that is none any more is dropped with its offer, and nobody is paid.",
        Choices =
        [
            "A requester's proof is a transaction: its statement is proved on a leaf, its fee goes to the block that takes it.",
            "Transfers of fees and the coinbase take leaves too; they are proved by the statement of the leaf before them. A first block therefore needs a transaction.",
            "A merge is proved by the statement of the leaf below it furthest left, bound to the two proofs that it merges: no recursive circuit is at hand. It costs real work and commits to its children, but does not verify them.",
            "Every proof's last public value is bound to job, prover and fee, which the verifier is told: a proof for another prover or fee is invalid. Predicates are stated with zero there.",
            "One shared pool instead of one at each node; no gossip delays, no trust scores: an invalid proof is refused and costs its sender nothing.",
            "Slots are won by those who hold the office of producer; the stake lottery is outside the market. One block a slot, no forks.",
            "An offer names who is paid, perhaps without account; the first payment opens it and burns the price of an account.",
            "Without a delay the forced order leaves work that the leaves cannot carry, so the delay is at least 1.",
            "A part of a block that work taken back makes too large is given up for the first part alone.",
            "Two parts of the coinbase pay the two cheapest works, while it lasts.",
            "A bundle's request ends after longestLife, since no request may stand for ever; the next block opens it anew, without its offer.",
            "Bundles that are none any more are dropped every purgeEvery blocks; meanwhile they take no offers.",
            "Commitments are made by the account that will sell; one is dropped when an offer as good stands.",
            "leastFee and leastUndercut are switches that the source does not have.",
            "reassignmentWait and the choice of the next bundle are the worker's own; the rule is given, the market does not impose it.",
        ],
    };

    /// <inheritdoc/>
    protected override MinaSnarketplaceParameters Trial => new()
    {
        CapacityLog2 = 2,
        WorkDelay = 1,
        CoinbaseAmount = 2_000_000,
        AccountCreationFee = 1_000,
        Slot = 1_000,
        CommitmentTime = 4_000,
        CommitmentLatency = 4_000,
        LongestLife = 3_600_000,
        MostTransactions = 1_000,
    };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new SnarkWorker();

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new TransactionSender();

    /// <inheritdoc/>
    public override IProducerStrategy? Producer { get; } = new BlockProducer();

    /// <inheritdoc/>
    public override IReadOnlyList<string> ProducerOffices => ["producer"];

    /// <inheritdoc/>
    public override bool RequestersAsk => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles => ["MINA"];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules { get; } = MinaVectors.All;

    /// <inheritdoc/>
    protected override string? Check(MinaSnarketplaceParameters parameters) => parameters.Check();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, MinaSnarketplaceParameters parameters) => new Snarketplace(scope, parameters);
}
