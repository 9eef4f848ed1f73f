namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>Assigned blocks in the catalogue: the market under Taiko's finality policy.</summary>
public sealed class TaikoAssignedBlocksEntry : CatalogueEntry<TaikoAssignedBlocksParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "taiko-assigned-blocks",
        Rules = AssignedBlocks.Rules,
        Title = "Taiko alpha-7 and mainnet: blocks with provers that agreed to prove them",
        Family = Family.Chain,
        Status = Status.Reconstruction,
        Rule = "A proposer proposes a block with a prover that agreed to prove it, by a signed assignment with a fee for each tier or by a standing offer. The fee for the tier that the block needs at least, "
            + "which is drawn at the proposal, is paid at once and is irrevocable; the prover puts up a liveness bond. Within the tier's window only the assignee may make the first proof, but for guardians; "
            + "then anybody may. The bond returns for a first proof in the window; else the protocol keeps it, or it is decided on when a proof is final.",
        Sources =
        [
            "AssignmentHook, LibProposing and LibProving, taiko-mono (alpha-7 and the mainnet of 9 June 2024, d5965bb4d8)",
            "Taiko's Approach to Multi-Proofs (January 2024); docs.taiko.xyz, Multi-proofs",
        ],
        Claims =
        [
            "No wasted proving and no price set by the protocol: proposer and prover agree (source's claim).",
            "The fee is paid up front, so the bond must exceed fee and damage (source).",
        ],
        Attacks =
        [
            "A signed assignment is a free option for its proposer until it expires.",
            "On the mainnet whoever proves after the window is paid nothing; only what settles a dispute, or the alpha-7 rule, pays others than the assignee.",
            "A failing prover keeps the fee and loses the bond; the proposer has no recourse but finality by others.",
            "The guardian whose approval comes last counts as the prover, and guardians may race for what settling a dispute earns.",
        ],
        Cancelling = "Nobody can cancel a block, and the fee is irrevocable. Who may replace a proof, and who is then paid, is the finality policy's to say.",
        Choices =
        [
            "A small host for finality policies: the market of taiko-proposer-selected-prover, profile H, without tips, endpoints and price bumps.",
            "An assignment is bound to one request and statement; in the source the block's blob and metadata bind it.",
            "Besides signed assignments there are standing offers at a price for work, the same at every tier; the cheapest with a free slot and the bond is taken, the older of equal ones.",
            "Alpha-7 lets the first proof of transition 1 decide the bond at verification; here when a proof is final.",
            "The last guardian whose approval was needed counts as prover. Approvals of different results are told by an event; pausing is the watchdog's.",
            "A block that nobody proves within longestUnproven ends, and its bond is kept.",
            "A proof of the assignee's received in the window goes before one of another that is judged first.",
            "Where a tier asks for several programs, all are proven over the same public values.",
        ],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Profile> Profiles { get; } =
    [
        Profile.Of("mainnet-v3", "The mainnet of June 2024, tier provider V3: one block in a thousand needs SGX and a zkVM.", TaikoAssignedBlocksParameters.MainnetV3),
        Profile.Of("mainnet-v2", "The mainnet of June 2024, tier provider V2: SGX for every block.", TaikoAssignedBlocksParameters.MainnetV2),
        Profile.Of("alpha-7", "The testnet alpha-7: most blocks optimistic, the liveness bond decided on at finality, the assignee barred from more than the first proof.", TaikoAssignedBlocksParameters.Alpha7),
    ];

    /// <inheritdoc/>
    protected override TaikoAssignedBlocksParameters Trial => new()
    {
        Tiers =
        [
            new() { Name = "optimistic", Window = 10_000 },
            new() { Name = "validity", Window = 10_000, Programs = [default] },
            new() { Name = "guardian", Window = 10_000, Guardians = "guardian", Approvals = 2 },
        ],
        MinimumTier = [new(1, "validity")],
        LivenessBond = 1_000_000,
        Liveness = LivenessRule.AtFinality,
        LongestUnproven = 60_000,
        LongestOffer = 60_000,
    };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new OfferingProver();

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new CheapestProposer();

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles => ["TKO"];

    /// <inheritdoc/>
    public override IReadOnlyList<OfficeDescription> Offices { get; } =
    [
        new("guardian", "Approves results at the top tier; several hold it, and some of them must approve the same."),
        new("guardian-minority", "Approves results at the tier below the top, where there is one."),
    ];

    /// <inheritdoc/>
    public override bool StandsUnderPolicies => true;

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules { get; } = BlockVectors.All;

    /// <inheritdoc/>
    protected override string? Check(TaikoAssignedBlocksParameters parameters) => parameters.Check();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, TaikoAssignedBlocksParameters parameters) => new AssignedBlocks(scope, parameters);
}
