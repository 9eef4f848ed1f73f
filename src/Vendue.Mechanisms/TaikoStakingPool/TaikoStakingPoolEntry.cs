namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>Taiko's staking pool in the catalogue.</summary>
public sealed class TaikoStakingPoolEntry : CatalogueEntry<TaikoStakingPoolParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "taiko-staking-pool",
        Rules = StakingPool.Rules,
        Title = "Taiko alpha-4: a bounded pool of stakers, drawn by stake over the square of the asked reward",
        Family = Family.NetworkAssignment,
        Status = Status.AsPublished,
        Rule = "Provers stake once, naming amount A, reward per gas R and capacity C; the 32 largest stakes hold the seats. Each block is assigned at its proposal to a seat drawn with weight A/R'^2, "
            + "where R' is R clamped to 75-125% of the moving fee per gas F, which the proposer pays. The assignee has a window that follows the average delay; after it, or where nobody can be drawn, "
            + "anybody proves for 150% of the reward, and the assignee's stake is slashed by at least four rewards. Blocks are verified in order, half an hour after their proof; then the prover is paid, "
            + "the proposer refunded for gas not used, and the averages of fee and delay move. Fees and slashes are burnt, rewards issued.",
        Sources =
        [
            "Staking-Based Tokenomics, taiko-mono branch alpha-4, packages/protocol/docs/tokenomics_staking.md (June 2023)",
            "ProverPool, LibProposing, LibProving, LibVerifying, LibUtils and TaikoConfig at the head of branch alpha-4 (42bbc5f98f), of branch eldfell (3b3317ad99), and the pool at its launch (77649c5197)",
            "Objective and Metrics in Tokenomics Design, taiko-mono",
        ],
        Claims =
        [
            "No redundant proving, and one transaction per prover rather than per auction (document).",
            "Splitting a stake over several seats neither gains nor loses weight, but for roundings (checked).",
            "Asking below the clamp is never better (checked), so that asks gather at its lower bound.",
            "Not truthful: a prover is paid its own clamped ask. Fees and rewards are burnt and issued, with no exact balance.",
        ],
        Attacks =
        [
            "Seats go to the largest stakes: capital keeps others out, and split stakes squat seats.",
            "The previous block's hash is known to whoever orders proposals, who can time them to pick a prover; the beacon is used by default.",
            "Averages in whole numbers fall easily and can hardly rise: windows shrink toward the least and slashes grow. Fixed-point averages are used by default.",
            "On the testnet the pool slashed its members wholesale (launch rule).",
            "A zero-stake member keeps weight 1 until it is replaced, unless members below the least stake are evicted.",
        ],
        Cancelling = "Nobody can cancel a block. The oracle may overwrite a different result until it is verified. A block that is not verified in its time is passed over and its proposer gets all it paid back.",
        Choices =
        [
            "Documents and code are separate profiles: alpha-4, eldfell, launch, document. What launch and Eldfell leave unsaid is taken from alpha-4; the capacity of 5 of September 2023 is taken to be Eldfell's. The document's ranking by amount, reward and capacity has no formula, so all rank by stake.",
            "The draw hashes the beacon's value in place of the previous block's hash; with seed previousBlockHash the proposer states the hash as a fact.",
            "Staked money is held in the market rather than burnt and minted again; fees are burnt, rewards and refunds issued. A reward beyond the asset's largest supply is not issued.",
            "A member whose stake falls below the least for its capacity loses its seat, unless evictBelowLeast is off as in the source.",
            "An exit that has matured is neither counted nor taken by a slash, and stays claimable.",
            "The work that a request declares is the gas limit. Gas used is read from the public values; where they do not say it, it is the work declared.",
            "Where blocks name their parents, a block may have several transitions; otherwise it has one.",
            "The oracle states results without a proof, as in the source.",
            "Blocks are verified by a timer when their cooldown is over, at most 64 before the next is looked at.",
            "A proof counts when it was received; one of another that is judged first waits for the assignee's received in time.",
            "A block not verified within longestLife is passed over: its proposer is refunded, and an assignee that nobody proved for is slashed as if another had.",
            "A proposer may name the most it pays.",
        ],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Profile> Profiles { get; } =
    [
        Profile.Of("alpha-4", "The code at the head of branch alpha-4, 3 August 2023.", TaikoStakingPoolParameters.Alpha4),
        Profile.Of("eldfell", "The code of branch eldfell: longer windows, no penalty for delay, a late assignee paid like another.", TaikoStakingPoolParameters.Eldfell),
        Profile.Of("launch", "The pool as launched on 14 July 2023: slashes of a share of the whole position.", TaikoStakingPoolParameters.Launch),
        Profile.Of("document", "The document of June 2023: a narrower clamp, finer weights, shorter averages.", TaikoStakingPoolParameters.Document),
    ];

    /// <inheritdoc/>
    protected override TaikoStakingPoolParameters Trial => new()
    {
        LeastCapacity = 1,
        FirstFee = 30,
        BaseGas = 100,
        AnchorGas = 0,
        FirstDelay = 3_000,
        LeastWindow = 6_000,
        MostWindow = 20_000,
        Cooldown = 2_000,
        OracleCooldown = 1_000,
        LongestLife = 120_000,
        ExitPeriod = 30_000,
        ChangeDelay = 10_000,
        AverageFactor = 20,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<OfficeDescription> Offices { get; } = [new(StakingPool.Oracle, "States the result of a block without a proof, and corrects one that stands.")];

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new StakingProver();

    /// <inheritdoc/>
    public override IRequesterStrategy Requester { get; } = new Proposer();

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles => ["TKO"];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules { get; } = PoolVectors.All;

    /// <inheritdoc/>
    protected override string? Check(TaikoStakingPoolParameters parameters) => parameters.Check();

    /// <inheritdoc/>
    protected override Mechanism Create(Scope scope, TaikoStakingPoolParameters parameters) => new StakingPool(scope, parameters);
}
