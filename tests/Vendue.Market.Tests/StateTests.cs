using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class StateTests
{
    internal static readonly Gen<Action<TrialMarket>> Steps = Gen.OneOf(
        Gen.Select(Gen.ULong[1, 8], Gen.ULong[0, 40]).Select((id, ends) => (Action<TrialMarket>)(t => t.Do("alice", new Post(Id(id), id * 10, t.Now + ends, new Statement { Work = id })))),
        Gen.Select(Gen.ULong[1, 8], Gen.ULong[0, 30]).Select((id, due) => (Action<TrialMarket>)(t => t.Do("peggy", new Take(Id(id), id, t.Now + due)))),
        Gen.ULong[1, 8].Select(id => (Action<TrialMarket>)(t => t.Market.Apply(t.By("peggy") with { Verdicts = new[] { Verdict.Valid } }, new Deliver(Id(id))))),
        Gen.Select(Gen.ULong[1, 8], Gen.ULong[1, 9]).Select((id, digest) => (Action<TrialMarket>)(t => t.Do("node", new ReceiveProof(Id(100 + digest), Id(id), "peggy")))),
        Gen.ULong[1, 9].Select(digest => (Action<TrialMarket>)(t => t.Do("node", new DropProof(Id(100 + digest))))),
        Gen.ULong[0, 20].Select(time => (Action<TrialMarket>)(t => t.Tick(t.Now + time))),
        Gen.Select(Gen.Select(Gen.ULong[0, 9], Gen.ULong, Gen.Bool, (k, v, r) => new NoteStep(k, v, r)).Array[0, 6], Gen.Bool).Select((steps, refuse) => (Action<TrialMarket>)(t => t.Do("alice", new Note(steps, refuse)))),
        Gen.Select(Gen.ULong[0, 30], Gen.Byte[0, 2], Gen.Bool).Select((due, phase, refuse) => (Action<TrialMarket>)(t => t.Do("alice", new Remind(t.Now + due, phase, due, refuse)))),
        Gen.Const((Action<TrialMarket>)(t => t.Do("alice", new Forget()))),
        Gen.Select(EncodingTests.Names, Gen.ULong[0, 900], Gen.Bool).Select((to, amount, mark) => (Action<TrialMarket>)(t => t.Do("alice", new Give([new Gift(to, amount, mark)])))));

    [Fact]
    public void A_snapshot_taken_at_any_point_and_restored_goes_on_to_the_same_state_and_events() =>
        Gen.Select(Steps.Array[0, 60], Gen.Int[0, 60]).Sample((steps, at) =>
        {
            var straight = new TrialMarket("alice", "peggy");
            var restored = straight;
            for (int i = 0; i < steps.Length; i++)
            {
                steps[i](straight);
                if (restored != straight)
                {
                    steps[i](restored);
                    Told(restored).ShouldBe(Told(straight));
                }
                if (i == at) restored = straight.Restored();
                restored.Market.StateHash().ShouldBe(straight.Market.StateHash());
            }
            straight.Market.Ledger.Sum(new Asset(0)).ShouldBe(0);
        }, iter: 60);

    [Fact]
    public void A_refused_command_changes_nothing_but_the_clock() =>
        Steps.Array[0, 40].Sample(steps =>
        {
            var trial = new TrialMarket("alice", "peggy");
            foreach (var step in steps)
            {
                step(trial);
                trial.Tick(trial.Now);
                var before = BatchTests.RowsBut(trial.Market, "clock");
                trial.Do("alice", new Note([new(1, 2, false), new(3, 4, false), new(1, 0, true), new(9, 9, false)], true)).IsRefused.ShouldBeTrue();
                BatchTests.RowsBut(trial.Market, "clock").ShouldBe(before);
            }
        }, iter: 40);

    [Fact]
    public void Every_request_ends_and_all_that_was_held_for_it_is_somebodys_again() =>
        Steps.Array[0, 80].Sample(steps =>
        {
            var trial = new TrialMarket("alice", "peggy");
            foreach (var step in steps) step(trial);
            trial.Tick(trial.Now + 10_000);
            trial.Market.Requests.Count.ShouldBe(0);
            trial.Market.Timers.Count.ShouldBe(0);
            foreach (string table in (string[])["holdings", "receipts", "blobs", "blob-pieces", "taken"])
                trial.Market.Tables.Single(t => t.Name == table).Count.ShouldBe(0, table);
        }, iter: 60);

    [Fact]
    public void Equal_histories_have_equal_hashes_and_histories_one_value_apart_have_others()
    {
        Busy().Market.StateHash().ShouldBe(Busy().Market.StateHash());
        Busy().Market.Snapshot().ShouldBe(Busy().Market.Snapshot());
        TrialMarket one = Busy(), other = Busy();
        one.Do("alice", new Note([new(1, 43, false)], false));
        other.Do("alice", new Note([new(1, 44, false)], false));
        one.Market.StateHash().ShouldNotBe(other.Market.StateHash());
    }

    [Fact]
    public void A_snapshot_changed_in_any_place_is_refused_or_has_another_hash()
    {
        var trial = Busy();
        byte[] snapshot = trial.Market.Snapshot();
        var hash = trial.Market.StateHash();
        int loaded = 0;
        for (int at = "vendue/snapshot/1".Length + Hash32.Size; at < snapshot.Length; at += 7)
        {
            byte[] changed = [.. snapshot];
            changed[at] ^= 1;
            Market market;
            try
            {
                market = Market.Restore(trial.Market.Genesis, m => new TrialMechanism(m), changed);
            }
            catch (Exception e) when (e is EncodingException or InvariantException)
            {
                continue;
            }
            market.StateHash().ShouldNotBe(hash, $"byte {at}");
            loaded++;
        }
        loaded.ShouldBeGreaterThan(snapshot.Length / 14);
    }

    [Fact]
    public void A_snapshot_of_another_market_or_of_none_is_refused()
    {
        var trial = Busy();
        byte[] snapshot = trial.Market.Snapshot();
        var other = trial.Market.Genesis with { Venue = "other" };
        Should.Throw<EncodingException>(() => Market.Restore(other, m => new TrialMechanism(m), snapshot));
        Should.Throw<EncodingException>(() => Market.Restore(trial.Market.Genesis, m => new TrialMechanism(m), snapshot.AsMemory(1)));
        Should.Throw<EncodingException>(() => Market.Restore(trial.Market.Genesis, m => new TrialMechanism(m), snapshot.AsMemory(0, snapshot.Length - 1)));
        Should.Throw<EncodingException>(() => Market.Restore(trial.Market.Genesis, m => new TrialMechanism(m), (byte[])[.. snapshot, 0]));
    }

    [Fact]
    public void A_market_stops_at_a_defect_rather_than_go_on_with_half_a_command()
    {
        var trial = Busy();
        Should.Throw<InvariantException>(() => trial.Do("alice", new Break()));
        Should.Throw<InvariantException>(() => trial.Tick(trial.Now)).Message.ShouldContain("stopped");
    }

    [Theory]
    [InlineData(17, 10u, "at most 16 assets")]
    [InlineData(1, uint.MaxValue, "A table holds at most")]
    [InlineData(16, 1u << 27, "Accounts times assets")]
    public void A_genesis_beyond_what_a_market_can_hold_is_refused(int assets, uint accounts, string why)
    {
        var genesis = TrialMarket.Standard with { Assets = [.. Enumerable.Range(0, assets).Select(i => (Name)$"a{i}")], Limits = new Limits { Accounts = accounts } };
        Should.Throw<EncodingException>(() => new TrialMarket(genesis)).Message.ShouldContain(why);
    }

    [Fact]
    public void A_genesis_with_nameless_or_repeated_assets_or_offices_is_refused()
    {
        Should.Throw<EncodingException>(() => new TrialMarket(TrialMarket.Standard with { Assets = ["a", "a"] }));
        Should.Throw<EncodingException>(() => new TrialMarket(TrialMarket.Standard with { Assets = [default] }));
        Should.Throw<EncodingException>(() => new TrialMarket(TrialMarket.Standard with { Authorities = [new("custodian", default)] }));
    }

    [Fact]
    public void An_office_may_have_several_holders()
    {
        var trial = new TrialMarket(TrialMarket.Standard with { Authorities = [new("custodian", "bank"), new("custodian", "vault"), new("sequencer", "node")] });
        foreach (string holder in (string[])["bank", "vault"]) trial.Do(holder, new Deposit("x", "coin", 1, Id((ulong)holder.Length))).IsApplied.ShouldBeTrue();
        trial.Do("node", new Deposit("x", "coin", 1, Id(9))).Code.ShouldBe("not-authorised");
    }

    [Fact]
    public void Time_that_runs_backwards_leaves_no_trace_at_all()
    {
        var trial = Busy();
        var before = trial.Market.StateHash();
        trial.Market.Apply(trial.By("alice") with { Now = 0, Nonce = 4 }, new Tick()).Code.ShouldBe("time-backwards");
        trial.Market.StateHash().ShouldBe(before);
    }

    static TrialMarket Busy()
    {
        var trial = new TrialMarket("alice", "peggy");
        trial.Tick(5);
        trial.Do("alice", new Post(Id(1), 10, 100, new())).IsApplied.ShouldBeTrue();
        trial.Do("peggy", new Take(Id(1), 10, 50)).IsApplied.ShouldBeTrue();
        trial.Do("node", new ReceiveProof(Id(2), Id(1), "peggy")).IsApplied.ShouldBeTrue();
        trial.Do("alice", new Note([new(1, 42, false), new(2, 42, false), new(1, 0, true), new(1, 42, false)], false)).IsApplied.ShouldBeTrue();
        trial.Do("alice", new AuthoriseKey(Id(3), [64], 9)).IsApplied.ShouldBeTrue();
        trial.Do("alice", new Withdraw("coin", 3, Id(4))).IsApplied.ShouldBeTrue();
        trial.Do("alice", new Remind(70, 1, 2, false)).IsApplied.ShouldBeTrue();
        trial.Market.Apply(trial.By("alice") with { Nonce = 3, Lane = 2 }, new Note([], false)).IsApplied.ShouldBeTrue();
        return trial;
    }

    static List<string> Told(TrialMarket trial) =>
        [.. Enumerable.Range(0, trial.Market.Events.Count).Select(i => trial.Market.Events.KindAt(i).Name + Convert.ToHexString(trial.Market.Events.BytesAt(i)))];

    static Hash32 Id(ulong number) => TrialMarket.Id($"id {number}");
}
