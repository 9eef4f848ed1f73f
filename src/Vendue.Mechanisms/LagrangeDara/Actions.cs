namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>A requester bids for a job, all of it or nothing.</summary>
/// <param name="Request">The id of the request that the bid opens.</param>
/// <param name="Statement">What is to be proven; its proof system and work unit say in which class of rounds.</param>
/// <param name="Deposit">What is held at once. Where bids are open it is the bid; where they are sealed, the most the bid can be.</param>
/// <param name="Deadline">The last instant at which the proof is in time.</param>
/// <param name="Commitment">The seal of the bid, as <see cref="Seal.OfBid"/> makes it; not looked at where bids are open.</param>
[Action(Tag, "bid", "Bids for a job in the round of its class, which it opens if none collects offers. Holds the deposit.")]
public readonly record struct PlaceBid(
    [property: Meaning("The id of the request that the bid opens")] Hash32 Request,
    [property: Meaning("What is to be proven; its proof system and work unit say in which class of rounds")] Statement Statement,
    [property: Meaning("What is held at once. Where bids are open it is the bid; where they are sealed, the most the bid can be")] UInt128 Deposit,
    [property: Meaning("The last instant at which the proof is in time")] ulong Deadline,
    [property: Meaning("The seal of the bid; not looked at where bids are open"), Optional] Hash32 Commitment)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 64;
}

/// <summary>A prover asks for work in a round.</summary>
/// <param name="System">The proof system of the class.</param>
/// <param name="WorkUnit">The work unit of the class.</param>
/// <param name="Round">The round's number; may be 0 for the one that collects offers where asks are open.</param>
/// <param name="Capacity">How many units of size it can prove within the market's proving time; all of them may become work that must be done.</param>
/// <param name="Price">Where asks are open, what it asks for a unit, in base units; 0 where they are sealed.</param>
/// <param name="Commitment">The seal of the ask, as <see cref="Seal.OfAsk"/> makes it; not looked at where asks are open.</param>
/// <param name="Memo">32 bytes of the sender's own that the market gives back when the ask is to be revealed, such as the price in a cipher of its own.</param>
[Action(Tag, "ask", "Asks for work in a round, at a price for a unit. Holds a bond for the whole capacity.")]
public readonly record struct PlaceAsk(
    [property: Meaning("The proof system of the class")] Name System,
    [property: Meaning("The work unit of the class")] Name WorkUnit,
    [property: Meaning("The round's number; may be 0 for the one that collects offers where asks are open"), Optional] ulong Round,
    [property: Meaning("How many units of size it can prove within the market's proving time; all of them may become work that must be done")] ulong Capacity,
    [property: Meaning("Where asks are open, what it asks for a unit, in base units; 0 where they are sealed"), Optional] UInt128 Price,
    [property: Meaning("The seal of the ask; not looked at where asks are open"), Optional] Hash32 Commitment,
    [property: Meaning("32 bytes of the sender's own that the market gives back when the ask is to be revealed, such as the price in a cipher of its own"), Optional] Hash32 Memo)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 65;
}

/// <summary>A requester opens its sealed bid.</summary>
/// <param name="Request">The request.</param>
/// <param name="Value">The bid for the whole job, in base units; at most the deposit, the rest of which returns.</param>
/// <param name="Salt">The salt of its seal.</param>
[Action(Tag, "reveal-bid", "Opens a sealed bid after its round closed and before it is cleared.")]
public readonly record struct RevealBid(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("The bid for the whole job, in base units; at most the deposit, the rest of which returns")] UInt128 Value,
    [property: Meaning("The salt of its seal")] Hash32 Salt)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 66;
}

/// <summary>A prover opens its sealed ask.</summary>
/// <param name="Round">The round.</param>
/// <param name="Price">The ask for a unit, in base units.</param>
/// <param name="Salt">The salt of its seal.</param>
[Action(Tag, "reveal-ask", "Opens a sealed ask after its round closed and before it is cleared.")]
public readonly record struct RevealAsk(
    [property: Meaning("The round")] ulong Round,
    [property: Meaning("The ask for a unit, in base units")] UInt128 Price,
    [property: Meaning("The salt of its seal")] Hash32 Salt)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 67;
}

/// <summary>A requester takes a bid back.</summary>
/// <param name="Request">The request.</param>
[Action(Tag, "cancel", "Takes a bid back while its round still collects offers; the deposit returns.")]
public readonly record struct CancelBid(
    [property: Meaning("The request")] Hash32 Request)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 68;
}

/// <summary>A prover delivers the proof of a slice.</summary>
/// <param name="Request">The request.</param>
/// <param name="Slice">The slice, by its number within the job.</param>
/// <param name="PublicValues">The proof's public values.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
[Action(Tag, "deliver", "Delivers the proof of a slice to its requester.")]
public readonly record struct Deliver(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("The slice, by its number within the job")] uint Slice,
    [property: Meaning("The proof's public values")] Bytes PublicValues,
    [property: Meaning("The proof's bytes, by their SHA-256")] Hash32 Proof)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 69;
}

/// <summary>A prover gives a slice up.</summary>
/// <param name="Request">The request.</param>
/// <param name="Slice">The slice, by its number within the job.</param>
[Action(Tag, "give-up", "Gives a slice up, so that another prover can still make it; its bond stays at risk until the job is decided.")]
public readonly record struct GiveUp(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("The slice, by its number within the job")] uint Slice)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 70;
}
