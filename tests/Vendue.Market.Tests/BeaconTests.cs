namespace Vendue.Kernel.Tests;

public sealed class BeaconTests
{
    static readonly Hash32[] Chain = TrialMarket.BeaconChain;

    readonly TrialMarket trial = new("alice");

    [Fact]
    public void Each_round_reveals_the_preimage_of_the_value_before()
    {
        for (int round = 1; round < Chain.Length; round++)
        {
            trial.Do("node", new RevealBeacon(Chain[round])).IsApplied.ShouldBeTrue();
            trial.Market.Beacon.Round.ShouldBe((ulong)round);
            trial.Market.Beacon.Value.ShouldBe(Chain[round]);
            trial.Market.Events.OfType<BeaconRevealed>().ShouldBe([new BeaconRevealed((ulong)round, Chain[round])]);
        }
    }

    [Fact]
    public void A_value_skipped_repeated_or_made_up_is_refused()
    {
        trial.Do("node", new RevealBeacon(Chain[2])).Code.ShouldBe("beacon-mismatch");
        trial.Do("node", new RevealBeacon(Chain[0])).Code.ShouldBe("beacon-mismatch");
        trial.Do("node", new RevealBeacon(TrialMarket.Id("mine"))).Code.ShouldBe("beacon-mismatch");
        trial.Do("alice", new RevealBeacon(Chain[1])).Code.ShouldBe("not-authorised");
        trial.Market.Beacon.Round.ShouldBe(0ul);
    }

    [Fact]
    public void A_draw_is_the_sha256_of_its_label_the_beacons_value_and_what_is_drawn()
    {
        trial.Do("node", new RevealBeacon(Chain[1]));
        trial.Do("alice", new Draw(new Bytes([1, 2, 3]))).IsApplied.ShouldBeTrue();
        var expected = Hash32.Sha256([.. "vendue/draw/1"u8, .. Chain[1].ToArray(), 1, 2, 3]);
        trial.Market.Events.OfType<Drawn>().Single().Value.ShouldBe(expected);
    }

    [Fact]
    public void A_draw_from_an_all_zero_beacon_gives_its_published_vector()
    {
        var zero = new TrialMarket(TrialMarket.Standard with { BeaconAnchor = default }, "alice");
        zero.Market.Beacon.Draw([]).ToString().ShouldBe("0x5f1a02620ebf23b4d504205a83863451d004c1106d9e17c5b422853c00ad3fc7");
    }

    [Fact]
    public void Raw_draws_are_consumed_in_order_by_the_timers_and_the_action_of_their_command_and_by_no_other()
    {
        Hash32 one = TrialMarket.Id("1"), two = TrialMarket.Id("2"), three = TrialMarket.Id("3");
        trial.Do("alice", new DrawLater(10));
        trial.Do("alice", new DrawLater(20));
        trial.Now = 10;
        trial.Market.Apply(trial.By("alice") with { Draws = new[] { one, two, three } }, new Draw(default)).IsApplied.ShouldBeTrue();
        trial.Market.Events.OfType<Drawn>().Select(d => d.Value).ShouldBe([one, two]);
        trial.Tick(20);
        trial.Market.Events.OfType<Drawn>().Single().Value.ShouldBe(Hash32.Sha256([.. "vendue/draw/1"u8, .. Chain[0].ToArray(), 7]));
    }
}
