using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>Escalation in the catalogue.</summary>
public sealed class EscalationEntry : CatalogueEntry<EscalationParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "escalation",
        Rules = 1,
        Title = "Escalation: what happens to a request that nobody takes or that a winner drops",
        Family = Family.Composite,
        Status = Status.OwnDesign,
        Rule = "A request carries a ladder of stages under one id, one escrow and one deadline; each stage is an ordinary mechanism with its own ceiling and window. Why a "
            + "stage failed decides which number changes. No offer: more money and a longer window, then the next format (sealed second price, a Dutch price that rises from "
            + "the ceiling nobody took, a race at the cap). A winner that failed: the runner-up at its own price if its offer stands, otherwise more time; the winner is "
            + "excluded and half of its bond waits for whoever delivers. Time for one slow proof only: an open race at the cap. A faulty statement: nothing more is bought.",
        Sources =
        [
            "Own design. Evidence, read in code or thread, for what users of live networks built for themselves or asked for:",
            "ethereum-optimism/optimism PR 22640: a request without bids for hours below the clearing price; higher ceiling, longer window",
            "succinctlabs/sp1 SDK: cancel after 30 s, once more among provers of high availability; ceiling 120 % of the market's price",
            "worldcoin/world-chain PR 1059: asked again after 60, 120 and 300 s; finished parts are kept",
            "chainwayxyz/citrea issue 2428 and PR 2578: never taken, the price is raised; taken and not delivered, the time is lengthened",
            "boundless PR 378: part of a missed collateral is the prize for anybody; base/base PR 3019 and 1843: no ramp where latency matters, ids that survive a restart",
            "succinctlabs/sp1-cluster PR 192: a busy prover that kept taking a burst: winners are limited by free capacity",
        ],
        Claims =
        [
            "Every request ends, by its deadline (checked).",
            "Never more is paid than the cap, and the bounty out of slashed bonds (checked).",
            "Ceilings, windows and proving times never fall; who failed stays excluded, so dropping a request to bid for it again at a higher ceiling loses bond and turn (checked).",
            "In a sealed stage a raised ceiling never pays more than a rival's offer (checked).",
            "A request asked for again under its id is bought once (checked).",
        ],
        Attacks =
        [
            "Provers that all hold back meet a higher ceiling: the ladder is public. Slow growth and a second-price stage lessen what that earns where at least two compete; nothing stops a monopolist.",
            "Wash trades move the reference price: it is a median with one price a pair of requester and prover, so they need many accounts, and only the first ceiling depends on it.",
            "Several accounts of one owner: exclusion and capacity hold an account, not its owner; each costs a bond.",
            "The requester races against its own provers through another account to have the bounty for itself; a race pays the cap, so it saves money only by proving itself.",
            "Provers that have delivered before can stop a request together by saying that it cannot be proven; they risk their bonds if somebody proves it first.",
        ],
        Cancelling = "The requester can cancel at any time. While nobody is bound, everything returns at once. A bound prover is paid if it delivers in time; if it fails, the request ends then, "
            + "and the requester has the refund and the bounty.",
        Choices =
        [
            "The format changes with the ceiling that failed: a Dutch price begins where nobody took the sealed stage's ceiling. Within a format the ceiling grows.",
            "A growth of exactly 1 leaves a ceiling as it is, as the preset after World Chain needs; any other raises it by one at least.",
            "A Dutch stage lasts as long as its price rises, at least its window; the instant at which a window closes is outside it, so the cap itself is reached in the race.",
            "The number of an attempt grows with each stage; asking a runner-up is no attempt. A runner-up has the proving time of the stage that it was in.",
            "The last attempt failed: the request waits for its race at the cap, or ends where the ladder has none. That race counts as no attempt.",
            "The capacity guard measures against the instant at which the prover would have to deliver, not the request's deadline; a prover that was never measured and has promised nothing is admitted, one that has promised something is measured by the requester's estimate.",
            "A prover's speed is work by time over its latest deliveries; the median of an even number of prices is the mean of the two in the middle, rounded down; the 95th percentile is by nearest rank.",
            "Prices and proving times are of one class when program and proof system are the same.",
            "A penalty for an offer that stays sealed goes into the pot like a slashed bond.",
            "A statement with a witness generator is found to be at fault by the kernel's own report, which computes the witness again. Others are objected to: by the bound prover and by provers that have delivered in time before, under the request's bond; enough of them stop it.",
            "Nobody proves its own request for money.",
            "The hidden ladder (a schedule committed to by hash, revealed stage by stage) and kept parts of a job graph are not built yet.",
        ],
    };

    /// <inheritdoc/>
    protected override EscalationParameters Trial => new()
    {
        Ladder = new Ladder { Window = 3_000, LongestWindow = 6_000, Ramp = 8_000, Backoff = [0, 500, 1_000], MinOffers = 1 },
        AcceptWindow = 2_000,
        SecondPrice = new SecondPriceParameters { RevealWindow = 3_000 },
        Race = new OpenRaceParameters { CommitLead = 500 },
    };

    /// <inheritdoc/>
    public override IProverStrategy Prover => LadderProver.Default;

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new LadderRequester();

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles { get; } = ["ETH"];

    /// <inheritdoc/>
    public override bool StandsUnderPolicies => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => EscalationVectors.All;

    /// <inheritdoc/>
    protected override string? Check(EscalationParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, EscalationParameters parameters) => new Escalation(scope, parameters);
}
