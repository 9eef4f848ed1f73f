namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>How the Boundless SDK asks: from nothing up to the ceiling, its times by the size of the work, ten times the ceiling as collateral.</summary>
sealed class SdkRequester : IRequesterStrategy
{
    const uint CollateralTimesCeiling = 10;

    public Hash32 RequestOf(Wish wish) => RequestId.Of(wish.Account, wish.Index);

    public IReadOnlyList<Deed> Ask(Wish wish)
    {
        var timing = SdkTiming.Of(wish.Statement.Work).Within(wish.UnitsPerSecond, wish.Deadline > wish.Now ? wish.Deadline - wish.Now : 0);
        var most = UInt128.Min(wish.Ceiling, Ledger.LargestSupply);
        var offer = new Offer(0, most, wish.Now + timing.Delay, timing.RampUpPeriod, timing.LockTimeout, timing.Timeout, CollateralTimesCeiling * most);
        return [Deed.Of(new RequestProof(wish.Index, wish.Statement, offer))];
    }

    public Decision Decide(Opportunity opportunity, Wish wish) =>
        opportunity.Kind == OpportunityKind.Step
            ? Decision.Send("have the expired lock refunded", Deed.Of(new Slash(opportunity.Request)))
            : Decision.Pass("nothing to do but wait");
}
