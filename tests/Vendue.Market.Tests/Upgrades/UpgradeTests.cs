namespace Vendue.Kernel.Tests.Upgrades;

public sealed class UpgradeTests
{
    static readonly Genesis Genesis = new()
    {
        Mechanism = "notes",
        Rules = 1,
        Parameters = NotesParameters.Of(1),
        Schedules = [new("listener", 1, default)],
        Assets = ["coin"],
        Authorities = [new("custodian", "bank"), new("governor", "council")],
        UpgradeNotice = 10,
    };

    readonly Market market = new(Genesis, new NotesRulebook());
    readonly List<(ulong At, Func<Market, Outcome> Step)> done = [];
    ulong now;

    [Fact]
    public void A_market_goes_over_at_the_instant_announced_with_its_rows_handles_and_timers()
    {
        At(1).Do(new Put(5, 50, 40)).ShouldBeApplied();
        At(1).Do(new Put(6, 60, 19)).ShouldBeApplied();
        At(2).Do(new Put(9, 0, 45), slot: 2).ShouldBeApplied();
        At(5).Announce(2, effective: 20).ShouldBeApplied();
        At(19).Do(new DoubleNote(5)).Code.ShouldBe("unknown-action");
        market.Events.OfType<Rang>().ShouldBe([new Rang(1, 6, 60)]);
        At(20).Do(new DoubleNote(5)).ShouldBeApplied();
        market.Events.OfType<Upgraded>().ShouldBe([new Upgraded(1, "notes", 1, 2)]);
        At(45).Do(new Put(7, 70, 99)).ShouldBeApplied();
        market.Events.OfType<Rang>().ShouldBe([new Rang(2, 5, 100)]);
        market.Events.OfType<Heard>().ShouldBe([new Heard(9)], "its handler's number moved, and the timer with it");
        market.Tables.ShouldNotContain(t => t.Name == "useless");
        market.Editions.Number.ShouldBe(1u);
        ((Notes)market.Mechanism).Adopted.ShouldBe(1u);
    }

    [Fact]
    public void An_upgrade_comes_before_the_timers_of_its_instant()
    {
        At(1).Do(new Put(5, 50, 20)).ShouldBeApplied();
        At(1).Do(new Put(6, 60, 19)).ShouldBeApplied();
        At(2).Announce(2, effective: 20).ShouldBeApplied();
        At(100).Do(new TellFee(default)).ShouldBeApplied();
        market.Events.OfType<Rang>().ShouldBe([new Rang(1, 6, 60), new Rang(2, 5, 50)]);
    }

    [Fact]
    public void Parameters_that_concern_a_request_stay_as_they_were_when_it_opened()
    {
        var (early, middle, late) = (TrialMarket.Id("early"), TrialMarket.Id("middle"), TrialMarket.Id("late"));
        At(1).Do(new AskFor(early, 1_000)).ShouldBeApplied();
        At(2).Announce(2, effective: 20, NotesParameters.Of(2)).ShouldBeApplied();
        At(15).Do(new AskFor(middle, 1_000)).ShouldBeApplied();
        At(21).Announce(2, effective: 40, NotesParameters.Of(3)).ShouldBeApplied();
        At(30).Do(new AskFor(late, 1_000)).ShouldBeApplied();
        At(50);
        FeeOf(early).ShouldBe(1UL);
        FeeOf(middle).ShouldBe(1UL);
        FeeOf(late).ShouldBe(2UL);
        FeeOf(default).ShouldBe(3UL);
    }

    [Fact]
    public void Every_replay_and_every_snapshot_on_the_way_ends_in_the_same_state()
    {
        At(1).Do(new Put(5, 50, 40)).ShouldBeApplied();
        At(1).Do(new AskFor(TrialMarket.Id("early"), 1_000)).ShouldBeApplied();
        At(2).Announce(2, effective: 20, NotesParameters.Of(2)).ShouldBeApplied();
        At(19).Do(new Put(6, 60, 90)).ShouldBeApplied();
        At(25).Do(new DoubleNote(5)).ShouldBeApplied();
        At(26).Announce(2, effective: 60, NotesParameters.Of(4)).ShouldBeApplied();
        At(95).Do(new TellFee(TrialMarket.Id("early"))).ShouldBeApplied();
        Replay(new Market(Genesis, new NotesRulebook()), 0).StateHash().ShouldBe(market.StateHash());
        for (int cut = 1; cut < done.Count; cut++)
        {
            var half = new Market(Genesis, new NotesRulebook());
            for (int i = 0; i < cut; i++) done[i].Step(half);
            var restored = Market.Restore(Genesis, new NotesRulebook(), half.Snapshot());
            restored.StateHash().ShouldBe(half.StateHash());
            Replay(restored, cut).StateHash().ShouldBe(market.StateHash(), $"restored after {cut} commands");
        }
    }

    [Fact]
    public void Who_is_not_the_governor_announces_nothing()
    {
        Apply(new Upgrade("notes", 2, default, 100), "bank").Code.ShouldBe("not-authorised");
        Apply(new WithdrawUpgrade("notes"), "bank").Code.ShouldBe("not-authorised");
    }

    [Theory]
    [InlineData("none", 2, 1, 100, "unknown-module")]
    [InlineData("notes", 3, 1, 100, "rules-unknown")]
    [InlineData("notes", 1, 1, 100, "rules-unknown")]
    [InlineData("listener", 1, 1, 100, "rules-unknown")]
    [InlineData("notes", 2, 101, 100, "parameters-refused")]
    [InlineData("notes", 2, 1, 14, "notice-too-short")]
    public void An_upgrade_that_cannot_be_is_refused_when_it_is_announced(string module, ushort rules, ulong fee, ulong effective, string code)
    {
        now = 5;
        Apply(new Upgrade(module, rules, NotesParameters.Of(fee), effective), "council").Code.ShouldBe(code);
        market.Editions.Next.ShouldBeNull();
    }

    [Fact]
    public void Parameters_that_are_none_are_refused() =>
        Apply(new Upgrade("notes", 2, new Bytes([1, 2, 3]), 100), "council").Code.ShouldBe("parameters-refused");

    [Fact]
    public void An_upgrade_can_be_withdrawn_until_it_takes_effect_and_then_another_announced()
    {
        Apply(new WithdrawUpgrade("notes"), "council").Code.ShouldBe("no-upgrade");
        Apply(new WithdrawUpgrade("none"), "council").Code.ShouldBe("unknown-module");
        At(1).Announce(2, effective: 20).ShouldBeApplied();
        At(2).Announce(2, effective: 30).Code.ShouldBe("upgrade-pending");
        market.Editions.Announced.ShouldBe([("notes", (ushort)2, 20UL)]);
        Apply(new WithdrawUpgrade("notes"), "council").ShouldBeApplied();
        At(25).Do(new DoubleNote(5)).Code.ShouldBe("unknown-action");
        market.Editions.Number.ShouldBe(0u);
    }

    [Fact]
    public void An_upgrade_that_cannot_be_completed_leaves_the_market_under_its_rules()
    {
        At(1).Do(new Put(5, 50, 40)).ShouldBeApplied();
        At(2).Announce(2, effective: 20, NotesParameters.Of(13)).ShouldBeApplied();
        At(30).Do(new DoubleNote(5)).Code.ShouldBe("unknown-action");
        market.Events.OfType<UpgradeFailed>().ShouldBe([new UpgradeFailed("notes", 2, "trial-asked")]);
        At(50).Do(new Put(6, 60, 70)).ShouldBeApplied();
        market.Events.OfType<Rang>().ShouldBe([new Rang(1, 5, 50)]);
        market.Tables.ShouldContain(t => t.Name == "useless");
        market.Editions.InForce.Mechanism.Rules.ShouldBe((ushort)1);
        Market.Restore(Genesis, new NotesRulebook(), market.Snapshot()).StateHash().ShouldBe(market.StateHash());
        At(51).Announce(2, effective: 70, NotesParameters.Of(12)).ShouldBeApplied();
        At(70).Do(new DoubleNote(6)).ShouldBeApplied();
    }

    [Fact]
    public void A_snapshot_that_needs_rules_which_the_program_does_not_have_is_refused_and_says_which()
    {
        At(1).Announce(2, effective: 20).ShouldBeApplied();
        Should.Throw<EncodingException>(() => Market.Restore(Genesis, new NotesRulebook(old: true), market.Snapshot())).Message.ShouldBe("The market's journal needs rules 2 of 'notes', after rules 1; this program has rules 1.");
        At(20).Do(new TellFee(default)).ShouldBeApplied();
        Should.Throw<EncodingException>(() => Market.Restore(Genesis, new NotesRulebook(old: true), market.Snapshot())).Message.ShouldBe("No rules 2.");
    }

    [Fact]
    public void A_market_of_one_edition_is_never_upgraded()
    {
        var trial = new Market(Genesis, new Kernel.Modules(scope => new Notes(scope, 1, new NotesParameters())));
        trial.Ledger.TryFind("council", out Account council);
        trial.Apply(new Command { Sender = council }, new Upgrade("notes", 2, default, 100)).Code.ShouldBe("rules-unknown");
        trial.Editions.Explain(new Upgrade("notes", 2, default, 100)).ShouldBe("The market's journal needs rules 2 of 'notes', after rules 1; this program has no way to other rules.");
    }

    UpgradeTests At(ulong instant)
    {
        now = instant;
        return this;
    }

    Outcome Announce(ushort rules, ulong effective, Bytes parameters = default) => Apply(new Upgrade("notes", rules, parameters, effective), "council");

    Outcome Do<T>(in T action, int slot = 0) where T : struct => Apply(action, "bank", slot);

    Outcome Apply<T>(T action, Name sender, int slot = 0) where T : struct
    {
        ulong at = now;
        Outcome Step(Market to)
        {
            to.Ledger.TryFind(sender, out Account account);
            return to.Apply(new Command { Now = at, Sender = account }, action, slot);
        }
        done.Add((at, Step));
        return Step(market);
    }

    Market Replay(Market into, int from)
    {
        foreach (var (_, step) in done.Skip(from)) step(into);
        return into;
    }

    ulong FeeOf(Hash32 request)
    {
        Do(new TellFee(request)).ShouldBeApplied();
        return market.Events.OfType<FeeTold>().ShouldHaveSingleItem().Fee;
    }
}

static class OutcomeExpectations
{
    public static void ShouldBeApplied(this Outcome outcome) => outcome.ToString().ShouldBe("applied");
}
