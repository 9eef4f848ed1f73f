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

/// <summary>A requester that names its cap and deadline, and leaves the rest to the market's ladder if there is time for one; otherwise its own ladder fits the time there is.</summary>
sealed class LadderRequester : IRequesterStrategy
{
    /// <summary>A fifth of the time there is: the first winner has it, a second one twice as much, and half as much again is left for a race.</summary>
    const ulong PartForProving = 5;

    /// <summary>Below this many seconds it brings a ladder of its own.</summary>
    const ulong TimeForMarketLadder = 600;

    public Hash32 RequestOf(Wish wish) => RequestId.Of(wish.Account, wish.Statement, wish.Index);

    public IReadOnlyList<Deed> Ask(Wish wish)
    {
        ulong left = wish.Deadline > wish.Now ? wish.Deadline - wish.Now : 0;
        ulong milliseconds = (ulong)UInt128.Min((UInt128)left * 1_000 / wish.UnitsPerSecond, uint.MaxValue);
        ulong provingTime = ulong.Max(milliseconds / PartForProving, 1);
        var bond = wish.Ceiling / 2;
        return left >= TimeForMarketLadder * wish.UnitsPerSecond
            ? [Deed.Of(new RequestProof(wish.Index, wish.Statement, wish.Ceiling, wish.Deadline, provingTime, bond, Preset.Market))]
            : [Deed.Of(new RequestOnLadder(wish.Index, wish.Statement, wish.Ceiling, wish.Deadline, provingTime, bond, Within(milliseconds)))];
    }

    /// <summary>The balanced ladder, its times in proportion to the time there is.</summary>
    static Ladder Within(ulong milliseconds) => new()
    {
        Window = (milliseconds / 25) + 1,
        LongestWindow = (milliseconds / 10) + 1,
        Ramp = milliseconds / 8,
        Backoff = [0, milliseconds / 100, milliseconds / 50],
        MinOffers = 1,
    };

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("nothing to do but wait");
}
