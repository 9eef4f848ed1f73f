using Vendue.Mechanisms.Tests.Playing;

namespace Vendue.Mechanisms.TaikoStakingPool.Tests;

/// <summary>The default participants, acting only through opportunities, bring blocks to their proofs.</summary>
public sealed class ParticipantTests
{
    static readonly CatalogueEntry Entry = new TaikoStakingPoolEntry();

    [Fact]
    public void Members_stake_are_drawn_prove_and_are_paid()
    {
        var arena = Begin();
        Act(arena, ["cheap", "dear"]);
        arena.Seen.ShouldContainKey("seat-taken");
        Ask(arena, 1, "cheap", "dear");
        arena.Market.Requests.Count.ShouldBe(0);
        arena.Seen["block-verified"].ShouldBe(1);
        arena.Seen.ShouldNotContainKey("slashed");
    }

    [Fact]
    public void Where_nobody_has_a_seat_an_open_block_is_raced_for()
    {
        var arena = Begin();
        Ask(arena, 1, "cheap");
        arena.Market.Requests.Count.ShouldBe(0);
        arena.Seen["block-verified"].ShouldBe(1);
    }

    [Fact]
    public void Another_steps_in_when_the_assignee_sleeps()
    {
        var arena = Begin();
        Act(arena, ["dear"]);
        Ask(arena, 1, "cheap");
        arena.Seen["slashed"].ShouldBe(1);
        arena.Market.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public void A_prover_says_why_it_passes()
    {
        var arena = Begin();
        var offer = arena.Market.Opportunities(arena.Find("cheap")).Single(o => o.Action == TaikoStakingPool.Stake.Tag);
        var able = Situation(arena, "cheap");
        Entry.Prover.Decide(offer, able).Deeds.ShouldHaveSingleItem();
        Entry.Prover.Decide(offer, able with { PricePerMillion = 38_000_000 }).Why.ShouldBe("Its cost is above the most that the pool pays.");
        Entry.Prover.Decide(offer, able with { FreeSlots = 0 }).Why.ShouldBe("It cannot prove as many blocks at once as a seat must.");
        Entry.Prover.Decide(offer, able with { FreePayment = 1 }).Why.ShouldBe("Every seat is held by a larger stake.");
        Entry.Prover.Decide(offer, able with { FreePayment = 10_000 }).Why.ShouldBe("It has too little free for the stake of its capacity.");
    }

    static Arena Begin()
    {
        var arena = new Arena("taiko-staking-pool", _ => Entry.TrialParameters, Arena.Roomy);
        foreach (Name name in (Name[])["client", "cheap", "dear"]) arena.Fund(name, 1_000_000_000);
        return arena;
    }

    static void Ask(Arena arena, uint index, params Name[] awake)
    {
        var wish = new Wish { Account = "client", Statement = new Statement { Work = 5_000 }, Ceiling = 1_000_000, Now = arena.Now, UnitsPerSecond = 1_000, Deadline = arena.Now + 60_000, Index = index };
        foreach (var deed in Entry.Requester.Ask(wish)) arena.Send("client", deed).IsApplied.ShouldBeTrue();
        for (int i = 0; i < 60; i++)
        {
            Act(arena, awake);
            arena.Now += 500;
            arena.Send("clock", new Tick());
        }
    }

    static void Act(Arena arena, Name[] awake)
    {
        foreach (var name in awake)
            foreach (var opportunity in arena.Market.Opportunities(arena.Find(name)).ToArray())
            {
                var me = Situation(arena, name);
                var decision = Entry.Prover.Decide(opportunity, me);
                foreach (var deed in decision.Deeds) arena.Send(name, deed).IsApplied.ShouldBeTrue();
                if (!decision.Prove) continue;
                foreach (var deed in Entry.Prover.Deliver(opportunity, new ProofMade(new Bytes([1]), default), me)) arena.Send(name, deed, new Command { Verdicts = new[] { Verdict.Valid } });
            }
    }

    static ProverSituation Situation(Arena arena, Name account) => arena.SituationOf(account, account == "dear" ? 20_000_000u : 10_000_000u);
}
