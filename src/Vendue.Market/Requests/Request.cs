namespace Vendue.Kernel;

/// <summary>How a request ended.</summary>
public enum Ending : byte
{
    /// <summary>Proven, verified and paid for.</summary>
    Settled,
    /// <summary>Not proven; what was held for it went back.</summary>
    Refunded,
    /// <summary>Nobody ever took it.</summary>
    Expired,
    /// <summary>Taken back by its requester.</summary>
    Cancelled,
    /// <summary>Undone with what it belonged to, such as a block that was rolled back.</summary>
    Voided,
    /// <summary>Reported, and found, to be impossible to prove.</summary>
    Unprovable,
}

/// <summary>A request as the kernel knows it. What the mechanism knows of it stands in the mechanism's own tables.</summary>
/// <param name="Key">Its id, unique among those that have not ended.</param>
/// <param name="Owner">The requester.</param>
/// <param name="Statement">What is to be proven, as held bytes.</param>
/// <param name="Opened">When it was posted.</param>
/// <param name="Ends">The last instant at which it may stand; the kernel ends it one unit later, whatever the mechanism did.</param>
/// <param name="LastDeadline">The bits of the handle of the timer that ends it (see <see cref="Handle{T}"/> on rows that name each other).</param>
/// <param name="Holdings">How many holdings stand for it.</param>
/// <param name="PendingReceipts">How many proofs for it were received and await their verdict.</param>
/// <param name="Slot">The scope whose mechanism opened it and closes it at its last deadline.</param>
/// <param name="Acceptor">The scope whose mechanism accepted a proof for it last; <paramref name="Slot"/> before that.</param>
/// <param name="Edition">The edition of the market's rules in which it was opened, and by whose parameters it goes on.</param>
public readonly record struct Request(
    Hash32 Key, Account Owner, Handle<Blob> Statement, ulong Opened, ulong Ends, ulong LastDeadline, uint Holdings, uint PendingReceipts, byte Slot, byte Acceptor, uint Edition);

/// <summary>A proof received for a request and not yet judged.</summary>
/// <param name="Digest">The digest of the command that carries it, perhaps with proofs for other requests.</param>
/// <param name="Request">The request.</param>
/// <param name="Prover">Who sent it.</param>
/// <param name="At">When it was received.</param>
public readonly record struct Receipt(Hash32 Digest, Handle<Request> Request, Account Prover, ulong At);
