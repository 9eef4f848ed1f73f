namespace Vendue.Kernel.Tests;

public sealed class PerformanceTests
{
    static readonly Hash32 R = TrialMarket.Id("r");
    static readonly Asset Coin = new(0);

    readonly TrialMarket trial = new("alice", "peggy", "paul");

    [Fact]
    public void Payments_and_lost_bonds_are_on_record_with_their_instants()
    {
        Take(R, 10);
        trial.Now = 5;
        trial.Market.Apply(trial.By("peggy") with { Verdicts = new[] { Verdict.Valid } }, new Deliver(R)).IsApplied.ShouldBeTrue();
        var late = TrialMarket.Id("late");
        Take(late, 20);
        trial.Tick(21);
        trial.Market.Performance.Of(trial["peggy"]).ShouldBe([new Performance(trial["peggy"], Coin, 0, 1, 1, 0, 30, 0, 5, 21)]);
        trial.Market.Performance.Of(trial["alice"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_command_leaves_no_record()
    {
        Take(R, 10);
        trial.Market.Apply(trial.By("peggy") with { Verdicts = new[] { Verdict.Invalid } }, new Deliver(R)).IsRefused.ShouldBeTrue();
        trial.Market.Performance.Of(trial["peggy"]).ShouldBeEmpty();
    }

    [Fact]
    public void The_record_is_part_of_the_state()
    {
        Take(R, 10);
        trial.Tick(11);
        trial.Restored().Market.Performance.Of(trial["peggy"]).ShouldBe(trial.Market.Performance.Of(trial["peggy"]));
    }

    void Take(Hash32 request, ulong due)
    {
        trial.Do("alice", new Post(request, 100, 50, new())).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new Take(request, 30, due)).IsApplied.ShouldBeTrue();
    }
}
