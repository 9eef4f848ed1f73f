namespace Vendue.Kernel.Tests;

public sealed class ReceiptTests
{
    static readonly Hash32 R = TrialMarket.Id("r"), Other = TrialMarket.Id("other"), Digest = TrialMarket.Id("command"), Late = TrialMarket.Id("late");

    readonly TrialMarket trial = new("alice", "peggy");

    public ReceiptTests()
    {
        trial.Do("alice", new Post(R, 100, 5_000, new())).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new Take(R, 30, 40)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_proof_received_in_time_counts_however_long_its_verdict_took()
    {
        Receive(40, Digest, R);
        trial.Tick(120);
        trial.Market.Requests.Count.ShouldBe(1);
        Deliver(139, Digest).IsApplied.ShouldBeTrue();
        trial.Free("peggy").ShouldBe(1_100);
    }

    [Fact]
    public void A_deadline_waits_for_a_verdict_no_longer_than_its_bound()
    {
        Receive(40, Digest, R);
        trial.Tick(140);
        trial.Market.Requests.Count.ShouldBe(1);
        trial.Tick(141);
        trial.Market.Requests.Count.ShouldBe(0);
        trial.Free("peggy").ShouldBe(970);
        trial.Market.Events.OfType<SlashedEvent>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_proof_received_after_the_deadline_does_not_hold_it_up()
    {
        trial.Now = 41;
        trial.Do("node", new ReceiveProof(Digest, R, "peggy")).Code.ShouldBe("unknown-request");
        trial.Free("peggy").ShouldBe(970);
    }

    [Fact]
    public void A_deadline_goes_on_once_the_last_verdict_on_a_proof_in_time_is_in_though_later_proofs_are_pending()
    {
        Receive(40, Digest, R);
        Receive(60, Late, R);
        trial.Do("node", 61, new DropProof(Digest)).IsApplied.ShouldBeTrue();
        trial.Tick(61);
        trial.Market.Requests.Count.ShouldBe(0);
        trial.Free("peggy").ShouldBe(970);
    }

    [Fact]
    public void A_wrong_proof_received_in_time_lets_the_deadline_go_on_at_once()
    {
        Receive(40, Digest, R);
        trial.Now = 60;
        trial.Market.Apply(trial.By("peggy") with { Receipt = Digest, Verdicts = new[] { Verdict.Invalid } }, new Deliver(R)).Code.ShouldBe("invalid-proof");
        trial.Tick(60);
        trial.Market.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public void One_command_with_proofs_for_two_requests_holds_up_the_deadlines_of_both()
    {
        trial.Do("alice", new Post(Other, 100, 5_000, new()));
        trial.Do("peggy", new Take(Other, 30, 45)).IsApplied.ShouldBeTrue();
        Receive(40, Digest, R);
        Receive(41, Digest, Other);
        trial.Do("node", new ReceiveProof(Digest, Other, "peggy")).Code.ShouldBe("receipt-known");
        trial.Tick(100);
        trial.Market.Requests.Count.ShouldBe(2);
        Deliver(100, Digest).IsApplied.ShouldBeTrue();
        trial.Tick(100);
        trial.Market.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public void A_receipt_is_judged_even_when_its_command_is_refused_for_its_nonce()
    {
        Receive(40, Digest, R);
        trial.Market.Apply(trial.By("peggy") with { Nonce = 5 }, new Forget()).IsApplied.ShouldBeTrue();
        trial.Now = 50;
        trial.Market.Apply(trial.By("peggy") with { Nonce = 5, Receipt = Digest }, new Deliver(R)).Code.ShouldBe("nonce-used");
        trial.Do("node", new DropProof(Digest)).Code.ShouldBe("unknown-receipt");
    }

    [Fact]
    public void A_waiting_deadline_waits_on_after_a_restore()
    {
        Receive(40, Digest, R);
        trial.Tick(100);
        var restored = trial.Restored();
        restored.Tick(140);
        restored.Market.Requests.Count.ShouldBe(1);
        restored.Tick(141);
        trial.Tick(140);
        trial.Tick(141);
        restored.Market.StateHash().ShouldBe(trial.Market.StateHash());
        restored.Market.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public void A_wait_that_would_pass_the_end_of_time_ends_there()
    {
        var endless = new TrialMarket(TrialMarket.Standard with { VerdictWait = ulong.MaxValue }, "alice", "peggy");
        endless.Do("alice", new Post(R, 100, ulong.MaxValue, new())).IsApplied.ShouldBeTrue();
        endless.Do("peggy", new Take(R, 30, 40)).IsApplied.ShouldBeTrue();
        endless.Do("node", 40, new ReceiveProof(Digest, R, "peggy")).IsApplied.ShouldBeTrue();
        endless.Tick(1_000_000);
        endless.Market.Requests.Count.ShouldBe(1);
        endless.Tick(ulong.MaxValue);
        endless.Market.Requests.Count.ShouldBe(0);
        endless.Market.Ledger.Sum(new Asset(0)).ShouldBe(0);
    }

    [Fact]
    public void Receipts_of_an_ended_request_are_gone()
    {
        Receive(30, Digest, R);
        Receive(30, Late, R);
        Deliver(31, Digest).IsApplied.ShouldBeTrue();
        trial.Do("node", new DropProof(Late)).Code.ShouldBe("unknown-receipt");
        trial.Market.Tables.Single(t => t.Name == "receipts").Count.ShouldBe(0);
    }

    void Receive(ulong now, Hash32 digest, Hash32 request) => trial.Do("node", now, new ReceiveProof(digest, request, "peggy")).IsApplied.ShouldBeTrue();

    Outcome Deliver(ulong now, Hash32 receipt)
    {
        trial.Now = now;
        return trial.Market.Apply(trial.By("peggy") with { Receipt = receipt, Verdicts = new[] { Verdict.Valid } }, new Deliver(R));
    }
}
