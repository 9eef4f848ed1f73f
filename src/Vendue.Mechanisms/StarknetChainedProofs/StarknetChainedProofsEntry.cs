using Vendue.Mechanisms.StarknetChainedProofs.Contract;

namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>Starknet's chained proofs in the catalogue.</summary>
public sealed class StarknetChainedProofsEntry : CatalogueEntry<StarknetChainedProofsParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "starknet-chained-proofs",
        Rules = 1,
        Title = "Starknet chained proofs: strands whose blocks must carry the proof of the last",
        Family = Family.Chain,
        Status = Status.Reconstruction,
        Rule = "The chain is cut into K interleaved strands: height H belongs to strand H mod K. A block with transactions must carry one proof of all unproven blocks of its strand; "
            + "without it the block may only be empty, and earns no fees. After P empty blocks in a strand its next block cannot be without the proof: the chain stands still until "
            + "somebody has it. Proving is paid for by access to fees: the proposer who needs the proof buys it at a posted price, which grows with each empty block.",
        Sources =
        [
            "Ilia Volokh, \"Starknet Decentralized Protocol VII - Chained Proof Protocols & Braiding\" (Mar 2023), https://community.starknet.io/t/18831 (opening part)",
            "Informal Systems with StarkWare, Malachite, specs/starknet/proofs-scheduling: text and Quint model (2024), https://github.com/circlefin/malachite",
            "Malachite issue 245 (Jun 2024): freeze and incentives",
            "Ilia Volokh, \"IV - Proofs in the Protocol\" (Feb 2023), https://community.starknet.io/t/6030 (opening part and replies)",
        ],
        Claims =
        [
            "Consensus cannot outrun proving: the backlog is at most K(P + 1) blocks, of which at most K full (derived; checked over random schedules).",
            "No duplicated proving in the good case (source).",
            "Proving is as decentralised as proposing (source, in outline).",
        ],
        Attacks =
        [
            "Freeze: one strand's missing proof halts the whole chain once P misses have occurred (issue 245).",
            "Withholding: a proposer can skip proving at the price of one block's fees; delaying a strand by P + 1 rounds costs the fees of P + 1 blocks.",
            "Strong coupling: whether the chain lives depends on whether provers do.",
            "A prover that takes a task and does not deliver delays its strand for the time it has the task for itself; a bond can be asked for that.",
        ],
        Cancelling = "What no block has included can be taken back by its requester, with its fee. Included, it ends when its proof is included, or voided when the chain is rolled back. "
            + "A posted task is paid only at inclusion, by the proposer who includes the proof.",
        Choices =
        [
            "The text's convention for P: the proof is mandatory when more than P blocks are unproven (the Quint model's maxMissingProofs is P + 1).",
            "Who pays the prover is open in the source: the proposer that includes the proof pays the posted price priceFull + priceEmpty (n - 1) of n blocks, even above the block's fees; it may double with each empty block, and pricePerThousand adds a part by work.",
            "The sub-contract is a module of its own: the first prover to take a task has it for takeTime; near the freeze anybody may deliver it.",
            "A block takes transactions as one request with one statement; its fee goes to the proposer at once. There is no recursion over programs here: the proof of a strand is the proof of its oldest block's statement, and empty blocks add work to it.",
            "A block without transactions that carries the proof, or stands where nothing is owed, begins a strand anew and has executed nothing: no proof of it need be bought.",
            "The proposer of height H in round R is the validator at (H + R) mod their number; a proposer may still propose in later rounds. Proposers of later rounds may use the proof that is there.",
            "A height starts when the block before commits, blockTime after its proposal. A proof is of blocks that have committed.",
            "No penalty for withheld proofs but the lost fees; a bond per task and a late bonus from the treasury are options, off by default.",
            "A proof that never comes would freeze the chain for ever: after backstop, or when the statement is found to have no witness, the chain is rolled back to before the block. Fees already earned stay where they are.",
            "Submission to L1 is outside: a block is final here when all below it are proven.",
        ],
    };

    /// <inheritdoc/>
    protected override StarknetChainedProofsParameters Trial => new()
    {
        Strands = 3,
        BlockTime = 1_000,
        RoundTime = 2_000,
        PriceFull = 1_000,
        PriceEmpty = 1_000,
        PricePerThousand = 20_000,
        TakeTime = 15_000,
        TaskBond = 1_000,
        Backstop = 300_000,
    };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new ComposedProver(new Dictionary<int, IProverStrategy> { [0] = new PostedPriceProver(), [Scope.FirstChild] = new PostedPriceProver() });

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new SubmittingRequester();

    /// <inheritdoc/>
    public override IProducerStrategy Producer { get; } = new PatientProposer();

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles { get; } = ["STRK"];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => ChainedVectors.All;

    /// <inheritdoc/>
    protected override string? Check(StarknetChainedProofsParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, StarknetChainedProofsParameters parameters) => new ChainedProofs(scope, parameters);
}
