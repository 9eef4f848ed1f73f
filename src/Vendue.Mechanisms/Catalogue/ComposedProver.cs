namespace Vendue.Mechanisms;

/// <summary>
/// A prover under several modules: each opportunity goes to the strategy of the scope it comes from. A mechanism that
/// holds others gets those of its children as they are, and composes in turn.
/// </summary>
/// <param name="strategies">The strategies, by the slots of their scopes; those of other slots go to slot 0.</param>
public sealed class ComposedProver(IReadOnlyDictionary<int, IProverStrategy> strategies) : IProverStrategy
{
    /// <inheritdoc/>
    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        var (slot, own) = Own(opportunity);
        var decision = strategies[slot].Decide(own, me);
        return slot == 0 ? decision : decision with { Deeds = In(slot, decision.Deeds) };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        var (slot, own) = Own(opportunity);
        return In(slot, strategies[slot].Deliver(own, proof, me));
    }

    (int Slot, Opportunity Own) Own(Opportunity opportunity)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        int slot = opportunity.Action / Scope.Tags;
        return slot != 0 && strategies.ContainsKey(slot) ? (slot, opportunity with { Action = (ushort)(opportunity.Action % Scope.Tags) }) : (0, opportunity);
    }

    static IReadOnlyList<Deed> In(int slot, IReadOnlyList<Deed> deeds) => slot == 0 ? deeds : [.. deeds.Select(d => d.In(slot))];
}
