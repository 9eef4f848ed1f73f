namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>Aztec's proving of epochs by quotes, in the catalogue.</summary>
public sealed class AztecEpochProvingEntry : CatalogueEntry<AztecEpochProvingParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "aztec-epoch-proving",
        Rules = 1,
        Title = "Aztec epoch proving: bonded quotes, chosen by proposers",
        Family = Family.Chain,
        Status = Status.AsPublished,
        Rule = "Time is cut into epochs of slots. Whoever proposes in the first slots of the next epoch may put on record one prover's quote for the last one: which share of "
            + "the epoch's rewards the prover wants, and how much bond it risks, which is taken from its deposit without further consent. The proof must land before the next epoch "
            + "ends: then the bond returns, the prover has its share of each block's reward, rounded down, and the coinbases have the rest. Otherwise the bond is lost and every "
            + "unproven block is rolled back.",
        Sources =
        [
            "Rollup contract with proof claims and proof-commitment escrow, AztecProtocol/aztec-packages, l1-contracts/src/core (Oct 2024 - Feb 2025): the authority where texts disagree",
            "\"Proof Timeliness\" and \"Prover Coordination\", AztecProtocol/engineering-designs 8401 and 8509 (Sep 2024)",
            "\"Proving Coordination Workflow\", Aztec documentation (2025)",
            "\"Update on Proving Coordination\", forum.aztec.network/t/7938 (about Jun 2025; opening part)",
        ],
        Claims =
        [
            "No proof races, so no duplicated work; an epoch is proven or rolled back within two epochs (designs).",
            "A prover cannot lose its fee to a copier: payment follows the claim, not the sender.",
            "Budget balance is exact: the payer's share is a split.",
            "Not truthful, and none claims it: first price, lowest share.",
        ],
        Attacks =
        [
            "Agency flaw: the proposers of the next epoch choose the price and those of this one pay it; taking a dear quote against a side payment costs the chooser nothing. The design was dropped for it.",
            "Entry barrier: the bond must cover the cost of a roll-back.",
            "Censorship: a proposer may ignore all quotes, and C hostile proposers in a row kill the epoch.",
            "One failed winner costs a roll-back of up to two epochs; there is no second assignment within an epoch.",
            "With strictSourceQuirks: a running epoch can be claimed, a bond released twice, and a later epoch paid on the terms of an earlier claim.",
        ],
        Cancelling = "Nobody can cancel. A quote binds until its last slot; a published one is replaced by a later one of the same prover. An epoch that is not proven in time is rolled back with "
            + "all later blocks: fees return to who paid them, and a claimed bond is burnt.",
        Choices =
        [
            "Quotes are published in the market, which stands for the gossip topic, or signed outside it and presented with the claim.",
            "The roll-back is a timer at the first slot at which it is possible, before any command of that slot; it waits, within the market's bound, for the verdict of a proof received in time. There is no explicit prune: earlier it would be refused, and later nothing is left.",
            "On roll-back fees return to who paid them and no block reward is issued; the bond is burnt, or divided among the coinbases of the epoch's blocks (compensateRolledBack).",
            "The defects of the contract are repaired unless strictSourceQuirks is set: only an epoch that has ended can be claimed, the claim is cleared at payment, an unclaimed proof pays nothing, and a proof covers its whole epoch.",
            "With strictSourceQuirks the second release of a bond is newly issued money: the contract credits what it does not have.",
            "The fees of a block are paid in by its proposer, who has collected them, and burn is what the proposer states of congestion.",
            "An epoch has at most one block with a statement, and its proof stands for the epoch's: there is no recursion over several programs here. An epoch without one is proven by the empty statement.",
            "Choice of quote: the lowest fee, then the earliest; the strategy that is kicked back takes the dearest.",
            "An epoch whose statement is found to have no witness is rolled back, and the bond returns to its prover's free balance.",
            "Slots are counted from the market's beginning. Without a list of proposers no slot has one, and anybody may propose and claim.",
            "An empty epoch is never the oldest; slots without blocks are missed slots.",
        ],
    };

    /// <inheritdoc/>
    protected override AztecEpochProvingParameters Trial => new() { SlotDuration = 800, EpochDuration = 8, ClaimWindow = 6, MinBond = 10_000, WithdrawDelay = 19_200 };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new QuotingProver();

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new WaitingRequester();

    /// <inheritdoc/>
    public override IProducerStrategy Producer => Proposer.Honest;

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles { get; } = ["FEE", "STK"];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => EpochVectors.All;

    /// <inheritdoc/>
    protected override string? Check(AztecEpochProvingParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, AztecEpochProvingParameters parameters) => new EpochProving(scope, parameters);
}
