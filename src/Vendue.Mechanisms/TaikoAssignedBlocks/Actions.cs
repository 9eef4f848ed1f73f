namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>A prover offers to take blocks on at a price.</summary>
/// <param name="PricePerMillion">The price for 1,000,000 units of work, in base units.</param>
/// <param name="Slots">How many blocks at once; 0 to take the offer back.</param>
/// <param name="Expires">The last instant at which it counts; 0 for as long as it stands.</param>
[Action(Tag, "offer", "Offers to take blocks on at a price, or takes the offer back; whoever is assigned a block puts up the liveness bond.")]
public readonly record struct OfferService(
    [property: Meaning("The price for 1,000,000 units of work, in base units")] UInt128 PricePerMillion,
    [property: Meaning("How many blocks at once; 0 to take the offer back")] uint Slots,
    [property: Meaning("The last instant at which it counts; 0 for as long as it stands"), Optional] ulong Expires)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 64;
}

/// <summary>A proposer proposes a block with a prover that agreed to prove it.</summary>
/// <param name="Request">The id of the request that the block opens.</param>
/// <param name="Statement">What is to be proven.</param>
/// <param name="Assignee">Who proves it.</param>
/// <param name="Proposer">Whom the assignment names as proposer; empty for anybody.</param>
/// <param name="Fees">The fee for each tier that the block may come to need at least.</param>
/// <param name="Expires">The last instant at which the assignment counts.</param>
/// <param name="MostBlock">The highest number that the block may have; 0 for any.</param>
/// <param name="MostProposedIn">The highest block of the market's clock in which it may be proposed; 0 for any.</param>
/// <param name="Signature">The assignee's signature over the assignment; empty where the assignee proposes itself.</param>
[Action(Tag, "propose", "Proposes a block with a prover that agreed to prove it. The fee is paid at once; the prover puts up the liveness bond.")]
public readonly record struct Propose(
    [property: Meaning("The id of the request that the block opens")] Hash32 Request,
    [property: Meaning("What is to be proven")] Statement Statement,
    [property: Meaning("Who proves it")] Name Assignee,
    [property: Meaning("Whom the assignment names as proposer; empty for anybody"), Optional] Name Proposer,
    [property: Meaning("The fee for each tier that the block may come to need at least")] TierFee[] Fees,
    [property: Meaning("The last instant at which the assignment counts")] ulong Expires,
    [property: Meaning("The highest number that the block may have; 0 for any"), Optional] ulong MostBlock,
    [property: Meaning("The highest block of the market's clock in which it may be proposed; 0 for any"), Optional] ulong MostProposedIn,
    [property: Meaning("The assignee's signature over the assignment; empty where the assignee proposes itself"), Optional] Bytes Signature)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 65;
}

/// <summary>A proposer proposes a block to the cheapest standing offer.</summary>
/// <param name="Request">The id of the request that the block opens.</param>
/// <param name="Statement">What is to be proven.</param>
/// <param name="MostFee">The most it pays, in base units.</param>
[Action(Tag, "propose-to-cheapest", "Proposes a block to the prover with the cheapest standing offer that has a slot free and the liveness bond.")]
public readonly record struct ProposeToCheapest(
    [property: Meaning("The id of the request that the block opens")] Hash32 Request,
    [property: Meaning("What is to be proven")] Statement Statement,
    [property: Meaning("The most it pays, in base units")] UInt128 MostFee)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 66;
}

/// <summary>A prover proves a block, or what stands for it, at a tier.</summary>
/// <param name="Request">The request.</param>
/// <param name="Tier">The tier.</param>
/// <param name="PublicValues">The public values.</param>
/// <param name="Proofs">The proofs' bytes, by their SHA-256, in the order of the tier's programs.</param>
[Action(Tag, "prove", "Proves a block at a tier: first its assignee, within the window; then anybody. A proof of another result at a higher tier replaces the one that stands.")]
public readonly record struct Prove(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("The tier")] Name Tier,
    [property: Meaning("The public values")] Bytes PublicValues,
    [property: Meaning("The proofs' bytes, by their SHA-256, in the order of the tier's programs")] Hash32[] Proofs)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 67;
}

/// <summary>A guardian approves a result; the last approval that is needed proves the block at the guardians' tier.</summary>
/// <param name="Request">The request.</param>
/// <param name="Tier">The guardians' tier.</param>
/// <param name="PublicValues">What a proof's public values would be.</param>
/// <param name="ReturnBond">Whether the liveness bond shall return, should this be the block's first proof.</param>
[Action(Tag, "approve", "A guardian approves a result; the last approval that is needed proves the block at the guardians' tier, and its sender counts as the prover.")]
public readonly record struct Approve(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("The guardians' tier")] Name Tier,
    [property: Meaning("What a proof's public values would be")] Bytes PublicValues,
    [property: Meaning("Whether the liveness bond shall return, should this be the block's first proof"), Optional] bool ReturnBond)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 68;
}
