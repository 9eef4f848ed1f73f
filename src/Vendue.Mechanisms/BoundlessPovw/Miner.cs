namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>
/// A prover that takes what the schedule gives: stakes half of what it has, reports its log in the last fifth of each epoch
/// and finalizes, mints and claims as soon as it can.
/// </summary>
sealed class Miner : IProverStrategy
{
    const ushort UpdateTag = 64;
    const ulong LastPart = 5;

    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        if (opportunity.Action == UpdateTag)
        {
            ulong report = opportunity.Until - ((opportunity.Until - opportunity.From) / LastPart);
            if (me.Now < report) return Decision.Wait(report, "reports its work once an epoch");
        }
        return Decision.Send("takes its reward", new Deed(opportunity.Action, opportunity.Terms));
    }

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) => [];
}
