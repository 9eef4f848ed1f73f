namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>A prover that stakes half of what it has, asks its cost, proves what it is given, and steps in where it pays.</summary>
sealed class StakingProver : IProverStrategy
{
    const uint Million = 1_000_000;

    public Decision Decide(Opportunity opportunity, ProverSituation me) => opportunity.Action switch
    {
        TaikoStakingPool.Stake.Tag => Stake(opportunity, me),
        TaikoStakingPool.Withdraw.Tag => me.Now < opportunity.From ? Decision.Wait(opportunity.From, "The exit matures then.") : Decision.Send("The exit has matured.", Deed.Of(new Withdraw())),
        TaikoStakingPool.Prove.Tag => opportunity.Kind == OpportunityKind.Prove ? Decision.ProveNow("The block is assigned to this prover, and its stake answers for it.") : StepIn(opportunity, me),
        _ => Decision.Pass("Nothing that this prover does."),
    };

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) =>
        [Deed.Of(new Prove(opportunity.Request, proof.PublicValues, proof.Proof))];

    static Decision Stake(Opportunity opportunity, ProverSituation me)
    {
        var terms = Codec<SeatTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        var cost = Wide.MulDivCeil(me.PricePerMillion, 1, Million);
        if (cost > terms.HighestReward) return Decision.Pass("Its cost is above the most that the pool pays.");
        if (me.FreeSlots < terms.LeastCapacity) return Decision.Pass("It cannot prove as many blocks at once as a seat must.");
        var stake = me.FreePayment / 2;
        if (stake <= terms.StakeAbove) return Decision.Pass("Every seat is held by a larger stake.");
        if (stake / me.FreeSlots < terms.LeastStakePerCapacity) return Decision.Pass("It has too little free for the stake of its capacity.");
        return Decision.Send($"Takes a seat with {stake}, asking {cost} per gas, its cost.", Deed.Of(new Stake(stake, (ulong)UInt128.Max(cost, 1), me.FreeSlots)));
    }

    static Decision StepIn(Opportunity opportunity, ProverSituation me)
    {
        if (opportunity.Price < me.CostOf(opportunity.Statement.Work)) return Decision.Pass("The reward is below its cost.");
        if (me.FreeSlots == 0) return Decision.Pass("No slot is free.");
        return me.Now < opportunity.From ? Decision.Wait(opportunity.From, "Its assignee may still prove it.") : Decision.ProveNow("Anybody may prove this block now.");
    }
}

/// <summary>A proposer that proposes each of its blocks at once, at the moving fee, if that is within its ceiling.</summary>
sealed class Proposer : IRequesterStrategy
{
    public Hash32 RequestOf(Wish wish)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/taiko-staking-pool/request/1"u8);
        writer.Name(wish.Account);
        writer.Hash32(wish.Secret);
        writer.UInt32(wish.Index);
        return Hash32.Sha256(writer.Written);
    }

    public IReadOnlyList<Deed> Ask(Wish wish) => [Deed.Of(new Propose(RequestOf(wish), wish.Statement, default, wish.Ceiling))];

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("Nothing that a proposer does.");
}
