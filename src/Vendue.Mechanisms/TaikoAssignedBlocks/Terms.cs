namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>What a prover needs to know to prove a block.</summary>
/// <param name="Tier">The tier to prove at.</param>
/// <param name="Proofs">How many proofs that tier asks for; 0 where a claim alone will do.</param>
public readonly record struct ProveTerms(Name Tier, uint Proofs);

/// <summary>What a guardian needs to know to approve a result.</summary>
/// <param name="Tier">The guardians' tier.</param>
public readonly record struct ApproveTerms(Name Tier);
