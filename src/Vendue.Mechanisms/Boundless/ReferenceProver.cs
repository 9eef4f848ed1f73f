namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>
/// How the reference broker behaves: waits for its price, locks, proves, delivers; takes up expired locks for half of
/// their collateral's reward, since it wins every second race. Collateral is reckoned at one base unit for one of payment.
/// </summary>
sealed class ReferenceProver : IProverStrategy
{
    const uint WinPercent = 50;
    const ulong LeastSecondsLeft = 150;
    const ulong LeastPartLeft = 10;

    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        if (opportunity.Kind == OpportunityKind.Step) return Decision.Send("settle the expired lock", Deed.Of(new Slash(opportunity.Request)));
        var terms = Codec<BoundlessTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        return opportunity.Kind switch
        {
            OpportunityKind.Prove => Decision.ProveNow("locked by us"),
            OpportunityKind.Race => DecideRace(opportunity, terms, me),
            _ => DecideLock(opportunity, terms, me),
        };
    }

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        var terms = Codec<BoundlessTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        Fill[] fills = [new Fill(opportunity.Request, terms.Digest, Priced: !terms.Locked, proof.PublicValues, proof.Proof)];
        bool isProtected = opportunity.Kind == OpportunityKind.Prove && me.Now <= terms.LockDeadline;
        if (isProtected || terms.CommitBlocks == 0) return [Deed.Of(new Deliver(fills))];
        return
        [
            Deed.Of(new Commit(Boundless.CommitmentOf(me.Account, fills))),
            Deed.Of(new Deliver(fills), notBeforeBlock: me.Block + terms.CommitBlocks + 1),
        ];
    }

    static Decision DecideLock(Opportunity opportunity, in BoundlessTerms terms, ProverSituation me)
    {
        if (me.FreeSlots == 0) return Decision.Pass("no free slot");
        if (me.Now > terms.LockDeadline) return Decision.Pass("the lock deadline has passed");
        if (terms.Deadline - me.Now < LeastTimeLeft(terms, me)) return Decision.Pass("too little time to the deadline");
        if (terms.Offer.LockCollateral > me.FreeCollateral) return Decision.Pass("too little free collateral");
        var quote = ReferenceQuote.Of(terms.Offer, opportunity.Statement.Work, me.FixedCost, me.PricePerMillion);
        if (quote.Decision == QuoteDecision.Skip) return Decision.Pass("its highest price is below ours");
        ulong start = ulong.Max(me.Now, quote.LockAt);
        if (start > terms.LockDeadline || ProvingTime(opportunity, me) > terms.LockDeadline - start) return Decision.Pass("the proof would not be done by the lock deadline");
        return quote.LockAt > me.Now
            ? Decision.Wait(quote.LockAt, "the price is still below ours")
            : Decision.Send("the price covers ours", Deed.Of(new LockRequest(opportunity.Request, terms.Digest)));
    }

    static Decision DecideRace(Opportunity opportunity, in BoundlessTerms terms, ProverSituation me)
    {
        if (me.FreeSlots == 0) return Decision.Pass("no free slot");
        if (me.Now > terms.Deadline || terms.Deadline - me.Now < ulong.Max(LeastTimeLeft(terms, me), ProvingTime(opportunity, me))) return Decision.Pass("too little time to the deadline");
        var value = Wide.MulDivFloor(terms.Reward, WinPercent, 100);
        if (ReferenceQuote.PerMillion(value, ulong.Max(opportunity.Statement.Work, 1)) < me.PricePerMillion) return Decision.Pass("the expected reward is below our price");
        return me.Now < opportunity.From ? Decision.Wait(opportunity.From, "its locker may still deliver") : Decision.ProveNow("the lock expired");
    }

    /// <summary>The broker's 150 seconds, or a tenth of the offer's time where that is less: markets on one machine have short windows.</summary>
    static ulong LeastTimeLeft(in BoundlessTerms terms, ProverSituation me) =>
        ulong.Min(LeastSecondsLeft * me.UnitsPerSecond, terms.Offer.Timeout / LeastPartLeft);

    static ulong ProvingTime(Opportunity opportunity, ProverSituation me)
    {
        var time = Wide.MulDivCeil(opportunity.Statement.Work, me.UnitsPerSecond, ulong.Max(me.WorkPerSecond, 1));
        return time > ulong.MaxValue ? ulong.MaxValue : (ulong)time;
    }
}
