namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>Transactions were submitted.</summary>
[Event(64, "submitted")]
public readonly record struct Submitted(Hash32 Request, Account Requester, UInt128 Fee);

/// <summary>A block was proposed; it commits at an instant.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Round">The round.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="Payload">What it includes; zero for nothing.</param>
/// <param name="Proves">Of how many blocks it carries a proof.</param>
/// <param name="Commits">When it commits; the next height starts then.</param>
[Event(65, "block-proposed")]
public readonly record struct BlockProposed(ulong Height, ulong Round, Account Proposer, Hash32 Payload, ulong Proves, ulong Commits);

/// <summary>A proof was included and paid.</summary>
/// <param name="Height">The block that includes it.</param>
/// <param name="Prover">Who is paid; none where there was nothing to prove.</param>
/// <param name="Price">How much the proposer pays.</param>
/// <param name="Bonus">How much the treasury adds.</param>
[Event(66, "proof-included")]
public readonly record struct ProofIncluded(ulong Height, Account Prover, UInt128 Price, UInt128 Bonus);
