using Vendue.Mechanisms;

namespace Vendue.Prover.Pricing;

/// <summary>What a prover's time and price are made of. Used from several threads.</summary>
interface IPricing
{
    /// <summary>The least price for 1,000,000 units of work where no particular work is at hand, in base units.</summary>
    UInt128 PricePerMillion { get; }

    /// <summary>The speed where no particular work is at hand, in units of work a second.</summary>
    ulong WorkPerSecond { get; }

    /// <summary>What the prover makes of an opportunity, at its price and speed for it.</summary>
    Decision Decide(IProverStrategy strategy, Opportunity opportunity, ProverSituation me);

    /// <summary>Learns from a proof of one's own.</summary>
    /// <returns>What the operator should know of it; null for nothing.</returns>
    string? Learn(Statement statement, TimeSpan took);
}
