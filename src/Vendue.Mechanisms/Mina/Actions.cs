namespace Vendue.Mechanisms.Mina;

/// <summary>A requester sends a transaction, to be put in a block and proved.</summary>
/// <param name="Index">A number of the sender's own, with which the market makes the transaction's id.</param>
/// <param name="Statement">What is to be proven of it. A predicate on the public values is stated with the last one zero, in whose place each proof is bound to its prover.</param>
/// <param name="Fee">What the producer that puts it in a block receives; held at once.</param>
/// <param name="Until">The last instant at which it may still be put in a block.</param>
/// <param name="Updates">How many accounts it updates; 0 counts as 1. It lengthens commitments to prove it.</param>
[Action(Tag, "send", "Sends a transaction to be put in a block and proved, and holds its fee.")]
public readonly record struct SendTransaction(
    [property: Meaning("A number of the sender's own, with which the market makes the transaction's id")] ulong Index,
    [property: Meaning("What is to be proven of it; a predicate is stated with the last public value zero, where each proof is bound to its prover")] Statement Statement,
    [property: Meaning("What the producer that puts it in a block receives, in base units; held at once")] UInt128 Fee,
    [property: Meaning("The last instant at which it may still be put in a block")] ulong Until,
    [property: Meaning("How many accounts it updates; 0 counts as 1"), Optional] ushort Updates)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 64;
}

/// <summary>A requester takes a transaction back.</summary>
/// <param name="Transaction">The transaction.</param>
[Action(Tag, "cancel", "Takes a transaction back that is in no block yet; its fee returns.")]
public readonly record struct CancelTransaction(
    [property: Meaning("The transaction")] Hash32 Transaction)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 65;
}

/// <summary>A producer makes the block of a slot: what goes into it follows from the transactions named, the offers and the scan state.</summary>
/// <param name="Receiver">Who receives coinbase and left-over fees; empty for the producer.</param>
/// <param name="Transactions">Among which transactions it chooses; empty for all that wait.</param>
[Action(Tag, "block", "Makes the block of this slot: puts transactions in, buys the proofs that this takes, and issues the coinbase.")]
public readonly record struct ProduceBlock(
    [property: Meaning("Who receives coinbase and left-over fees; empty for the producer"), Optional] Name Receiver,
    [property: Meaning("Among which transactions it chooses; empty for all that wait"), Optional] Hash32[] Transactions)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 66;
}

/// <summary>The proof of one job of a bundle.</summary>
/// <param name="PublicValues">The proof's public values but for the last one, which follows from job, prover and fee.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
public readonly record struct JobProof(
    [property: Meaning("The proof's public values but for the last one, which follows from job, prover and fee")] Bytes PublicValues,
    [property: Meaning("The proof's bytes, by their SHA-256")] Hash32 Proof);

/// <summary>Somebody offers the proofs of a bundle for sale; anybody may pass on another's offer, since the proofs say whose they are.</summary>
/// <param name="Jobs">The bundle's jobs: one or two, as the market lists them.</param>
/// <param name="Prover">Who sells them, and is paid.</param>
/// <param name="Fee">For how much, in base units.</param>
/// <param name="Proofs">The proofs, in order of the jobs.</param>
[Action(Tag, "offer", "Offers the proofs of a work bundle at a fee; the cheapest offer stands.")]
public readonly record struct OfferWork(
    [property: Meaning("The bundle's jobs: one or two, as the market lists them")] JobId[] Jobs,
    [property: Meaning("Who sells them, and is paid")] Name Prover,
    [property: Meaning("For how much, in base units")] UInt128 Fee,
    [property: Meaning("The proofs, in order of the jobs")] JobProof[] Proofs)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 67;
}

/// <summary>A prover says what it is going to prove, and at what fee it will offer that. Nothing follows if it does not.</summary>
/// <param name="Jobs">The bundle's jobs: one or two, as the market lists them.</param>
/// <param name="Fee">For how much, in base units.</param>
[Action(Tag, "commit", "Says that the sender is about to prove a work bundle, so that others prove something else; binds nobody.")]
public readonly record struct CommitWork(
    [property: Meaning("The bundle's jobs: one or two, as the market lists them")] JobId[] Jobs,
    [property: Meaning("For how much it will be offered, in base units")] UInt128 Fee)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 68;
}
