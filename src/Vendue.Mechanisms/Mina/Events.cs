namespace Vendue.Mechanisms.Mina;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A transaction waits for a block.</summary>
[Event(64, "transaction-sent")]
public readonly record struct TransactionSent(Hash32 Transaction, Account Sender, UInt128 Fee, ulong Until);

/// <summary>A block was made.</summary>
/// <param name="Transactions">How many transactions it has, transfers and coinbase not counted.</param>
/// <param name="CoinbaseParts">In how many parts it has the coinbase.</param>
/// <param name="Leaves">How many leaves it filled.</param>
/// <param name="Proofs">How many proofs it bought.</param>
/// <param name="Bundles">In how many bundles.</param>
/// <param name="Left">What is left of the fees: the receiver's.</param>
[Event(65, "block")]
public readonly record struct BlockProduced(ulong Block, ulong Slot, Account Producer, Name Receiver, uint Transactions, uint CoinbaseParts, uint Leaves, uint Proofs, uint Bundles, UInt128 Left);

/// <summary>A transaction is in a block.</summary>
[Event(66, "transaction-included")]
public readonly record struct TransactionIncluded(Hash32 Transaction, ulong Block, JobId Job);

/// <summary>A producer let go of something that it might have had in its block.</summary>
/// <param name="Part">The part of the block, from 1.</param>
[Event(67, "left-out")]
public readonly record struct LeftOut(ulong Block, byte Part, Dropped What, DropReason Why);

/// <summary>A work bundle can be proved and offered.</summary>
[Event(68, "bundle-opened")]
public readonly record struct BundleOpened(Hash32 Request, Bundle Bundle);

/// <summary>An offer stands for a bundle.</summary>
/// <param name="Replaces">Whether another one gave way.</param>
[Event(69, "offer")]
public readonly record struct OfferStands(Hash32 Request, Name Prover, UInt128 Fee, bool Replaces);

/// <summary>A commitment stands for a bundle.</summary>
[Event(70, "commitment")]
public readonly record struct CommitmentStands(Hash32 Request, Account Prover, UInt128 Fee, ulong Until);

/// <summary>A commitment ended without an offer as good.</summary>
[Event(71, "commitment-lapsed")]
public readonly record struct CommitmentLapsed(Hash32 Request, Account Prover);

/// <summary>A bundle was bought.</summary>
/// <param name="ByCoinbase">Whether the coinbase paid it; else the fees did.</param>
[Event(72, "bought")]
public readonly record struct WorkBought(Hash32 Request, ulong Block, Name Prover, UInt128 Fee, bool ByCoinbase);

/// <summary>A bundle is none any more, and its offer, if it had one, earns nothing.</summary>
[Event(73, "bundle-dropped")]
public readonly record struct BundleDropped(Hash32 Request, bool HadOffer);

/// <summary>A tree is proved up to its root, and leaves the scan state.</summary>
/// <param name="Proof">What the proof at its root is bound to.</param>
[Event(74, "tree-proved")]
public readonly record struct TreeProved(ulong Tree, ulong Block, Hash32 Proof);
