namespace Vendue.Kernel.Tests;

public sealed class RequestTests
{
    static readonly Hash32 R = TrialMarket.Id("r");

    readonly TrialMarket trial = new("alice", "peggy", "paul");

    [Fact]
    public void A_request_that_nobody_takes_ends_one_unit_after_its_last_instant_and_its_escrow_returns()
    {
        trial.Do("alice", new Post(R, 100, 50, new())).IsApplied.ShouldBeTrue();
        trial.Free("alice").ShouldBe(900);
        trial.Tick(50).IsApplied.ShouldBeTrue();
        trial.Market.Requests.Count.ShouldBe(1);
        trial.Tick(51).IsApplied.ShouldBeTrue();
        trial.Market.Requests.Count.ShouldBe(0);
        trial.Free("alice").ShouldBe(1_000);
        trial.Market.Events.OfType<RequestEnded>().Single().Ending.ShouldBe(Ending.Expired);
    }

    [Fact]
    public void What_a_mechanism_leaves_at_the_last_deadline_returns_to_each_owner()
    {
        trial.Do("alice", new Post(R, 100, 50, new())).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new Take(R, 30, 80)).IsApplied.ShouldBeTrue();
        trial.Tick(51);
        trial.Free("alice").ShouldBe(1_000);
        trial.Free("peggy").ShouldBe(1_000);
        trial.Market.Requests.Count.ShouldBe(0);
        trial.Market.Timers.Count.ShouldBe(0);
        trial.Market.Blobs.ShouldBeEmptyOfBytes(trial.Market);
        trial.Market.Ledger.Sum(new Asset(0)).ShouldBe(0);
    }

    [Fact]
    public void Holdings_of_other_requests_stay_when_one_ends()
    {
        var other = TrialMarket.Id("other");
        trial.Do("alice", new Post(R, 100, 50, new()));
        trial.Do("alice", new Post(other, 200, 90, new()));
        trial.Do("peggy", new Take(other, 30, 80));
        trial.Tick(51);
        trial.Free("alice").ShouldBe(800);
        trial.Market.Requests.TryFind(other, out var standing).ShouldBeTrue();
        trial.Market.Ledger.HoldingsOf(standing).Select(h => trial.Market.Ledger[h].Amount).ShouldBe([(UInt128)200, 30]);
        trial.Market.Requests[standing].Holdings.ShouldBe(2u);
    }

    [Fact]
    public void A_request_with_money_held_for_it_cannot_end()
    {
        trial.Do("alice", new Post(R, 100, 50, new()));
        trial.Market.Requests.TryFind(R, out var request);
        Should.Throw<InvariantException>(() => trial.Market.Requests.End(request, Ending.Cancelled));
    }

    [Fact]
    public void A_proof_in_time_is_paid_and_the_bond_returns()
    {
        trial.Do("alice", new Post(R, 100, 50, new()));
        trial.Do("peggy", new Take(R, 30, 40));
        trial.Now = 40;
        trial.Market.Apply(trial.By("peggy") with { Verdicts = new[] { Verdict.Valid } }, new Deliver(R)).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(1_100);
        trial.Free("alice").ShouldBe(900);
        trial.Market.Events.OfType<SettledEvent>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_refused_opening_leaves_nothing_behind_even_when_its_caller_goes_on()
    {
        var tight = new TrialMarket(TrialMarket.Standard with { Limits = new Limits { Timers = 0 } }, "alice");
        var before = tight.Market.StateHash();
        tight.Market.Requests.Open(R, tight["alice"], new(), 5, 0, out _).Code.ShouldBe("table-full");
        tight.Market.StateHash().ShouldBe(before);
    }

    [Fact]
    public void A_last_deadline_can_be_moved()
    {
        trial.Do("alice", new Post(R, 100, 50, new()));
        trial.Market.Requests.TryFind(R, out var request);
        trial.Market.Requests.Extend(request, 70).IsApplied.ShouldBeTrue();
        trial.Tick(70);
        trial.Market.Requests.Contains(request).ShouldBeTrue();
        trial.Tick(71);
        trial.Market.Requests.Contains(request).ShouldBeFalse();
    }
}

static class BytesExpectations
{
    public static void ShouldBeEmptyOfBytes(this BytesTable blobs, Market market)
    {
        blobs.ShouldNotBeNull();
        market.Tables.Where(t => t.Name.StartsWith("blob", StringComparison.Ordinal)).Select(t => t.Count).ShouldBe([0, 0]);
    }
}
