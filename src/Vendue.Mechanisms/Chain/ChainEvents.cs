namespace Vendue.Mechanisms.Chains;

/// <summary>A block was appended.</summary>
[Event(960, "block-appended")]
public readonly record struct BlockAppended(ulong Height, Account Proposer);

/// <summary>A block was proven.</summary>
[Event(961, "block-proven")]
public readonly record struct BlockProven(ulong Height);

/// <summary>A block's proof no longer counts.</summary>
[Event(962, "block-unproven")]
public readonly record struct BlockUnproven(ulong Height);

/// <summary>A block is final.</summary>
[Event(963, "block-final")]
public readonly record struct BlockFinal(ulong Height);

/// <summary>The chain is rolled back.</summary>
/// <param name="To">The height at which it goes on.</param>
/// <param name="Blocks">How many blocks go.</param>
[Event(964, "chain-rolled-back")]
public readonly record struct ChainRolledBack(ulong To, ulong Blocks);

/// <summary>The chain has come to a closed gate.</summary>
[Event(965, "chain-frozen")]
public readonly record struct ChainFrozen(ulong Height);

/// <summary>The gate to which the chain had come is open.</summary>
[Event(966, "chain-thawed")]
public readonly record struct ChainThawed(ulong Height);

/// <summary>An office paused the chain, or let it go on.</summary>
[Event(967, "chain-paused")]
public readonly record struct ChainPaused(bool Paused);
