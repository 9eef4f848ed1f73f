namespace Vendue.Prover.Tests.Pricing;

/// <summary>A strategy that keeps what it was asked with.</summary>
sealed class Watching : IProverStrategy
{
    public ProverSituation? Seen { get; private set; }

    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        Seen = me;
        return Decision.Pass("seen");
    }

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) => [];
}
