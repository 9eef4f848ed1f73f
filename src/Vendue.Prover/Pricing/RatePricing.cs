using System.Collections.Concurrent;
using Vendue.Mechanisms;
using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Pricing;

/// <summary>
/// One price for all work, as the operator says, and one speed; but programs of outside provers that say their speed have one
/// of their own each. Speeds learn.
/// </summary>
sealed class RatePricing(UInt128 pricePerMillion, ulong assumedWorkPerSecond, IReadOnlyList<DeclaredWork> declared) : IPricing
{
    readonly Speed speed = new(assumedWorkPerSecond);
    readonly ConcurrentDictionary<Hash32, (WorkUnit Unit, Speed Speed)> own = new(
        declared.Where(d => d.PerSecond > 0).Select(d => KeyValuePair.Create(d.Program, (d.Unit, new Speed(d.PerSecond)))));

    public UInt128 PricePerMillion => pricePerMillion;

    public ulong WorkPerSecond => speed.WorkPerSecond;

    /// <summary>Of several statements the slowest one's speed counts.</summary>
    public Decision Decide(IProverStrategy strategy, Opportunity opportunity, ProverSituation me) =>
        strategy.Decide(opportunity, me with { WorkPerSecond = ((Statement[])[opportunity.Statement, .. opportunity.Further]).Min(s => SpeedOf(s).WorkPerSecond) });

    public string? Learn(Statement statement, TimeSpan took)
    {
        SpeedOf(statement).Learn(statement.Work, took);
        return null;
    }

    /// <summary>A speed in another unit than the statement's tells nothing of it.</summary>
    Speed SpeedOf(Statement statement) =>
        own.TryGetValue(statement.Program, out var its) && WorkUnit.TryParse(statement.WorkUnit, out var stated) && stated == its.Unit ? its.Speed : speed;
}
