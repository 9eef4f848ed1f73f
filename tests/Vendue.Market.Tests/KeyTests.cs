namespace Vendue.Kernel.Tests;

public sealed class KeyTests
{
    static readonly Hash32 Key = TrialMarket.Id("hot key"), Stranger = TrialMarket.Id("stranger's key");

    readonly TrialMarket trial = new("alice", "bob");

    [Fact]
    public void A_delegated_key_signs_the_actions_of_its_scope_and_no_other()
    {
        Authorise([68], 100);
        Signed(Key, new Note([], false)).IsApplied.ShouldBeTrue();
        Signed(Key, new Give([])).Code.ShouldBe("key-out-of-scope");
    }

    [Fact]
    public void A_key_without_scope_signs_all_of_the_mechanisms_actions_and_never_the_kernels()
    {
        Authorise([], 100);
        Signed(Key, new Note([], false)).IsApplied.ShouldBeTrue();
        Signed(Key, new Withdraw("coin", 1, Key)).Code.ShouldBe("key-out-of-scope");
        Signed(Key, new AuthoriseKey(Stranger, [], 100)).Code.ShouldBe("key-out-of-scope");
    }

    [Fact]
    public void A_scope_that_names_kernel_actions_gives_none_of_them()
    {
        Authorise([2, 4], 100);
        Signed(Key, new Withdraw("coin", 1, Key)).Code.ShouldBe("key-out-of-scope");
    }

    [Fact]
    public void A_key_counts_up_to_its_last_instant()
    {
        Authorise([], 10);
        trial.Now = 10;
        Signed(Key, new Note([], false)).IsApplied.ShouldBeTrue();
        trial.Now = 11;
        Signed(Key, new Note([], false)).Code.ShouldBe("key-expired");
    }

    [Fact]
    public void A_key_that_counted_when_the_proof_was_received_counts_when_its_verdict_is_in()
    {
        var request = TrialMarket.Id("r");
        Authorise([], 10);
        trial.Do("bob", new Post(request, 5, 90, new()));
        trial.Do("alice", new Take(request, 5, 50));
        trial.Do("node", 10, new ReceiveProof(Stranger, request, "alice")).IsApplied.ShouldBeTrue();
        trial.Now = 20;
        trial.Market.Apply(trial.By("alice") with { Key = Key, Receipt = Stranger, Expires = 15, Verdicts = new[] { Verdict.Valid } }, new Deliver(request)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_revoked_key_signs_nothing_and_can_be_authorised_again()
    {
        Authorise([], 100);
        trial.Do("alice", new AuthoriseKey(Key, [], 100)).Code.ShouldBe("key-exists");
        trial.Do("alice", new RevokeKey(Key)).IsApplied.ShouldBeTrue();
        Signed(Key, new Note([], false)).Code.ShouldBe("key-unknown");
        trial.Do("alice", new RevokeKey(Key)).Code.ShouldBe("key-unknown");
        Authorise([], 100);
        trial.Market.Tables.Single(t => t.Name == "blobs").Count.ShouldBe(1);
    }

    [Fact]
    public void A_key_is_one_accounts_and_not_anothers()
    {
        Authorise([], 100);
        trial.Market.Apply(trial.By("bob") with { Key = Key }, new Note([], false)).Code.ShouldBe("key-unknown");
        trial.Do("bob", new AuthoriseKey(Key, [], 100)).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_strangers_key_spends_no_nonce()
    {
        trial.Market.Apply(trial.By("alice") with { Key = Stranger, Nonce = 9 }, new Note([], false)).Code.ShouldBe("key-unknown");
        trial.Market.Keys.LastNonce(trial["alice"], 0).ShouldBe(0ul);
    }

    [Fact]
    public void A_refused_command_has_spent_its_nonce()
    {
        Numbered(0, 3, new Note([], true)).Code.ShouldBe("trial-asked");
        trial.Market.Keys.LastNonce(trial["alice"], 0).ShouldBe(3ul);
        Numbered(0, 3, new Note([], false)).Sentence.ShouldContain("not above 3");
        Numbered(0, 4, new Undeclared()).Code.ShouldBe("unknown-action");
        trial.Market.Keys.LastNonce(trial["alice"], 0).ShouldBe(4ul);
    }

    [Fact]
    public void Nonces_grow_within_a_lane_and_lanes_do_not_meet()
    {
        Numbered(0, 10, new Note([], false)).IsApplied.ShouldBeTrue();
        Numbered(1, 1, new Note([], false)).IsApplied.ShouldBeTrue();
        Numbered(0, 9, new Note([], false)).Code.ShouldBe("nonce-used");
        Numbered(0, ulong.MaxValue, new Note([], false)).IsApplied.ShouldBeTrue();
        trial.Market.Keys.LastNonce(trial["bob"], 0).ShouldBe(0ul);
    }

    [Fact]
    public void An_expired_command_has_spent_its_nonce()
    {
        trial.Now = 11;
        trial.Market.Apply(trial.By("alice") with { Expires = 11, Nonce = 1 }, new Note([], false)).IsApplied.ShouldBeTrue();
        trial.Market.Apply(trial.By("alice") with { Expires = 10, Nonce = 2 }, new Note([], false)).Code.ShouldBe("expired");
        trial.Market.Keys.LastNonce(trial["alice"], 0).ShouldBe(2ul);
    }

    [Fact]
    public void A_key_spends_no_more_than_its_limit_in_all_whatever_returns()
    {
        trial.Do("alice", new LimitKey(Key, "coin", 100)).IsApplied.ShouldBeTrue();
        Authorise([], 100);
        Signed(Key, new Post(TrialMarket.Id("one"), 60, 20, new())).IsApplied.ShouldBeTrue();
        Signed(Key, new Post(TrialMarket.Id("two"), 41, 20, new())).Code.ShouldBe("key-limit-reached");
        trial.Free("alice").ShouldBe(940);
        trial.Tick(21);
        trial.Free("alice").ShouldBe(1_000);
        Signed(Key, new Post(TrialMarket.Id("two"), 41, 50, new())).Code.ShouldBe("key-limit-reached");
        Signed(Key, new Post(TrialMarket.Id("two"), 40, 50, new())).IsApplied.ShouldBeTrue();
        trial.Do("alice", new Post(TrialMarket.Id("three"), 500, 50, new())).IsApplied.ShouldBeTrue();
        trial.Do("alice", new LimitKey(Key, "coin", 1)).IsApplied.ShouldBeTrue();
        Signed(Key, new Post(TrialMarket.Id("four"), 1, 50, new())).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public void A_key_cannot_raise_its_own_limit()
    {
        Authorise([], 100);
        Signed(Key, new LimitKey(Key, "coin", 1_000)).Code.ShouldBe("key-out-of-scope");
    }

    void Authorise(ushort[] actions, ulong expires) => trial.Do("alice", new AuthoriseKey(Key, actions, expires)).IsApplied.ShouldBeTrue();

    Outcome Signed<T>(Hash32 key, T action) where T : struct => trial.Market.Apply(trial.By("alice") with { Key = key }, action);

    Outcome Numbered<T>(ushort lane, ulong nonce, T action) where T : struct => trial.Market.Apply(trial.By("alice") with { Lane = lane, Nonce = nonce }, action);
}
