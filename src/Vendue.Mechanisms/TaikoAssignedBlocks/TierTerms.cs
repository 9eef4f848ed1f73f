namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>What it takes to prove a block at a tier.</summary>
public sealed record TierTerms
{
    /// <summary>The tier's name, by which a finality policy knows it.</summary>
    [Meaning("The tier's name, by which a finality policy knows it")]
    public Name Name { get; init; }

    /// <summary>How long the assignee of a block with this minimum tier has.</summary>
    [Meaning("How long the assignee of a block has that needs at least this tier, in milliseconds")]
    public ulong Window { get; init; } = 3_600_000;

    /// <summary>The programs that must all be proven, zero standing for the statement's own; none where a claim alone will do or guardians approve.</summary>
    [Meaning("The programs that must all be proven, zero standing for the statement's own; none where a claim alone will do or guardians approve")]
    public Hash32[] Programs { get; init; } = [];

    /// <summary>The office of the guardians who approve results at this tier.</summary>
    [Meaning("The office of the guardians who approve results at this tier; empty where there are proofs or claims")]
    public Name Guardians { get; init; }

    /// <summary>k: how many of them must approve the same.</summary>
    [Meaning("How many of the guardians must approve the same; 0 where there are none")]
    public uint Approvals { get; init; }
}

/// <summary>When the liveness bond is decided on.</summary>
public enum LivenessRule : byte
{
    /// <summary>At the first proof: it returns if that came in the window, else the protocol keeps it. The mainnet.</summary>
    AtFirstProof,
    /// <summary>When a proof is final: its prover has it, less half rounded down if that is not the assignee. Alpha-7.</summary>
    AtFinality,
}

/// <summary>What a prover is paid for a block that needs at least a tier.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Fee">The fee, in base units.</param>
public readonly record struct TierFee(
    [property: Meaning("The tier")] Name Tier,
    [property: Meaning("The fee, in base units")] UInt128 Fee);

/// <summary>What a prover signs who takes a block on, as a signature over this kind of message: "assignment".</summary>
/// <param name="Proposer">Who may propose with it; empty for anybody.</param>
/// <param name="Request">The id of the request that the block opens.</param>
/// <param name="Statement">SHA-256 of the statement's canonical encoding.</param>
/// <param name="Fees">The fee for each tier that the block may come to need at least.</param>
/// <param name="Expires">The last instant at which it counts.</param>
/// <param name="MostBlock">The highest number that the block may have; 0 for any.</param>
/// <param name="MostProposedIn">The highest block of the market's clock in which it may be proposed; 0 for any.</param>
public readonly record struct Assignment(Name Proposer, Hash32 Request, Hash32 Statement, TierFee[] Fees, ulong Expires, ulong MostBlock, ulong MostProposedIn);
