using Vendue.Mechanisms;

namespace Vendue.Prover.Pricing;

/// <summary>One price and one speed for all work, as the operator says; the speed learns.</summary>
sealed class RatePricing(UInt128 pricePerMillion, ulong assumedWorkPerSecond) : IPricing
{
    readonly Speed speed = new(assumedWorkPerSecond);

    public UInt128 PricePerMillion => pricePerMillion;

    public ulong WorkPerSecond => speed.WorkPerSecond;

    public Decision Decide(IProverStrategy strategy, Opportunity opportunity, ProverSituation me) => strategy.Decide(opportunity, me);

    public string? Learn(Statement statement, TimeSpan took)
    {
        speed.Learn(statement.Work, took);
        return null;
    }
}
