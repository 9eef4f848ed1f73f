namespace Vendue.Kernel.Tests;

public sealed class ReportTests
{
    static readonly Hash32 R = TrialMarket.Id("r"), Generator = TrialMarket.Id("generator"), Input = TrialMarket.Id("input");

    readonly TrialMarket trial = new("alice", "peggy");

    public ReportTests()
    {
        trial.Do("alice", new Post(R, 105, 50, new() { Generator = Generator, Input = Input })).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new Take(R, 30, 40)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_report_claims_that_the_stated_generator_makes_no_witness_of_the_stated_input() =>
        trial.Market.ClaimsIn(10, Codec<Report>.Of.Encode(new Report(R, Fault.Unprovable))).ShouldBe([new WitnessClaim(R, Generator, Input)]);

    [Fact]
    public void Work_found_impossible_returns_the_bond_and_the_requester_pays_a_tenth_of_the_price_rounded_down()
    {
        Judged(Verdict.Unexecutable).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(1_010);
        trial.Free("alice").ShouldBe(990);
        trial.Market.Requests.Count.ShouldBe(0);
        trial.Market.Timers.Count.ShouldBe(0);
        trial.Market.Events.OfType<Reported>().ShouldBe([new Reported(R, trial["peggy"], Fault.Unprovable, new Asset(0), 10)]);
        trial.Market.Events.OfType<RequestEnded>().Single().Ending.ShouldBe(Ending.Unprovable);
    }

    [Fact]
    public void A_report_of_work_that_can_be_done_changes_nothing()
    {
        Judged(Verdict.Valid).Code.ShouldBe("provable");
        trial.Free("peggy").ShouldBe(970);
        trial.Market.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_deadline_waits_for_the_verdict_on_a_report_received_before_it()
    {
        var digest = TrialMarket.Id("command");
        trial.Do("node", 40, new ReceiveProof(digest, R, "peggy")).IsApplied.ShouldBeTrue();
        trial.Tick(45);
        trial.Market.Requests.Count.ShouldBe(1);
        trial.Market.Apply(trial.By("peggy") with { Receipt = digest, Verdicts = new[] { Verdict.Unexecutable } }, new Report(R, Fault.Unavailable)).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(1_010);
    }

    Outcome Judged(Verdict verdict) => trial.Market.Apply(trial.By("peggy") with { Verdicts = new[] { verdict } }, new Report(R, Fault.Unprovable));
}
