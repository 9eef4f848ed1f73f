namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>A deposit changed: what it is now, and what of it is asked back from when on.</summary>
[Event(64, "deposit-changed")]
public readonly record struct DepositChanged(Account Prover, UInt128 Deposit, UInt128 Withdrawing, ulong ExecutableAt);

/// <summary>A block was proposed.</summary>
[Event(66, "block-proposed")]
public readonly record struct BlockProposed(ulong Height, ulong Slot, ulong Epoch, Account Coinbase, UInt128 Fees, UInt128 Burn, Hash32 Request);

/// <summary>A quote was published.</summary>
[Event(67, "quoted")]
public readonly record struct Quoted(ulong Epoch, ulong ValidUntilSlot, UInt128 BondAmount, Account Prover, uint BasisPointFee);

/// <summary>An epoch was claimed.</summary>
[Event(68, "epoch-claimed")]
public readonly record struct EpochClaimed(ulong Epoch, Account Claimant, Account Prover, uint BasisPointFee, UInt128 BondAmount);

/// <summary>An epoch, or with the source's quirks a part of one, was proven and paid.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Blocks">How many blocks.</param>
/// <param name="Payee">Who has the prover's share.</param>
/// <param name="ProverTotal">The prover's share.</param>
/// <param name="CoinbaseTotal">What the coinbases have.</param>
/// <param name="Burn">What was burnt.</param>
[Event(69, "epoch-proven")]
public readonly record struct EpochProven(ulong Epoch, ulong Blocks, Account Payee, UInt128 ProverTotal, UInt128 CoinbaseTotal, UInt128 Burn);

/// <summary>The oldest epoch was not proven in time; it and all later blocks go.</summary>
[Event(70, "pruned")]
public readonly record struct Pruned(ulong Epoch, ulong Slot, bool Claimed, UInt128 BondLost);
