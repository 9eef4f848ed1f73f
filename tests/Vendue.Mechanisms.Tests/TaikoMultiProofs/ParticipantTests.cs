using Vendue.Mechanisms.TaikoAssignedBlocks;
using Vendue.Mechanisms.Tests.Playing;

namespace Vendue.Mechanisms.TaikoMultiProofs.Tests;

/// <summary>The default participants, acting only through opportunities: blocks are proven, and false claims are contested and put right.</summary>
public sealed class ParticipantTests
{
    static readonly Bytes Right = new([1]), Wrong = new([2]);
    static readonly Name[] Guardians = ["guardian-1", "guardian-2", "guardian-3"];

    [Fact]
    public void Provers_offer_the_cheapest_is_taken_proves_and_has_its_bonds_back()
    {
        var (arena, whole) = Begin();
        Act(arena, whole.Prover, "cheap", "dear");
        Ask(arena, whole);
        for (int i = 0; i < 30; i++)
        {
            Act(arena, whole.Prover, "cheap", "dear");
            arena.Now += 500;
            arena.Send("clock", new Tick());
        }
        arena.Market.Requests.Count.ShouldBe(0);
        arena.BalanceOf("cheap").ShouldBe(100_000_000 + 50_000);
        arena.BalanceOf("dear").ShouldBe(100_000_000);
        arena.Held().ShouldBe(UInt128.Zero);
    }

    [Fact]
    public void A_watcher_contests_a_false_claim_and_guardians_put_it_right()
    {
        var (arena, whole) = Begin();
        Act(arena, whole.Prover, "cheap");
        Ask(arena, whole);
        var proof = arena.Market.Opportunities(arena.Find("cheap")).Single(o => o.Kind == OpportunityKind.Prove);
        Deliver(arena, whole.Prover, "cheap", proof, Wrong);
        var watcher = new ComposedProver(new Dictionary<int, IProverStrategy> { [0] = new Guardian(_ => Right), [Scope.Finality] = new Watcher((_, _) => Hash32.Sha256(Right.Span)) });
        Act(arena, watcher, "watcher");
        arena.Seen["finality-contested"].ShouldBe(1);
        Act(arena, watcher, Guardians);
        arena.Seen["finality-bonds-divided"].ShouldBe(1);
        arena.Now += 10_000;
        arena.Send("clock", new Tick());
        arena.Market.Requests.Count.ShouldBe(0);
        arena.BalanceOf("watcher").ShouldBe(100_000_000 + 656_250);
        arena.BalanceOf("cheap").ShouldBe(100_000_000 + 50_000 - 2_000_000);
    }

    [Fact]
    public void A_watcher_says_why_it_passes()
    {
        var (arena, whole) = Begin();
        Act(arena, whole.Prover, "cheap");
        Ask(arena, whole);
        Deliver(arena, whole.Prover, "cheap", arena.Market.Opportunities(arena.Find("cheap")).Single(o => o.Kind == OpportunityKind.Prove), Right);
        var offered = arena.Market.Opportunities(arena.Find("watcher")).Single(o => o.Action / Scope.Tags == Scope.Finality);
        var own = offered with { Action = (ushort)(offered.Action % Scope.Tags) };
        var me = Situation(arena, "watcher");
        new Watcher((_, _) => null).Decide(own, me).Why.ShouldBe("It has not recomputed the result.");
        new Watcher((_, _) => Hash32.Sha256(Right.Span)).Decide(own, me).Why.ShouldBe("The claim is right.");
        new Watcher((_, _) => default(Hash32)).Decide(own, me with { FreePayment = 0 }).Why.ShouldBe("The claim is wrong, and it has too little free for the contest bond.");
    }

    static (Arena Arena, Composition Whole) Begin()
    {
        Catalogue.TryCompose("taiko-multi-proofs", out var whole).ShouldBeTrue();
        var arena = new Arena("taiko-multi-proofs", entry => entry.TrialParameters, Arena.Roomy, [.. Guardians.Select(g => new Authority("guardian", g))]);
        foreach (Name name in (Name[])["client", "cheap", "dear", "watcher", .. Guardians]) arena.Fund(name, 100_000_000);
        return (arena, whole);
    }

    static void Ask(Arena arena, Composition whole)
    {
        var wish = new Wish { Account = "client", Statement = new Statement { Work = 5_000 }, Ceiling = 1_000_000, Now = arena.Now, UnitsPerSecond = 1_000, Deadline = arena.Now + 60_000, Index = 1 };
        foreach (var deed in whole.Requester.Ask(wish)) arena.Send("client", deed).IsApplied.ShouldBeTrue();
    }

    static void Act(Arena arena, IProverStrategy strategy, params Name[] awake)
    {
        foreach (var name in awake)
            foreach (var opportunity in arena.Market.Opportunities(arena.Find(name)).ToArray())
            {
                var decision = strategy.Decide(opportunity, Situation(arena, name));
                foreach (var deed in decision.Deeds) arena.Send(name, deed);
                if (decision.Prove) Deliver(arena, strategy, name, opportunity, Right);
            }
    }

    static void Deliver(Arena arena, IProverStrategy strategy, Name name, Opportunity opportunity, Bytes values)
    {
        foreach (var deed in strategy.Deliver(opportunity, new ProofMade(values, default), Situation(arena, name))) arena.Send(name, deed, new Command { Verdicts = new[] { Verdict.Valid } }).IsApplied.ShouldBeTrue();
    }

    static ProverSituation Situation(Arena arena, Name account) => arena.SituationOf(account, account == "dear" ? 20_000_000u : 10_000_000u);
}
