namespace Vendue.Kernel;

/// <summary>An account was opened.</summary>
[Event(1, "account-opened")]
public readonly record struct AccountOpened(Account Account, Name Name);

/// <summary>Money moved.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Amount">How much, in base units.</param>
/// <param name="From">Whose money it was.</param>
/// <param name="FromPlace">Whether it was free or held.</param>
/// <param name="To">Whose it is now.</param>
/// <param name="ToPlace">Whether it is free or held.</param>
[Event(2, "moved")]
public readonly record struct Moved(Name Reason, Asset Asset, UInt128 Amount, Account From, Place FromPlace, Account To, Place ToPlace);

/// <summary>A request opened.</summary>
[Event(3, "request-opened")]
public readonly record struct RequestOpened(Handle<Request> Row, Hash32 Request, Account Requester, Hash32 Program, Hash32 Input, ulong Work, ulong Ends);

/// <summary>A request ended.</summary>
[Event(4, "request-ended")]
public readonly record struct RequestEnded(Hash32 Request, Account Requester, Ending Ending);

/// <summary>A proof was received; its verdict follows.</summary>
[Event(5, "proof-received")]
public readonly record struct ProofReceived(Hash32 Digest, Hash32 Request, Account Prover);

/// <summary>A proof was accepted and paid for: what reward schedules and records of performance build on.</summary>
/// <param name="Request">The request.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="Asset">In which asset.</param>
/// <param name="Fee">How much, in base units.</param>
/// <param name="Work">The work that was proven, in the statement's unit.</param>
[Event(6, "settled")]
public readonly record struct SettledEvent(Hash32 Request, Account Payee, Asset Asset, UInt128 Fee, ulong Work);

/// <summary>A bond was taken, wholly or in part.</summary>
/// <param name="Request">The request it was held for.</param>
/// <param name="Loser">Whose bond it was.</param>
/// <param name="Asset">In which asset.</param>
/// <param name="Amount">How much, in base units.</param>
[Event(7, "slashed")]
public readonly record struct SlashedEvent(Hash32 Request, Account Loser, Asset Asset, UInt128 Amount);

/// <summary>The beacon revealed its next value.</summary>
[Event(8, "beacon-revealed")]
public readonly record struct BeaconRevealed(ulong Round, Hash32 Value);

/// <summary>A delegated key was authorised or revoked.</summary>
[Event(9, "key-changed")]
public readonly record struct KeyChanged(Account Account, Hash32 Key, bool Authorised);

/// <summary>A withdrawal changed its state.</summary>
[Event(10, "withdrawal")]
public readonly record struct WithdrawalChanged(Hash32 Withdrawal, Account Account, Asset Asset, UInt128 Amount, WithdrawalState State);

/// <summary>Where a withdrawal stands.</summary>
public enum WithdrawalState : byte
{
    /// <summary>Asked for.</summary>
    Pending,
    /// <summary>Paid out.</summary>
    Final,
    /// <summary>Not paid out; the money is back.</summary>
    Returned,
}

/// <summary>A prover took on, or was given, a request: who must prove it until when, at what price, at what risk.</summary>
/// <param name="Request">The request.</param>
/// <param name="Prover">Who proves.</param>
/// <param name="Payment">The asset of the price.</param>
/// <param name="Price">What the prover is paid for a proof in time, in base units.</param>
/// <param name="Collateral">The asset of the bond.</param>
/// <param name="Bond">What is at risk, in base units.</param>
/// <param name="Until">The last instant at which the proof is in time.</param>
[Event(11, "assigned")]
public readonly record struct AssignedEvent(Hash32 Request, Account Prover, Asset Payment, UInt128 Price, Asset Collateral, UInt128 Bond, ulong Until);

/// <summary>A request's statement was replaced by a larger one.</summary>
/// <param name="Request">The request.</param>
/// <param name="Program">The program, by the hash of its verifying key.</param>
/// <param name="Input">The input, by its SHA-256.</param>
/// <param name="Work">How much work the proof takes.</param>
[Event(12, "request-restated")]
public readonly record struct RequestRestated(Hash32 Request, Hash32 Program, Hash32 Input, ulong Work);

/// <summary>A timer's work was undone because a computation left 128 bits or divided by zero; the market goes on.</summary>
/// <param name="Kind">Which timer it is, in order of registration.</param>
/// <param name="Due">The instant it was set for.</param>
/// <param name="Payload">What it was told to say.</param>
[Event(13, "timer-failed")]
public readonly record struct TimerFailed(ushort Kind, ulong Due, ulong Payload);
