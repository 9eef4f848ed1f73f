namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>The published versions.</summary>
public sealed partial record TaikoAssignedBlocksParameters
{
    const ulong Minute = 60_000, Hour = 60 * Minute;

    /// <summary>One proof, of the statement's own program.</summary>
    static Hash32[] OneProof => [default];

    static TierTerms[] MainnetTiers =>
    [
        new() { Name = "optimistic", Window = 30 * Minute },
        new() { Name = "sgx", Window = 60 * Minute, Programs = OneProof },
        new() { Name = "sgx-zkvm", Window = 240 * Minute, Programs = [default, default] },
        new() { Name = "guardian-minority", Window = 2_880 * Minute, Guardians = "guardian-minority", Approvals = 1 },
        new() { Name = "guardian", Window = 2_880 * Minute, Guardians = "guardian", Approvals = 2 },
    ];

    static TierTerms[] Alpha7Tiers =>
    [
        new() { Name = "optimistic", Window = 2 * Hour },
        new() { Name = "sgx", Window = 4 * Hour, Programs = OneProof },
        new() { Name = "sgx-zkvm", Window = 6 * Hour, Programs = [default, default] },
        new() { Name = "guardian", Window = 8 * Hour, Guardians = "guardian", Approvals = 2 },
    ];

    /// <summary>The mainnet of June 2024 with tier provider V2: SGX for every block.</summary>
    public static TaikoAssignedBlocksParameters MainnetV2 { get; } = new() { MinimumTier = [new(1, "sgx")] };

    /// <summary>The mainnet of June 2024 with tier provider V3: one block in a thousand needs SGX and a zkVM.</summary>
    public static TaikoAssignedBlocksParameters MainnetV3 { get; } = new();

    /// <summary>The testnet alpha-7: most blocks are optimistic, the liveness bond is decided on at finality, the assignee is barred from more than the first proof.</summary>
    public static TaikoAssignedBlocksParameters Alpha7 { get; } = new()
    {
        Tiers = Alpha7Tiers,
        MinimumTier = [new(500, "sgx-zkvm"), new(10, "sgx"), new(1, "optimistic")],
        Liveness = LivenessRule.AtFinality,
        BarAssignee = true,
    };
}
