namespace Vendue.Kernel.Tests.Modules;

public sealed class ScopeTests
{
    static readonly Hash32 R = TrialMarket.Id("r");
    static readonly Hash32 Q = TrialMarket.Id("q");

    static TrialMarket Open(Kernel.Modules rules) => Funded(new TrialMarket(new Market(TrialMarket.Standard, rules)));

    static TrialMarket Funded(TrialMarket trial)
    {
        trial.Fund("alice", 1_000);
        trial.Fund("peggy", 1);
        trial.Fund("paul", 1);
        return trial;
    }

    static Nest NestOf(TrialMarket trial) => (Nest)trial.Market.Mechanism;

    [Fact]
    public void A_held_module_has_names_and_numbers_of_its_own()
    {
        var trial = Open(new(s => new Nest(s, "inner", "core")));
        trial.Market.Tables.Select(t => t.Name).ShouldContain("orders");
        trial.Market.Tables.Select(t => t.Name).ShouldContain("inner/orders");
        trial.Market.Tables.Select(t => t.Name).ShouldContain("inner/core/orders");
        trial.Market.Actions.Where(a => a.Tag >= 64).Select(a => (a.Tag, a.Name)).ShouldBe([
            (64, "order"), (65, "hand-in"),
            (8 * 1024 + 64, "inner-order"), (8 * 1024 + 65, "inner-hand-in"),
            (9 * 1024 + 64, "inner-core-order"), (9 * 1024 + 65, "inner-core-hand-in"),
        ]);
        trial.Market.Opportunities(trial["alice"]).Select(o => (int)o.Action).ShouldBe([65, 8 * 1024 + 65, 9 * 1024 + 65]);
    }

    [Fact]
    public void A_held_modules_actions_claims_and_events_go_by_its_numbers()
    {
        var trial = Open(new(s => new Nest(s, "inner")));
        trial.Market.TryFindAction("inner-order", out var order).ShouldBeTrue();
        var body = new Bytes(Codec<Order>.Of.Encode(new Order(R, 40, 50)));
        trial.Market.Apply(trial.By("alice"), order!.Tag, body.Memory).IsApplied.ShouldBeTrue();
        trial.Market.ClaimsIn((8 * 1024) + 65, Codec<HandIn>.Of.Encode(new HandIn(R, 0))).ShouldHaveSingleItem().ShouldBeOfType<ProofClaim>().Request.ShouldBe(R);
        trial.Market.ClaimsIn((8 * 1024) + 64, body.Memory).ShouldBeEmpty();
        trial.Market.Apply(trial.By("peggy"), new HandIn(R, 0), slot: 8).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(41);
        Enumerable.Range(0, trial.Market.Events.Count).Select(trial.Market.Events.KindAt).Last(e => e.Tag >= 64).ShouldSatisfyAllConditions(
            e => e.Name.ShouldBe("inner-paid"), e => e.Tag.ShouldBe((ushort)((8 * 1024) + 64)));
        trial.Market.Events.OfType<Paid>().ShouldBe([new Paid(R, trial["peggy"])]);
    }

    [Fact]
    public void Each_scope_closes_the_requests_it_opened()
    {
        var trial = Open(new(s => new Nest(s, "inner")));
        trial.Do("alice", new Order(R, 40, 50)).IsApplied.ShouldBeTrue();
        trial.Market.Apply(trial.By("alice"), new Order(Q, 60, 50), slot: 8).IsApplied.ShouldBeTrue();
        trial.Free("alice").ShouldBe(900);
        trial.Tick(51);
        trial.Market.Events.OfType<RequestEnded>().Select(e => e.Ending).ShouldBe([Ending.Expired, Ending.Expired]);
        trial.Free("alice").ShouldBe(1_000);
    }

    [Fact]
    public void Two_scopes_of_one_name_are_a_defect() =>
        Should.Throw<InvariantException>(() => Open(new(s => { s.Child("a", c => new Nest(c)); s.Child("a", c => new Nest(c)); return new Nest(s); })));

    [Fact]
    public void Without_a_policy_what_is_accepted_is_final_at_once()
    {
        var trial = Open(new(s => new Nest(s)));
        trial.Do("alice", new Order(R, 40, 50));
        trial.Do("peggy", new HandIn(R, 0)).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(41);
    }

    [Fact]
    public void A_policy_says_when_an_accepted_proof_is_final_and_the_mechanism_pays_then()
    {
        var trial = Open(new(s => new Nest(s)) { Finality = s => new Patience(s) });
        trial.Do("alice", new Order(R, 40, 50));
        trial.Do("peggy", new HandIn(R, 0)).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(1);
        trial.Do("paul", new HandIn(R, 0)).Code.ShouldBe("weaker");
        trial.Market.Apply(trial.By("alice"), new Decide(R, true), Scope.Finality).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(41);
        trial.Market.TryFindAction("finality-decide", out _).ShouldBeTrue();
    }

    [Fact]
    public void A_policy_tells_its_mechanism_what_gave_way_and_what_is_void()
    {
        var trial = Open(new(s => new Nest(s)) { Finality = s => new Patience(s) });
        trial.Do("alice", new Order(R, 40, 50));
        trial.Do("peggy", new HandIn(R, 0));
        trial.Market.Apply(trial.By("alice"), new Decide(R, false), Scope.Finality).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new HandIn(R, 0));
        trial.Do("paul", new HandIn(R, 1)).IsApplied.ShouldBeTrue();
        trial.Free("paul").ShouldBe(41);
        NestOf(trial).Told.ShouldBe(["void", "peggy gave way to paul"]);
    }

    [Fact]
    public void A_policy_answers_the_scope_that_accepted()
    {
        var trial = Open(new(s => new Nest(s, "inner")) { Finality = s => new Patience(s) });
        trial.Market.Apply(trial.By("alice"), new Order(R, 40, 50), slot: 8);
        trial.Market.Apply(trial.By("peggy"), new HandIn(R, 0), slot: 8).IsApplied.ShouldBeTrue();
        trial.Market.Apply(trial.By("paul"), new HandIn(R, 1), slot: 8).IsApplied.ShouldBeTrue();
        NestOf(trial).Told.ShouldBeEmpty();
        NestOf(trial).Child!.Told.ShouldBe(["peggy gave way to paul"]);
    }

    [Fact]
    public void A_request_that_ends_under_a_policy_leaves_nothing_of_it()
    {
        var trial = Open(new(s => new Nest(s)) { Finality = s => new Patience(s) });
        trial.Do("alice", new Order(R, 40, 50));
        trial.Do("peggy", new HandIn(R, 0));
        trial.Tick(51);
        trial.Free("alice").ShouldBe(1_000);
        trial.Market.Tables.Single(t => t.Name == "finality/standing").Count.ShouldBe(0);
    }

    [Fact]
    public void Reward_schedules_hear_of_every_payment_in_its_frame()
    {
        var trial = Open(new(s => new Nest(s)) { Schedules = [("doubling", s => new Doubling(s)), ("again", s => new Doubling(s))] });
        trial.Do("alice", new Order(R, 40, 50));
        trial.Do("peggy", new HandIn(R, 0)).IsApplied.ShouldBeTrue();
        trial.Market.Ledger.Balance(trial["peggy"], new Asset(1)).ShouldBe(80);
        trial.Market.Ledger.Sum(new Asset(1)).ShouldBe(0);
    }

    [Fact]
    public void Every_module_hears_of_the_beacon()
    {
        var trial = Open(new(s => new Nest(s, "inner")));
        trial.Do("node", new RevealBeacon(TrialMarket.BeaconChain[1])).IsApplied.ShouldBeTrue();
        NestOf(trial).Told.ShouldBe(["beacon"]);
        NestOf(trial).Child!.Told.ShouldBe(["beacon"]);
    }

    [Fact]
    public void A_timer_that_divides_by_zero_is_undone_and_told_and_the_market_goes_on()
    {
        var trial = Open(new(s => new Nest(s)));
        NestOf(trial).SetBreaking(10);
        trial.Tick(11).IsApplied.ShouldBeTrue();
        trial.Market.Events.OfType<Paid>().ShouldBeEmpty();
        trial.Market.Events.OfType<TimerFailed>().ShouldHaveSingleItem().Due.ShouldBe(10ul);
        trial.Do("alice", 12, new Order(R, 40, 50)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_mechanism_that_fails_at_the_last_deadline_does_not_keep_the_request_alive()
    {
        var trial = Open(new(s => new Nest(s) { DivideAtLast = 0 }));
        trial.Do("alice", new Order(R, 40, 50));
        trial.Tick(51).IsApplied.ShouldBeTrue();
        trial.Market.Requests.Count.ShouldBe(0);
        trial.Free("alice").ShouldBe(1_000);
    }

    [Fact]
    public void A_snapshot_holds_the_state_of_every_scope()
    {
        var rules = new Kernel.Modules(s => new Nest(s, "inner")) { Finality = s => new Patience(s) };
        var trial = Open(rules);
        trial.Market.Apply(trial.By("alice"), new Order(R, 40, 50), slot: 8);
        trial.Market.Apply(trial.By("peggy"), new HandIn(R, 0), slot: 8);
        var restored = new TrialMarket(Market.Restore(TrialMarket.Standard, rules, trial.Market.Snapshot()));
        restored.Market.StateHash().ShouldBe(trial.Market.StateHash());
        restored.Market.Apply(restored.By("paul"), new HandIn(R, 1), slot: 8).IsApplied.ShouldBeTrue();
        restored.Free("paul").ShouldBe(41);
    }
}
