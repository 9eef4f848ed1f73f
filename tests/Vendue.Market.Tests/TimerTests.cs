using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class TimerTests
{
    readonly TrialMarket trial = new("alice");

    [Fact]
    public void Timers_fire_in_order_of_time_then_phase_then_setting() =>
        Gen.Select(Gen.ULong[1, 6], Gen.Byte[0, 3]).Array[0, 40].Sample(set =>
        {
            var market = new TrialMarket("alice");
            ulong payload = 0;
            foreach (var (due, phase) in set) market.Do("alice", new Remind(due, phase, payload++, false)).IsApplied.ShouldBeTrue();
            market.Tick(10);
            var expected = set.Select((s, i) => (s.Item1, s.Item2, Payload: (ulong)i)).OrderBy(s => s.Item1).ThenBy(s => s.Item2).ThenBy(s => s.Payload);
            market.Market.Events.OfType<Told>().ShouldBe(expected.Select(s => new Told(s.Item1, s.Payload, s.Item1)));
            market.Market.Timers.Count.ShouldBe(0);
            market.Market.Timers.Next.ShouldBeNull();
        }, iter: 200);

    [Fact]
    public void Timers_fire_after_a_restore_as_they_would_have_before_it() =>
        Gen.Select(Gen.ULong[1, 30], Gen.Byte[0, 2], Gen.Bool).Array[0, 60].Sample(steps =>
        {
            var market = new TrialMarket("alice");
            ulong payload = 0;
            foreach (var (due, phase, cancel) in steps)
            {
                if (cancel) market.Do("alice", new Forget());
                else market.Do("alice", market.Now + 1, new Remind(market.Now + due, phase, payload++, false));
            }
            var restored = market.Restored();
            restored.Tick(1_000);
            market.Tick(1_000);
            restored.Market.Events.OfType<Told>().ShouldBe(market.Market.Events.OfType<Told>());
            restored.Market.StateHash().ShouldBe(market.Market.StateHash());
        }, iter: 200);

    [Fact]
    public void A_timer_stays_fired_when_the_command_that_reached_it_is_refused()
    {
        trial.Do("alice", new Remind(10, 0, 1, false));
        trial.Do("alice", 10, new Note([], true)).IsRefused.ShouldBeTrue();
        trial.Market.Events.OfType<Told>().Single().Payload.ShouldBe(1ul);
        trial.Market.Timers.Count.ShouldBe(0);
        trial.Tick(11);
        trial.Market.Events.OfType<Told>().ShouldBeEmpty();
    }

    [Fact]
    public void A_timer_set_by_a_refused_command_never_fires()
    {
        trial.Do("alice", new Remind(10, 0, 1, true)).IsRefused.ShouldBeTrue();
        trial.Market.Timers.Count.ShouldBe(0);
        trial.Tick(20);
        trial.Market.Events.OfType<Told>().ShouldBeEmpty();
    }

    [Fact]
    public void A_cancelled_timer_never_fires()
    {
        trial.Do("alice", new Remind(10, 0, 1, false));
        trial.Do("alice", new Forget()).IsApplied.ShouldBeTrue();
        trial.Tick(20);
        trial.Market.Events.OfType<Told>().ShouldBeEmpty();
    }

    [Fact]
    public void A_timer_for_an_instant_already_reached_fires_before_the_next_command()
    {
        trial.Tick(50);
        trial.Do("alice", new Remind(10, 0, 1, false));
        trial.Market.Events.OfType<Told>().ShouldBeEmpty();
        trial.Tick(50);
        trial.Market.Events.OfType<Told>().ShouldBe([new Told(10, 1, 50)]);
    }

    [Fact]
    public void A_timer_that_sets_itself_again_at_once_is_refused_in_the_end_and_the_market_goes_on()
    {
        var trial = new TrialMarket("alice");
        trial.Do("alice", new Chase(5)).IsApplied.ShouldBeTrue();
        trial.Tick(9).IsApplied.ShouldBeTrue();
        trial.Mechanism.Chased.Code.ShouldBe("timer-chain");
        trial.Market.Timers.Count.ShouldBe(0);
        trial.Do("alice", new Chase(10)).IsApplied.ShouldBeTrue();
        trial.Tick(10).IsApplied.ShouldBeTrue();
        trial.Mechanism.Chased.First.ShouldBe(Timers.LongestChain);
        trial.Market.Timers.Count.ShouldBe(0);
    }

    [Fact]
    public void Many_timers_set_and_cancelled_do_not_stay_in_memory_or_change_what_fires()
    {
        for (ulong i = 0; i < 20_000; i++)
        {
            trial.Do("alice", new Remind(100 + i, 0, i, false));
            if (i % 100 != 0) trial.Do("alice", new Forget());
        }
        trial.Market.Timers.Count.ShouldBe(200);
        trial.Tick(100_000);
        trial.Market.Events.OfType<Told>().Select(t => t.Payload).ShouldBe(Enumerable.Range(0, 200).Select(i => (ulong)i * 100));
    }

    [Fact]
    public void Handlers_are_registered_only_while_the_mechanism_is_made() =>
        Should.Throw<InvariantException>(() => trial.Market.Timers.Register((_, _) => { }));
}
