namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>A client posts a signed version of a request.</summary>
/// <param name="Index">The client's number for the request; versions of one request share it.</param>
/// <param name="Statement">What is to be proven.</param>
/// <param name="Offer">The auction.</param>
[Action(64, "request", "Posts a version of a request: what is to be proven, and a price that rises until somebody locks it. Versions under one index replace each other; at most one is paid.")]
public readonly record struct RequestProof(
    [property: Meaning("The client's number for the request; versions of one request share it")] uint Index,
    [property: Meaning("What is to be proven")] Statement Statement,
    [property: Meaning("The auction")] Offer Offer);

/// <summary>A prover takes a request at the price of this instant, and puts up its collateral.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Digest">The digest of the version.</param>
[Action(65, "lock", "Takes a request at the price of this instant and puts up its collateral; only the locker is paid until the lock deadline.")]
public readonly record struct LockRequest(
    [property: Meaning("The request's id")] Hash32 Request,
    [property: Meaning("The digest of the version")] Hash32 Digest);

/// <summary>A prover commits to a delivery, so that nobody who first sees its proofs on delivery can claim them.</summary>
/// <param name="Hash">The commitment to the prover and the fills, see <see cref="Boundless.CommitmentOf"/>.</param>
[Action(66, "commit", "Commits to a delivery by the hash of prover and fills; asked for where no lock binds the proofs to their prover.")]
public readonly record struct Commit([property: Meaning("The hash of prover and fills")] Hash32 Hash);

/// <summary>A prover delivers proofs and is paid for them.</summary>
/// <param name="Fills">The proofs, settled in this order.</param>
[Action(67, "deliver", "Delivers proofs. Each is settled on its own; one invalid proof refuses them all.")]
public readonly record struct Deliver([property: Meaning("The proofs, settled in this order")] Fill[] Fills);

/// <summary>Anybody has an expired lock settled: the client is refunded, the collateral taken.</summary>
/// <param name="Request">The request's id.</param>
[Action(68, "slash", "Settles a lock that expired unpaid in time: part of the collateral is burnt, the rest goes to who delivered late, and the client is refunded if nobody did.")]
public readonly record struct Slash([property: Meaning("The request's id")] Hash32 Request);

/// <summary>A proof for one version of one request.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Digest">The digest of the version.</param>
/// <param name="Priced">Whether the version is to be paid at its own price of this instant; needed where it is not the one locked.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
public readonly record struct Fill(
    [property: Meaning("The request's id")] Hash32 Request,
    [property: Meaning("The digest of the version")] Hash32 Digest,
    [property: Meaning("Whether the version is priced at this instant; needed where it is not the one locked"), Optional] bool Priced,
    [property: Meaning("The public values")] Bytes PublicValues,
    [property: Meaning("The proof's bytes, by their SHA-256")] Hash32 Proof);
