namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>A watcher that recomputes results and contests the claims that differ.</summary>
/// <param name="resultOf">The right result of a statement from a parent; null where it cannot tell.</param>
public sealed class Watcher(Func<Statement, Hash32, Hash32?> resultOf) : IProverStrategy
{
    /// <inheritdoc/>
    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        ArgumentNullException.ThrowIfNull(me);
        if (opportunity.Action == Verify.Tag) return Decision.Send("Claims stood their cooldown.", Deed.Of(new Verify(64)));
        if (opportunity.Action != Contest.Tag) return Decision.Pass("Nothing that a watcher does.");
        var terms = Codec<ContestTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        if (resultOf(opportunity.Statement, terms.Parent) is not { } right) return Decision.Pass("It has not recomputed the result.");
        if (right == terms.Result) return Decision.Pass("The claim is right.");
        if (me.FreePayment < opportunity.Bond) return Decision.Pass("The claim is wrong, and it has too little free for the contest bond.");
        return Decision.Send("The claim is wrong.", Deed.Of(new Contest(opportunity.Request, terms.Parent, right)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) => [];
}
