namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>Proof of Verifiable Work in the catalogue.</summary>
public sealed class PovwEntry : AddedEntry<RewardSchedule, PovwParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "boundless-povw",
        Rules = 1,
        Title = "RISC Zero Boundless: Proof of Verifiable Work, capped mining rewards an epoch",
        Family = Family.Rewards,
        Status = Status.Reconstruction,
        Rule = "Each epoch emits tokens: three quarters for work, one quarter for stake. Provers report the work of an append-only log once an epoch or oftener; "
            + "when the epoch is over, its mining pool is divided in proportion to the work reported, and each log has at most a fifteenth of the stake behind it at the epoch's last instant. "
            + "What caps cut off is never minted. Stakers share the other quarter in proportion to their stake. "
            + "A log's records are the payments that this market settled to its account.",
        Sources =
        [
            "Contracts PovwAccounting.sol, PovwMint.sol and guest programs log-updater and mint-calculator of github.com/boundless-xyz/boundless, July 2026",
            "Token and staking contracts of github.com/boundless-xyz/zkc",
            "docs.boundless.network: \"ZK mining\" and \"$ZKC quick start\"",
        ],
        Claims =
        [
            "Each unit of work is counted once: records are numbered within their log, commitments only grow, and payment is a ratchet (contracts).",
            "A cap cannot be evaded by minting in parts: a mint must name all updates of finalized epochs (guest).",
            "Where all caps bind, reward is in proportion to stake; where none does, in proportion to work.",
            "Splitting work or stake over several logs gains nothing.",
            "Pays from new issuance alone.",
        ],
        Attacks =
        [
            "Self-dealing: a prover that pays itself for junk proofs earns emission up to its cap.",
            "The total work of an epoch is public while it is pending: who reports last can choose the epoch to report in.",
            "With no cap binding the division is a contest of effort: rents are dissipated, and nobody has a dominant strategy.",
            "Holders are diluted.",
        ],
        Cancelling = "Nothing can be cancelled. Unstaking gives up the powers at once and the money after the withdrawal period; delegated powers must be taken back first.",
        Choices =
        [
            "Work proofs are replaced by the market's settled records (the source's work receipts need recursion): every payment for a proof is appended to its payee's log.",
            "The mint calculator is computed by the market, and again by whoever replays it, instead of being proven.",
            "A log is the account that was paid; its key signs where somebody else sends its update.",
            "Recipients are accounts of the market, ordered by the bytes of their names.",
            "The supply is computed epoch by epoch, rounded down at each; it stops growing where it would pass 2^120 base units.",
            "An epoch's chain ends at the log's commitment when the last finalized epoch was finalized.",
            "A log has at most longestCall unpaid updates, so that one mint can hold them all.",
            "If rewardedEpochs is set, what is older earns nothing and its checkpoints are dropped; the source keeps all.",
            "Units of work can be weighted; without weights each counts 1.",
            "Emission can be fixed pools instead of the token's schedule.",
        ],
    };

    /// <inheritdoc/>
    public override Name Host => "boundless";

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new Miner();

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles { get; } = ["ETH", "USDC", "ZKC"];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules => PovwVectors.All;

    /// <inheritdoc/>
    protected override PovwParameters Trial => new() { EpochLength = 8_000, FixedPools = true, MiningPool = 30_000_000, StakingPool = 10_000_000, WithdrawalPeriod = 20_000, RewardedEpochs = 10_000 };

    /// <inheritdoc/>
    protected override string? Check(PovwParameters parameters) => parameters.Wrong();

    /// <inheritdoc/>
    protected override RewardSchedule Create(Scope scope, PovwParameters parameters) => new Povw(scope, parameters);
}
