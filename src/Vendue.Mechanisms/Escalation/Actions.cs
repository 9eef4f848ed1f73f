namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>A requester asks for a proof on a ladder that has a name.</summary>
/// <param name="Nonce">A number of the requester's; the same statement and nonce have the same id, and are bought once.</param>
/// <param name="Statement">What is to be proven.</param>
/// <param name="Cap">The most that is paid for it, in base units; held until the request ends.</param>
/// <param name="Deadline">The last instant at which a proof can be delivered.</param>
/// <param name="ProvingTime">The requester's estimate of how long a proof takes, in milliseconds: what the first winner is given.</param>
/// <param name="Bond">What a winner puts up, in base units.</param>
/// <param name="Preset">The ladder.</param>
[Action(Tag, "request", "Asks for a proof: puts the cap in escrow once and climbs a ladder of stages until somebody proves, or the deadline passes.")]
public readonly record struct RequestProof(
    [property: Meaning("A number of the requester's; the same statement and nonce have the same id, and are bought once")] ulong Nonce,
    [property: Meaning("What is to be proven")] Statement Statement,
    [property: Meaning("The most that is paid for it, in base units")] UInt128 Cap,
    [property: Meaning("The last instant at which a proof can be delivered")] ulong Deadline,
    [property: Meaning("How long a proof is thought to take, in milliseconds: what the first winner is given")] ulong ProvingTime,
    [property: Meaning("What a winner puts up, in base units")] UInt128 Bond,
    [property: Meaning("The ladder; market for the market's own"), Optional] Preset Preset)
{
    internal const ushort Tag = 64;
}

/// <summary>A requester asks for a proof on a ladder of its own.</summary>
/// <param name="Nonce">As in <see cref="RequestProof"/>.</param>
/// <param name="Statement">What is to be proven.</param>
/// <param name="Cap">The most that is paid for it.</param>
/// <param name="Deadline">The last instant at which a proof can be delivered.</param>
/// <param name="ProvingTime">The requester's estimate, in milliseconds.</param>
/// <param name="Bond">What a winner puts up.</param>
/// <param name="Ladder">The ladder.</param>
[Action(Tag, "request-on-ladder", "Asks for a proof on a ladder of the requester's own.")]
public readonly record struct RequestOnLadder(
    [property: Meaning("A number of the requester's; the same statement and nonce have the same id, and are bought once")] ulong Nonce,
    [property: Meaning("What is to be proven")] Statement Statement,
    [property: Meaning("The most that is paid for it, in base units")] UInt128 Cap,
    [property: Meaning("The last instant at which a proof can be delivered")] ulong Deadline,
    [property: Meaning("How long a proof is thought to take, in milliseconds: what the first winner is given")] ulong ProvingTime,
    [property: Meaning("What a winner puts up, in base units")] UInt128 Bond,
    [property: Meaning("The ladder")] Ladder Ladder)
{
    internal const ushort Tag = 65;
}

/// <summary>A requester takes its request back.</summary>
/// <param name="Request">The request's id.</param>
[Action(Tag, "cancel", "Takes a request back: at once while nobody is bound, otherwise when the bound prover has failed.")]
public readonly record struct CancelRequest([property: Meaning("The request's id")] Hash32 Request)
{
    internal const ushort Tag = 66;
}

/// <summary>A prover says, under its bond, that nobody can prove a request.</summary>
/// <param name="Request">The request's id.</param>
[Action(Tag, "object", "Says under bond that a request cannot be proven; when enough provers say so it stops, and when it is proven after all they lose their bonds.")]
public readonly record struct ObjectToRequest([property: Meaning("The request's id")] Hash32 Request)
{
    internal const ushort Tag = 67;
}
