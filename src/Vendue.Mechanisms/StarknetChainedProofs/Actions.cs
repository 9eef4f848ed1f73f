namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>A requester submits what it wants proven, with a fee.</summary>
/// <param name="Request">The id of its request, chosen by the sender.</param>
/// <param name="Statement">What is to be proven.</param>
/// <param name="Fee">What it pays the proposer whose block includes it.</param>
/// <param name="Deadline">The last instant at which a block can include it.</param>
[Action(64, "submit", "Submits transactions: a statement to be proven, and the fee for the proposer whose block includes it.")]
public readonly record struct Submit(
    [property: Meaning("The id of the request, chosen by the sender")] Hash32 Request,
    [property: Meaning("What is to be proven")] Statement Statement,
    [property: Meaning("What it pays the proposer whose block includes it, in base units of the payment asset")] UInt128 Fee,
    [property: Meaning("The last instant at which a block can include it")] ulong Deadline);

/// <summary>A requester takes back what no block has included.</summary>
/// <param name="Request">The request.</param>
[Action(65, "cancel-submission", "Takes back what no block has included.")]
public readonly record struct CancelSubmission([property: Meaning("The request")] Hash32 Request);

/// <summary>A proposer of the next height proposes its block.</summary>
/// <param name="Height">The height.</param>
/// <param name="Round">The round in which the sender is proposer.</param>
/// <param name="Payload">The request that it includes; zero for an empty block.</param>
/// <param name="CarriesProof">Whether it carries the proof of all that its strand owes; the sender pays its price.</param>
[Action(66, "block", "Proposes the block of the next height. With transactions it must carry the proof of all unproven blocks of its strand; the sender pays for that proof.")]
public readonly record struct ProposeBlock(
    [property: Meaning("The height")] ulong Height,
    [property: Meaning("The round in which the sender is proposer"), Optional] ulong Round,
    [property: Meaning("The request that it includes; zero for an empty block"), Optional] Hash32 Payload,
    [property: Meaning("Whether it carries the proof of all that its strand owes"), Optional] bool CarriesProof);
