namespace Vendue.Kernel.Tests;

public sealed class PrivateInputTests
{
    static readonly Hash32 R = TrialMarket.Id("r"), Key = TrialMarket.Id("key");
    static readonly Bytes Sealed = new([1, 2, 3]);

    readonly TrialMarket trial = new("alice", "peggy", "paul");

    public PrivateInputTests()
    {
        trial.Do("peggy", new PublishEncryptionKey(Key)).IsApplied.ShouldBeTrue();
        trial.Do("alice", new Post(R, 100, 50, new() { Private = true })).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void The_requester_is_told_to_seal_the_key_to_the_assignee_and_only_the_assignee_gets_it()
    {
        trial.Market.Opportunities(trial["alice"]).ShouldBeEmpty();
        trial.Do("peggy", new Take(R, 30, 40)).IsApplied.ShouldBeTrue();
        var step = trial.Market.Opportunities(trial["alice"]).ShouldHaveSingleItem();
        (step.Action, step.Request, new Hash32(step.Terms.Span)).ShouldBe((PrivateInputs.DeliverTag, R, Key));
        trial.Market.Opportunities(trial["paul"]).ShouldBeEmpty();
        trial.Do("paul", new DeliverKey(R, Sealed)).Code.ShouldBe("not-authorised");
        trial.Do("alice", new DeliverKey(R, Sealed)).IsApplied.ShouldBeTrue();
        trial.Market.Requests.TryFind(R, out var request).ShouldBeTrue();
        trial.Market.PrivateInputs.SealedFor(request, trial["peggy"]).ShouldBe(Sealed);
        trial.Market.PrivateInputs.SealedFor(request, trial["paul"]).Length.ShouldBe(0);
        trial.Market.Opportunities(trial["alice"]).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_of_the_key_is_left_when_the_request_ends()
    {
        trial.Do("peggy", new Take(R, 30, 40));
        trial.Do("alice", new DeliverKey(R, Sealed));
        trial.Tick(60);
        trial.Market.Tables.Single(t => t.Name == "private-inputs").Count.ShouldBe(0);
        trial.Market.Blobs.ShouldBeEmptyOfBytes(trial.Market);
    }

    [Fact]
    public void A_key_of_unreasonable_length_is_refused()
    {
        trial.Do("peggy", new Take(R, 30, 40));
        trial.Do("alice", new DeliverKey(R, new Bytes(new byte[257]))).Code.ShouldBe("bad-encoding");
        trial.Do("alice", new DeliverKey(R, default)).Code.ShouldBe("bad-encoding");
    }
}
