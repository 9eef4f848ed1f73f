namespace Vendue.Mechanisms.StarknetChainedProofs.Contract;

/// <summary>A prover that takes a task when its price covers the cost, proves what it has taken, and races where the chain stands still.</summary>
public sealed class PostedPriceProver : IProverStrategy
{
    const uint Million = 1_000_000;

    /// <inheritdoc/>
    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        ArgumentNullException.ThrowIfNull(me);
        if (opportunity.Kind == OpportunityKind.Prove) return Decision.ProveNow("the task is ours");
        if (opportunity.Kind is not (OpportunityKind.Offer or OpportunityKind.Race)) return Decision.Pass("nothing that this prover does");
        if (me.FreeSlots == 0) return Decision.Pass("no free slot");
        if (opportunity.Price < CostOf(opportunity.Statement.Work, me)) return Decision.Pass("the price is below our cost");
        if (me.FreePayment < opportunity.Bond) return Decision.Pass("the bond is not free");
        if (me.Now < opportunity.From) return Decision.Wait(opportunity.From, "the block has not committed");
        return opportunity.Kind == OpportunityKind.Race ? Decision.ProveNow("the chain stands still for it") : Decision.Send("take the task", Deed.Of(new Take(opportunity.Request)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        ArgumentNullException.ThrowIfNull(proof);
        var terms = Codec<TaskTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        return [Deed.Of(new Deliver(opportunity.Request, terms.Parts, opportunity.Statement.Program, opportunity.Statement.System, proof.PublicValues, proof.Proof))];
    }

    /// <summary>ceil(price of 1,000,000 · work / 1,000,000) and the fixed cost, or the largest amount where that is beyond it.</summary>
    static UInt128 CostOf(ulong work, ProverSituation me) =>
        me.PricePerMillion > Ledger.LargestSupply || me.FixedCost > Ledger.LargestSupply ? UInt128.MaxValue : SaturatingCost(work, me);

    static UInt128 SaturatingCost(ulong work, ProverSituation me)
    {
        if (Wide.CompareProducts(me.PricePerMillion, work, Ledger.LargestSupply, Million) >= 0) return UInt128.MaxValue;
        return Wide.MulDivCeil(me.PricePerMillion, work, Million) + me.FixedCost;
    }
}
