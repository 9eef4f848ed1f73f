using System.Numerics;
using CsCheck;

namespace Vendue.Mechanisms.LagrangeDara.Tests;

public sealed class ClearingTests
{
    public static TheoryData<Variant, Fill, bool> AllRules => new()
    {
        { Variant.Lookback, Fill.Priority, true },
        { Variant.Lookback, Fill.Priority, false },
        { Variant.Lookback, Fill.CheapestFirst, true },
        { Variant.Clock, Fill.Priority, true },
        { Variant.Clock, Fill.Priority, false },
    };

    static ClearingRules Rules(Variant variant, Fill fill, bool splittable) => new(variant, fill, splittable, Round.HighestAsk);

    [Theory, MemberData(nameof(AllRules))]
    public void Clearing_agrees_with_the_rule_written_out_naively(Variant variant, Fill fill, bool splittable) =>
        Round.Random(9, 7).Sample(
            round =>
            {
                var rules = Rules(variant, fill, splittable);
                var expected = new NaiveClearing(rules, round);
                var clearing = round.Clear(rules);
                clearing.Trades.ShouldBe(expected.Trades);
                clearing.Slices.Select(s => (round.Bids[s.Bid].Id, round.Asks[s.Ask].Id, s.Units, (BigInteger)s.Worth)).ShouldBe(expected.Slices);
                for (int i = 0; i < round.Bids.Length; i++)
                {
                    clearing.Wins[i].ShouldBe(expected.Pays.ContainsKey(round.Bids[i].Id));
                    ((BigInteger)clearing.Pays[i]).ShouldBe(expected.Pays.GetValueOrDefault(round.Bids[i].Id));
                }
                for (int j = 0; j < round.Asks.Length; j++)
                    ((BigInteger)clearing.Receives[j]).ShouldBe(expected.Receives.GetValueOrDefault(round.Asks[j].Id));
            },
            iter: 20_000);

    [Theory, MemberData(nameof(AllRules))]
    public void Nobody_loses_by_telling_the_truth_and_there_is_no_deficit(Variant variant, Fill fill, bool splittable) =>
        Round.Random(9, 7).Sample(
            round =>
            {
                var clearing = round.Clear(Rules(variant, fill, splittable));
                for (int i = 0; i < round.Bids.Length; i++) clearing.Pays[i].ShouldBeLessThanOrEqualTo(round.Bids[i].Value);
                for (int j = 0; j < round.Asks.Length; j++)
                {
                    clearing.Receives[j].ShouldBeGreaterThanOrEqualTo(round.Asks[j].Price * clearing.Units[j]);
                    clearing.Units[j].ShouldBeLessThanOrEqualTo(round.Asks[j].Capacity);
                }
                for (int i = 0; i < round.Bids.Length; i++)
                {
                    var slices = clearing.Slices.Where(s => s.Bid == i).ToArray();
                    slices.Aggregate(0UL, (sum, s) => sum + s.Units).ShouldBe(clearing.Wins[i] ? round.Bids[i].Size : 0);
                    slices.Aggregate(UInt128.Zero, (sum, s) => sum + s.Worth).ShouldBeLessThanOrEqualTo(clearing.Pays[i]);
                    if (!splittable) slices.Length.ShouldBeLessThanOrEqualTo(1);
                }
                Sum(clearing.Pays).ShouldBe(Sum(clearing.Receives) + clearing.Surplus);
            },
            iter: 20_000);

    [Fact]
    public void The_order_in_which_offers_are_listed_does_not_matter() =>
        Gen.Select(Round.Random(8, 6), Gen.Int[0, 7], Gen.Int[0, 5]).Sample((round, i, j) =>
        {
            var rules = Rules(Variant.Lookback, Fill.Priority, true);
            var turned = new Round(Turn(round.Bids, i), Turn(round.Asks, j));
            Named(turned, rules).ShouldBe(Named(round, rules));
        });

    [Fact]
    public void Work_is_filled_in_the_order_of_priority()
    {
        var round = Round.Of([(1, 2, 100), (2, 1, 12)], [(1, 2, 5), (2, 2, 5), (3, 2, 6)]);
        var rules = new ClearingRules(Variant.Lookback, Fill.Priority, true, 100);
        Clearing.Of(rules, round.Bids, [.. round.Asks, new Ask(4, 1, 3)], [1, 3, 0, 2]).Slices
            .ShouldBe(Clearing.Of(rules, round.Bids, [.. round.Asks, new Ask(4, 1, 3)], [1, 3, 0, 2]).Slices.OrderBy(s => s.Bid));
        Clearing.Of(new ClearingRules(Variant.Clock, Fill.Priority, true, 6), [new Bid(1, 3, 100)], round.Asks, [2, 1, 0]).Slices[0].Ask.ShouldNotBe(0);
    }

    [Fact]
    public void Densities_are_compared_exactly_however_large()
    {
        var huge = (UInt128.One << 119) + 1;
        Ratio.SortKey(huge, 3).ShouldBe(Ratio.SortKey(huge - 1, 3));
        (new Ratio(huge, 3) > new Ratio(huge - 1, 3)).ShouldBeTrue();
        var clearing = Clearing.Of(new ClearingRules(Variant.Lookback, Fill.Priority, true, 100), [new Bid(1, 3, huge - 1), new Bid(2, 3, huge)], [new Ask(1, 3, 5), new Ask(2, 3, 6)]);
        clearing.Wins.ShouldBe([false, true]);
        clearing.Pays[1].ShouldBe(huge - 1);
    }

    [Fact]
    public void The_key_that_densities_are_sorted_by_orders_like_them() =>
        Gen.Select(Amount, Gen.ULong[1, ulong.MaxValue], Amount, Gen.ULong[1, ulong.MaxValue]).Sample((a, s, b, t) =>
        {
            int exact = ((BigInteger)a * t).CompareTo((BigInteger)b * s);
            int keys = Ratio.SortKey(a, s).CompareTo(Ratio.SortKey(b, t));
            if (keys != 0) Math.Sign(keys).ShouldBe(Math.Sign(exact));
        });

    static readonly Gen<UInt128> Amount = Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[8, 127], (high, low, shift) => new UInt128(high, low) >> shift);

    static T[] Turn<T>(T[] list, int by) => list.Length == 0 ? list : [.. list.Skip(by % list.Length), .. list.Take(by % list.Length)];

    static string Named(Round round, in ClearingRules rules) =>
        string.Join(' ', round.Clear(rules).Slices.Select(s => (round.Bids[s.Bid].Id, round.Asks[s.Ask].Id, s.Units, s.Worth)));

    static UInt128 Sum(UInt128[] amounts) => amounts.Aggregate(UInt128.Zero, (sum, a) => sum + a);
}
