namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>Taiko's tiers and contests in the catalogue: a finality policy over assigned blocks.</summary>
public sealed class TaikoMultiProofsEntry : AddedEntry<FinalityPolicy, TaikoMultiProofsParameters>
{
    /// <inheritdoc/>
    public override Description Description { get; } = new()
    {
        Name = "taiko-multi-proofs",
        Rules = TieredFinality.Rules,
        Title = "Taiko's based contestable rollup: tiered multi-proofs with validity and contest bonds",
        Family = Family.Finality,
        Status = Status.AsPublished,
        Rule = "A claim, from a parent to a result, is proven at a tier; a higher tier is more trusted. The prover locks a validity bond V; during a cooldown anybody may contest by locking a larger bond C, without a proof. "
            + "Only a proof of a higher tier settles a contest: upheld, the prover has V back and the new prover gets 7/8 of C; overturned, the contester has C back and three quarters of 7/8 of V, the new prover the last quarter. "
            + "Where nobody contests, a higher proof of another result takes 7/8 of V. The rest is kept. Claims become final in order, each building on the final result before it.",
        Sources =
        [
            "LibProving, LibVerifying, TierProviderBase, V2, V3 and GuardianProver, taiko-mono (mainnet of 9 June 2024, d5965bb4d8; alpha-7, 3ba8b6cf6d)",
            "About Contestable Validity Rollup, taiko-mono, packages/protocol/docs/contestable_validity_rollup.md",
            "Based Contestable Rollup, and Taiko's Approach to Multi-Proofs, taiko.mirror.xyz",
        ],
        Claims =
        [
            "Hedges against bugs of any one proof system or client (posts).",
            "What is kept deters collusion of prover, contester and new prover (document).",
            "With C/V = 21/(32 r) a right contest earns the return r (checked: 10% at 6.5625).",
            "Bonds are divided without remainder, and at least the friction is kept (checked).",
        ],
        Attacks =
        [
            "A false contest delays finality until somebody proves higher; a contester that proves higher itself pays the friction alone, an eighth of its bond (checked).",
            "Where no prover of a higher tier exists only the guardians can settle a contest; guardians can overturn anything.",
            "A contest needs no evidence, and can be overtaken by a direct proof of a higher tier, which takes 7/8 of V.",
            "On the mainnet a prover whose claim was upheld gets nothing for the trouble.",
        ],
        Cancelling = "Nobody can take a claim back. A claim is replaced by a proof of a higher tier with another result, or with any result once it is contested; the bonds are divided as the rule says. "
            + "When a claim is final, those of the same block from other parents are abandoned and the protocol keeps their bonds.",
        Choices =
        [
            "A finality policy: it is told of every proof that its mechanism accepts, at any tier, and may refuse it; contests are its own action.",
            "A contester states a result that differs, and brings no proof of it.",
            "Timers make claims final, in order, where byTimer is set; otherwise proofs and calls do, as in the source.",
            "A contest that nobody settles within longestContest is dropped, and both bonds return; if nothing else is claimed the block is void and passed over. A claim that waits longer than longestWait for the blocks before it is void as well.",
            "What is kept goes to the account protocol.",
            "A pause stops proofs, contests and finality; afterwards cooldowns and contests begin anew.",
            "The rank of tiers is their order in the parameters. Which proofs a tier asks for, and which guardians approve, is the mechanism's.",
            "It stands over assigned blocks only, whose tiers must have the same names.",
        ],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Profile> Profiles { get; } =
    [
        Profile.Of("mainnet", "The mainnet of June 2024: friction of an eighth.", new TaikoMultiProofsParameters()),
        Profile.Of("alpha-7", "The testnet alpha-7: quarters of the loser's bond, the assignee barred from contests.", TaikoMultiProofsParameters.Alpha7),
    ];

    /// <inheritdoc/>
    protected override TaikoMultiProofsParameters Trial => new()
    {
        Tiers =
        [
            new() { Name = "optimistic", Validity = 1_000_000, Contest = 2_000_000, Cooldown = 5_000 },
            new() { Name = "validity", Validity = 1_000_000, Contest = 6_560_000, Cooldown = 3_000 },
            new() { Name = "guardian", Cooldown = 2_000 },
        ],
        LongestContest = 60_000,
        LongestWait = 120_000,
    };

    /// <inheritdoc/>
    public override IProverStrategy Prover { get; } = new Watcher((_, _) => null);

    /// <inheritdoc/>
    public override IReadOnlyList<string> AssetRoles => ["TKO"];

    /// <inheritdoc/>
    public override IReadOnlyList<OfficeDescription> Offices { get; } = [new("watchdog", "Pauses proofs, contests and finality, and lets them go on.")];

    /// <inheritdoc/>
    public override IReadOnlyList<VectorRule> Rules { get; } = TierVectors.All;

    /// <inheritdoc/>
    public override Name Host => "taiko-assigned-blocks";

    /// <inheritdoc/>
    public override string? Refuses(CatalogueEntry host) =>
        host?.Description.Name == Host ? null : $"'{Description.Name}' tells proofs apart by tiers, which only '{Host}' gives them.";

    /// <inheritdoc/>
    protected override string? Check(TaikoMultiProofsParameters parameters) => parameters.Check();

    /// <inheritdoc/>
    protected override FinalityPolicy Create(Scope scope, TaikoMultiProofsParameters parameters) => new TieredFinality(scope, parameters);
}
