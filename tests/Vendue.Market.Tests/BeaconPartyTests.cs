namespace Vendue.Kernel.Tests;

/// <summary>The beacon of several parties: nobody chooses a value, and who withholds loses its seat.</summary>
public sealed class BeaconPartyTests
{
    static readonly Hash32[] Operator = TrialMarket.BeaconChain;
    static readonly Hash32[] Ann = Chain("ann"), Bob = Chain("bob");

    static Genesis Genesis => TrialMarket.Standard with
    {
        Authorities = [.. TrialMarket.Standard.Authorities, new("beacon", "ann"), new("beacon", "bob")],
        Beacon = new BeaconTerms { Bound = 10, Quorum = 1, Bond = 100, SitsOut = 2 },
    };

    readonly TrialMarket trial = new(Genesis, "alice", "ann", "bob");

    [Fact]
    public void A_rounds_value_is_the_hash_of_the_value_before_the_operators_link_and_every_partys()
    {
        Seat();
        var value = Round(1);
        value.ShouldBe(Hash32.Sha256([.. "vendue/beacon/1"u8, .. Operator[0].ToArray(), .. BitConverter.GetBytes(1ul), .. Operator[1].ToArray(), .. BitConverter.GetBytes(2u), .. Ann[1].ToArray(), .. Bob[1].ToArray()]));
        trial.Market.Beacon.Value.ShouldBe(value);
        trial.Market.Beacon.Round.ShouldBe(1ul);
        trial.Market.Events.OfType<BeaconRevealed>().ShouldBe([new BeaconRevealed(1, value)]);
        Round(2).ShouldNotBe(value);
    }

    [Fact]
    public void The_order_in_which_the_parties_reveal_changes_nothing()
    {
        Seat();
        var other = new TrialMarket(Genesis, "alice", "ann", "bob");
        Seat(other);
        trial.Do("node", new RevealBeacon(Operator[1]));
        other.Do("node", new RevealBeacon(Operator[1]));
        trial.Do("ann", new RevealLink(1, Ann[1]));
        trial.Do("bob", new RevealLink(1, Bob[1]));
        other.Do("bob", new RevealLink(1, Bob[1]));
        other.Do("ann", new RevealLink(1, Ann[1]));
        other.Market.Beacon.Value.ShouldBe(trial.Market.Beacon.Value);
    }

    [Fact]
    public void No_party_can_give_another_link_than_the_one_it_committed_to_nor_two_nor_one_of_a_round_that_is_not_open()
    {
        Seat();
        trial.Do("ann", new RevealLink(1, Ann[1])).Code.ShouldBe("beacon-not-open");
        trial.Do("node", new RevealBeacon(Operator[1])).IsApplied.ShouldBeTrue();
        trial.Do("ann", new RevealLink(1, Ann[2])).Code.ShouldBe("beacon-mismatch");
        trial.Do("ann", new RevealLink(2, Ann[1])).Code.ShouldBe("beacon-not-open");
        trial.Do("ann", new RevealLink(1, Ann[1])).IsApplied.ShouldBeTrue();
        trial.Do("ann", new RevealLink(1, Ann[2])).Code.ShouldBe("beacon-link-known");
        trial.Do("alice", new RevealLink(1, Ann[2])).Code.ShouldBe("not-authorised");
        trial.Do("node", new RevealBeacon(Operator[2])).Code.ShouldBe("beacon-open");
        trial.Do("bob", new CommitBeacon(Ann[0])).Code.ShouldBe("beacon-open");
        trial.Do("bob", new LeaveBeacon()).Code.ShouldBe("beacon-open");
    }

    [Fact]
    public void A_party_that_withholds_voids_the_round_and_loses_seat_and_bond_and_nobody_gains_it()
    {
        Seat();
        var before = trial.Market.Beacon.Value;
        trial.Do("node", new RevealBeacon(Operator[1])).IsApplied.ShouldBeTrue();
        trial.Do("ann", new RevealLink(1, Ann[1])).IsApplied.ShouldBeTrue();
        trial.Tick(10);
        trial.Market.Beacon.IsOpen.ShouldBeTrue();
        trial.Tick(11);
        trial.Market.Events.OfType<BeaconVoided>().ShouldBe([new BeaconVoided(1)]);
        trial.Market.Beacon.Value.ShouldBe(before);
        trial.Market.Beacon.Round.ShouldBe(0ul);
        trial.Market.Beacon.Parties.Select(p => (p.Seated, p.Withheld)).ShouldBe([(true, 0u), (false, 1u)]);
        trial.Market.Ledger.Balance(Account.Burnt, new Asset(0)).ShouldBe(100);
        trial.Market.Ledger.Sum(new Asset(0)).ShouldBe(0);

        trial.Do("node", new RevealBeacon(Operator[2])).IsApplied.ShouldBeTrue();
        trial.Do("bob", new RevealLink(2, Bob[1])).Code.ShouldBe("not-authorised");
        trial.Do("ann", new RevealLink(2, Ann[2])).IsApplied.ShouldBeTrue();
        trial.Market.Beacon.Round.ShouldBe(1ul);
    }

    [Fact]
    public void Who_was_left_out_sits_out_its_rounds_before_it_may_come_back()
    {
        Seat();
        trial.Do("node", new RevealBeacon(Operator[1]));
        trial.Do("ann", new RevealLink(1, Ann[1]));
        trial.Tick(11);
        trial.Do("bob", new CommitBeacon(Bob[1])).Code.ShouldBe("beacon-sits-out");
        for (ulong round = 2; round <= 3; round++)
        {
            trial.Do("node", new RevealBeacon(Operator[round])).IsApplied.ShouldBeTrue();
            trial.Do("ann", new RevealLink(round, Ann[round])).IsApplied.ShouldBeTrue();
        }
        trial.Do("bob", new CommitBeacon(Bob[1])).IsApplied.ShouldBeTrue();
        trial.Do("node", new RevealBeacon(Operator[4])).IsApplied.ShouldBeTrue();
        trial.Do("ann", new RevealLink(4, Ann[4])).IsApplied.ShouldBeTrue();
        trial.Market.Beacon.IsOpen.ShouldBeTrue();
        trial.Do("bob", new RevealLink(4, Bob[2])).IsApplied.ShouldBeTrue();
        trial.Market.Beacon.Round.ShouldBe(3ul);
    }

    [Fact]
    public void Below_its_quorum_the_beacon_stands_still_rather_than_be_the_operators_alone()
    {
        trial.Market.Beacon.CanOpen.ShouldBeFalse();
        trial.Do("node", new RevealBeacon(Operator[1])).Code.ShouldBe("beacon-quorum");
        Seat();
        trial.Do("ann", new LeaveBeacon()).IsApplied.ShouldBeTrue();
        trial.Do("bob", new LeaveBeacon()).IsApplied.ShouldBeTrue();
        trial.Free("ann").ShouldBe(1_000);
        trial.Do("node", new RevealBeacon(Operator[1])).Code.ShouldBe("beacon-quorum");
    }

    [Fact]
    public void Only_a_holder_of_the_office_takes_a_seat_and_only_with_its_bond()
    {
        trial.Do("alice", new CommitBeacon(Ann[0])).Code.ShouldBe("not-authorised");
        trial.Do("alice", new LeaveBeacon()).Code.ShouldBe("not-authorised");
        trial.Do("ann", new Give([new("alice", 950, false)])).IsApplied.ShouldBeTrue();
        trial.Do("ann", new CommitBeacon(Ann[0])).Code.ShouldBe("insufficient-balance");
        trial.Market.Beacon.Parties.ShouldBeEmpty();
    }

    [Fact]
    public void A_party_begins_a_new_chain_between_rounds_under_the_same_bond()
    {
        Seat();
        trial.Do("ann", new CommitBeacon(Chain("ann again")[0])).IsApplied.ShouldBeTrue();
        trial.Do("node", new RevealBeacon(Operator[1]));
        trial.Do("ann", new RevealLink(1, Ann[1])).Code.ShouldBe("beacon-mismatch");
        trial.Do("ann", new RevealLink(1, Chain("ann again")[1])).IsApplied.ShouldBeTrue();
        trial.Free("ann").ShouldBe(900);
    }

    [Fact]
    public void A_draw_waits_for_a_round_that_opens_after_it_was_asked_for()
    {
        Seat();
        trial.Do("node", new RevealBeacon(Operator[1]));
        trial.Do("alice", new AwaitDraw(1_000, 5)).IsApplied.ShouldBeTrue();
        trial.Do("ann", new RevealLink(1, Ann[1]));
        trial.Do("bob", new RevealLink(1, Bob[1])).IsApplied.ShouldBeTrue();
        trial.Tick(0);
        trial.Market.Events.OfType<Drawn>().ShouldBeEmpty();
        var value = Round(2);
        trial.Tick(0);
        trial.Market.Events.OfType<Drawn>().Single().Value.ShouldBe(Hash32.Sha256([.. "vendue/draw/1"u8, .. value.ToArray(), 5]));
        trial.Tick(2_000);
        trial.Market.Events.OfType<Told>().ShouldBeEmpty();
        trial.Market.Timers.Count.ShouldBe(0);
    }

    [Fact]
    public void A_draw_that_no_value_comes_for_is_told_so_at_its_bound()
    {
        Seat();
        trial.Do("alice", new AwaitDraw(20, 5)).IsApplied.ShouldBeTrue();
        trial.Tick(20);
        trial.Market.Events.OfType<Told>().ShouldBeEmpty();
        trial.Tick(21);
        trial.Market.Events.OfType<Told>().ShouldBe([new Told(21, 5, 21)]);
        Round(1);
        trial.Tick(22);
        trial.Market.Events.OfType<Drawn>().ShouldBeEmpty();
    }

    [Fact]
    public void Draws_that_wait_are_made_in_the_order_in_which_they_were_asked_for_with_the_operators_chain_alone_too()
    {
        var alone = new TrialMarket("alice");
        foreach (byte number in (byte[])[3, 1, 2]) alone.Do("alice", new AwaitDraw(100, number)).IsApplied.ShouldBeTrue();
        alone.Do("node", new RevealBeacon(Operator[1])).IsApplied.ShouldBeTrue();
        alone.Tick(0);
        alone.Market.Events.OfType<Drawn>().Select(d => d.Value).ShouldBe(((byte[])[3, 1, 2]).Select(n => Hash32.Sha256([.. "vendue/draw/1"u8, .. Operator[1].ToArray(), n])));
    }

    [Fact]
    public void A_genesis_whose_beacon_cannot_work_is_refused()
    {
        foreach (var terms in (BeaconTerms[])[new() { Quorum = 0 }, new() { Quorum = 3 }, new() { Bound = 0 }, new() { Bond = 1, BondAsset = 2 }])
            Should.Throw<EncodingException>(() => new TrialMarket(Genesis with { Beacon = terms }));
        Should.Throw<EncodingException>(() => new TrialMarket(Genesis with { Authorities = [.. Genesis.Authorities, new("beacon", "ann")] }));
        Should.Throw<EncodingException>(() => new TrialMarket(Genesis with { Beacon = new BeaconTerms { Bound = 0 } }));
    }

    [Fact]
    public void A_restored_market_goes_on_in_the_middle_of_a_round()
    {
        Seat();
        trial.Do("alice", new AwaitDraw(1_000, 5));
        trial.Do("node", new RevealBeacon(Operator[1]));
        trial.Do("ann", new RevealLink(1, Ann[1]));
        var restored = trial.Restored();
        foreach (var market in (TrialMarket[])[trial, restored])
        {
            market.Do("bob", new RevealLink(1, Bob[1])).IsApplied.ShouldBeTrue();
            market.Tick(1);
        }
        restored.Market.StateHash().ShouldBe(trial.Market.StateHash());
        restored.Market.Events.OfType<Drawn>().Count().ShouldBe(1);
    }

    void Seat() => Seat(trial);

    static void Seat(TrialMarket market)
    {
        market.Do("ann", new CommitBeacon(Ann[0])).IsApplied.ShouldBeTrue();
        market.Do("bob", new CommitBeacon(Bob[0])).IsApplied.ShouldBeTrue();
    }

    Hash32 Round(ulong round)
    {
        trial.Do("node", new RevealBeacon(Operator[round])).IsApplied.ShouldBeTrue();
        trial.Do("ann", new RevealLink(round, Ann[round])).IsApplied.ShouldBeTrue();
        trial.Do("bob", new RevealLink(round, Bob[round])).IsApplied.ShouldBeTrue();
        return trial.Market.Beacon.Value;
    }

    static Hash32[] Chain(string secret)
    {
        var chain = new Hash32[8];
        chain[^1] = TrialMarket.Id(secret);
        for (int i = chain.Length - 2; i >= 0; i--) chain[i] = Hash32.Sha256(chain[i + 1].ToArray());
        return chain;
    }
}
