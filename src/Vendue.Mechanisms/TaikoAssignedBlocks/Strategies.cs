namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>A prover that offers its cost, proves what it is assigned, and steps in where that pays.</summary>
sealed class OfferingProver : IProverStrategy
{
    const uint Million = 1_000_000;

    public Decision Decide(Opportunity opportunity, ProverSituation me) => opportunity.Action switch
    {
        OfferService.Tag => Offer(opportunity, me),
        TaikoAssignedBlocks.Prove.Tag => Prove(opportunity, me),
        Approve.Tag => Decision.Pass("It has not recomputed the result."),
        _ => Decision.Pass("Nothing that this prover does."),
    };

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        var terms = Codec<ProveTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        return [Deed.Of(new Prove(opportunity.Request, terms.Tier, proof.PublicValues, terms.Proofs == 0 ? [] : [proof.Proof]))];
    }

    static Decision Offer(Opportunity opportunity, ProverSituation me)
    {
        if (me.FreeSlots == 0) return Decision.Pass("No slot is free.");
        if (me.FreePayment < opportunity.Bond) return Decision.Pass("It has too little free for a liveness bond.");
        if (me.PricePerMillion > opportunity.PriceCeiling) return Decision.Pass("Its cost is more than an offer can name.");
        return Decision.Send($"Offers {me.PricePerMillion} for a million units, its cost.", Deed.Of(new OfferService(me.PricePerMillion, me.FreeSlots, 0)));
    }

    static Decision Prove(Opportunity opportunity, ProverSituation me)
    {
        var terms = Codec<ProveTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        if (terms.Proofs > 1) return Decision.Pass("The tier asks for proofs of several programs.");
        if (opportunity.Kind == OpportunityKind.Prove) return Decision.ProveNow("It agreed to prove this block, and its bond answers for it.");
        if (!Covers(opportunity, me)) return Decision.Pass("It earns less than its cost.");
        if (me.FreeSlots == 0) return Decision.Pass("No slot is free.");
        return me.Now < opportunity.From ? Decision.Wait(opportunity.From, "Its assignee may still prove it.") : Decision.ProveNow("Anybody may prove this block now.");
    }

    /// <summary>Whether the price covers the work and the fixed cost; compared at full width, since a prover may ask for any price.</summary>
    static bool Covers(Opportunity opportunity, ProverSituation me) =>
        opportunity.Price >= me.FixedCost && Wide.CompareProducts(me.PricePerMillion, opportunity.Statement.Work, opportunity.Price - me.FixedCost, Million) <= 0;
}

/// <summary>A guardian that recomputes results and approves the right one where a block is disputed.</summary>
/// <param name="resultOf">The right public values of a statement; null where it cannot tell.</param>
public sealed class Guardian(Func<Statement, Bytes?> resultOf) : IProverStrategy
{
    /// <inheritdoc/>
    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        if (opportunity.Action != Approve.Tag) return Decision.Pass("Nothing that a guardian does.");
        if (resultOf(opportunity.Statement) is not { } right) return Decision.Pass("It cannot tell what is right.");
        var terms = Codec<ApproveTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        return Decision.Send("Approves what it has recomputed.", Deed.Of(new Approve(opportunity.Request, terms.Tier, right, ReturnBond: false)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) => [];
}

/// <summary>A proposer that takes the cheapest standing offer within its ceiling.</summary>
sealed class CheapestProposer : IRequesterStrategy
{
    public Hash32 RequestOf(Wish wish)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/taiko-assigned-blocks/request/1"u8);
        writer.Name(wish.Account);
        writer.Hash32(wish.Secret);
        writer.UInt32(wish.Index);
        return Hash32.Sha256(writer.Written);
    }

    public IReadOnlyList<Deed> Ask(Wish wish) => [Deed.Of(new ProposeToCheapest(RequestOf(wish), wish.Statement, wish.Ceiling))];

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("Nothing that a proposer does.");
}
