namespace Vendue.Mechanisms.Stages;

/// <summary>A requester asks for a proof, where the stage is a market's own mechanism.</summary>
/// <param name="Nonce">A number of the requester's; the same statement and nonce have the same id.</param>
/// <param name="Statement">What is to be proven.</param>
/// <param name="Ceiling">The most that is paid, in base units; held until the request ends.</param>
/// <param name="Deadline">The last instant at which a proof can be delivered.</param>
[Action(Tag, "request", "Asks for a proof and puts the ceiling in escrow; what is not paid returns.")]
public readonly record struct PostRequest(
    [property: Meaning("A number of the requester's; the same statement and nonce have the same id")] ulong Nonce,
    [property: Meaning("What is to be proven")] Statement Statement,
    [property: Meaning("The most that is paid, in base units")] UInt128 Ceiling,
    [property: Meaning("The last instant at which a proof can be delivered")] ulong Deadline)
{
    internal const ushort Tag = 64;
}

/// <summary>A requester takes its request back.</summary>
/// <param name="Request">The request's id.</param>
[Action(Tag, "cancel", "Takes a request back while no prover is assigned.")]
public readonly record struct CancelRequest([property: Meaning("The request's id")] Hash32 Request)
{
    internal const ushort Tag = 65;
}

/// <summary>A prover delivers its proof.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
[Action(Tag, "deliver", "Delivers the proof of a request.")]
public readonly record struct Deliver(
    [property: Meaning("The request's id")] Hash32 Request,
    [property: Meaning("The public values")] Bytes PublicValues,
    [property: Meaning("The proof's bytes, by their SHA-256")] Hash32 Proof)
{
    internal const ushort Tag = 66;
}

/// <summary>A prover makes a sealed offer and puts up its bond.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Seal">The seal of its price, see <see cref="StageSeal.OfOffer"/>.</param>
/// <param name="Memo">A note that the market keeps for the prover.</param>
[Action(Tag, "offer", "Makes a sealed offer under a bond; it is opened when the window has closed.")]
public readonly record struct SealOffer(
    [property: Meaning("The request's id")] Hash32 Request,
    [property: Meaning("The seal of price, standing time and salt")] Hash32 Seal,
    [property: Meaning("A note that the market keeps for the prover, such as its price under a pad"), Optional] Hash32 Memo)
{
    internal const ushort Tag = 67;
}

/// <summary>A prover opens its sealed offer.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Price">Its price, in base units.</param>
/// <param name="StandsUntil">The last instant at which the offer stands if it loses; 0 for not at all.</param>
/// <param name="Salt">What the seal was made with.</param>
[Action(Tag, "reveal", "Opens a sealed offer; one that stays sealed loses a part of its bond.")]
public readonly record struct RevealOffer(
    [property: Meaning("The request's id")] Hash32 Request,
    [property: Meaning("The price, in base units")] UInt128 Price,
    [property: Meaning("The last instant at which the offer stands if it loses; 0 for not at all"), Optional] ulong StandsUntil,
    [property: Meaning("What the seal was made with")] Hash32 Salt)
{
    internal const ushort Tag = 68;
}

/// <summary>A prover takes a request at the price of this instant.</summary>
/// <param name="Request">The request's id.</param>
[Action(Tag, "take", "Takes a request at the price of this instant, under a bond.")]
public readonly record struct TakeRequest([property: Meaning("The request's id")] Hash32 Request)
{
    internal const ushort Tag = 69;
}

/// <summary>A racer commits to a proof that it has made, before anybody sees it.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Hash">The commitment, see <see cref="StageSeal.OfProof"/>.</param>
[Action(Tag, "commit", "Commits to a finished proof, so that nobody who sees it on delivery can claim it.")]
public readonly record struct CommitProof(
    [property: Meaning("The request's id")] Hash32 Request,
    [property: Meaning("The hash of prover, request, public values and proof")] Hash32 Hash)
{
    internal const ushort Tag = 70;
}
