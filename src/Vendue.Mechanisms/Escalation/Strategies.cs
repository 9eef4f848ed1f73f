using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <summary>A prover of a market of ladders does in each stage what it does in that stage alone.</summary>
static class LadderProver
{
    public static IProverStrategy Default { get; } = new ComposedProver(new Dictionary<int, IProverStrategy>
    {
        [0] = new Onlooker(),
        [Escalation.SecondPriceSlot] = new SecondPriceProver(),
        [Escalation.DutchSlot] = new DutchProver(),
        [Escalation.RaceSlot] = new RaceProver(),
    });

    /// <summary>The ladder itself offers nothing to provers; what can be earned is in its stages.</summary>
    sealed class Onlooker : IProverStrategy
    {
        public Decision Decide(Opportunity opportunity, ProverSituation me) => Decision.Pass("nothing that this prover does");

        public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me) => [];
    }
}

/// <summary>A requester that names its cap and deadline and leaves the rest to the market's ladder.</summary>
sealed class LadderRequester : IRequesterStrategy
{
    /// <summary>A fifth of the time there is: the first winner has it, a second one twice as much, and half as much again is left for a race.</summary>
    const ulong PartForProving = 5;

    public Hash32 RequestOf(Wish wish) => RequestId.Of(wish.Account, wish.Statement, wish.Index);

    public IReadOnlyList<Deed> Ask(Wish wish)
    {
        ulong left = wish.Deadline > wish.Now ? wish.Deadline - wish.Now : 0;
        var provingTime = ulong.Max((ulong)UInt128.Min((UInt128)left * 1_000 / wish.UnitsPerSecond / PartForProving, uint.MaxValue), 1);
        return [Deed.Of(new RequestProof(wish.Index, wish.Statement, wish.Ceiling, wish.Deadline, provingTime, wish.Ceiling / 2, Preset.Market))];
    }

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("nothing to do but wait");
}
