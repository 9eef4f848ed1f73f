using Vendue.Mechanisms.Chains;

namespace Vendue.Mechanisms.Tests.Chains;

public sealed class ChainTests
{
    [Fact]
    public void Blocks_proven_out_of_order_become_final_in_order()
    {
        var world = new ChainWorld();
        world.Append(3);
        world.Do(new TrialChain.Prove(2, 0)).IsApplied.ShouldBeTrue();
        world.Pass(5);
        world.Chain.Final.ShouldBe(1UL);
        world.Chain.Proven.ShouldBe(1UL);
        world.Do(new TrialChain.Prove(1, 0)).IsApplied.ShouldBeTrue();
        world.Chain.Proven.ShouldBe(3UL);
        world.Pass(1);
        world.Mechanism.MadeFinal.ShouldBe([1UL, 2UL]);
        world.Chain.Final.ShouldBe(3UL);
        world.Chain.TryFind(2, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_proven_block_waits_from_its_proof_and_is_final_at_the_end_of_its_wait()
    {
        var world = new ChainWorld();
        world.Append(1);
        world.Do(new TrialChain.Prove(1, 30)).IsApplied.ShouldBeTrue();
        world.Pass(29);
        world.Chain.Final.ShouldBe(1UL);
        world.Pass(1);
        world.Chain.Final.ShouldBe(2UL);
    }

    [Fact]
    public void A_pause_begins_every_wait_anew_and_takes_no_block()
    {
        var world = new ChainWorld();
        world.Append(1);
        world.Do(new TrialChain.Prove(1, 30));
        world.Pass(20);
        world.Do(new TrialChain.Pause(true)).IsApplied.ShouldBeTrue();
        world.Do(new TrialChain.Append(0, false)).Code.ShouldBe("chain-paused");
        world.Pass(100);
        world.Chain.Final.ShouldBe(1UL);
        world.Do(new TrialChain.Pause(false)).IsApplied.ShouldBeTrue();
        world.Pass(29);
        world.Chain.Final.ShouldBe(1UL);
        world.Pass(1);
        world.Chain.Final.ShouldBe(2UL);
    }

    [Fact]
    public void A_contested_block_holds_up_all_above_it_until_it_is_proven_again()
    {
        var world = new ChainWorld();
        world.Append(2);
        world.Do(new TrialChain.Prove(1, 10));
        world.Do(new TrialChain.Prove(2, 10));
        world.Do(new TrialChain.Unprove(1)).IsApplied.ShouldBeTrue();
        world.Chain.Proven.ShouldBe(1UL);
        world.Pass(100);
        world.Chain.Final.ShouldBe(1UL);
        world.Do(new TrialChain.Prove(1, 10));
        world.Pass(10);
        world.Chain.Final.ShouldBe(3UL);
    }

    [Fact]
    public void At_most_so_many_blocks_become_final_at_once_and_the_rest_follow()
    {
        var world = new ChainWorld(atOnce: 3);
        world.Append(8);
        for (ulong height = 8; height >= 1; height--) world.Do(new TrialChain.Prove(height, 0));
        world.Do(new TrialChain.Advance()).IsApplied.ShouldBeTrue();
        world.Chain.Final.ShouldBe(4UL);
        world.Pass(1);
        world.Chain.Final.ShouldBe(7UL);
        world.Pass(1);
        world.Chain.Final.ShouldBe(9UL);
        world.Chain.IsProven.ShouldBeTrue();
        world.Market.Timers.Count.ShouldBe(0);
    }

    [Fact]
    public void A_roll_back_voids_requests_and_returns_fees_the_highest_block_first()
    {
        var world = new ChainWorld(atOnce: 10);
        world.Append(4, fees: 100, withRequest: true);
        world.Free.ShouldBe(600);
        world.Do(new TrialChain.RollBack(3)).IsApplied.ShouldBeTrue();
        world.Mechanism.Gone.ShouldBe([4UL, 3UL]);
        world.Free.ShouldBe(800);
        world.Market.Events.OfType<RequestEnded>().Select(e => e.Ending).ShouldBe([Ending.Voided, Ending.Voided]);
        (world.Stands(2), world.Stands(3)).ShouldBe((true, false));
        world.Chain.Next.ShouldBe(3UL);
        world.Append(1);
        world.Chain.TryFind(3, out var again).ShouldBeTrue();
        again.State.ShouldBe(BlockState.Pending);
    }

    [Fact]
    public void A_long_roll_back_goes_on_by_a_timer_and_meanwhile_no_block_is_taken()
    {
        var world = new ChainWorld(atOnce: 3);
        world.Append(8, fees: 10);
        world.Do(new TrialChain.RollBack(1)).IsApplied.ShouldBeTrue();
        world.Chain.Next.ShouldBe(6UL);
        world.Do(new TrialChain.Append(0, false)).Code.ShouldBe("rolling-back");
        world.Restore();
        world.Pass(1);
        world.Chain.Next.ShouldBe(3UL);
        world.Pass(1);
        world.Chain.Next.ShouldBe(1UL);
        world.Free.ShouldBe(1_000);
        world.Chain.RollingBackTo.ShouldBeNull();
        world.Append(1);
    }

    [Fact]
    public void Final_blocks_are_never_rolled_back()
    {
        var world = new ChainWorld();
        world.Append(3);
        world.Do(new TrialChain.Prove(1, 0));
        world.Pass(1);
        world.Do(new TrialChain.RollBack(0));
        world.Chain.Next.ShouldBe(2UL);
        world.Chain.IsProven.ShouldBeTrue();
    }

    [Fact]
    public void A_proven_block_that_is_rolled_back_must_be_proven_again()
    {
        var world = new ChainWorld();
        world.Append(2);
        world.Do(new TrialChain.Prove(1, 100));
        world.Do(new TrialChain.Prove(2, 100));
        world.Do(new TrialChain.RollBack(2));
        world.Append(1);
        world.Chain.Proven.ShouldBe(2UL);
    }

    [Fact]
    public void A_closed_gate_freezes_the_chain_when_it_is_reached()
    {
        var world = new ChainWorld();
        world.Do(new TrialChain.Gate(2, Open: false)).IsApplied.ShouldBeTrue();
        world.Append(1);
        world.Market.Events.OfType<ChainFrozen>().ShouldHaveSingleItem().Height.ShouldBe(2UL);
        world.Do(new TrialChain.Append(0, false)).Code.ShouldBe("chain-frozen");
        world.Do(new TrialChain.Gate(2, Open: true));
        world.Market.Events.OfType<ChainThawed>().ShouldHaveSingleItem().Height.ShouldBe(2UL);
        world.Append(1);
    }

    [Fact]
    public void What_a_height_owes_is_listed_in_order_handed_on_and_forgotten_with_the_blocks_it_is_of()
    {
        var world = new ChainWorld(first: 0);
        world.Append(4);
        world.Do(new TrialChain.Owe(6, 3));
        world.Do(new TrialChain.Owe(6, 0));
        world.Chain.OwedAt(6).ShouldBe([0UL, 3UL]);
        world.Do(new TrialChain.Defer(6, 9));
        world.Chain.OwedAt(6).ShouldBeEmpty();
        world.Chain.CarrierOf(0).ShouldBe(9UL);
        world.Do(new TrialChain.RollBack(3));
        world.Chain.OwedAt(9).ShouldBe([0UL]);
    }
}
