using System.Numerics;
using CsCheck;

namespace Vendue.Mechanisms.LagrangeDara.Tests;

/// <summary>What is claimed of incentives, by trying every misreport on small rounds; and what is known to fail, by finding it.</summary>
public sealed class IncentiveTests
{
    const int Rounds = 400;
    const int HighestBid = 41;

    static ClearingRules Rules(Variant variant, Fill fill, bool splittable) => new(variant, fill, splittable, Round.HighestAsk);

    [Theory, MemberData(nameof(ClearingTests.AllRules), MemberType = typeof(ClearingTests))]
    public void No_requester_gains_by_any_other_bid(Variant variant, Fill fill, bool splittable) =>
        Round.Random(5, 4).Sample(
            round =>
            {
                var rules = Rules(variant, fill, splittable);
                var honest = round.Clear(rules);
                for (int i = 0; i < round.Bids.Length; i++)
                    for (int bid = 0; bid <= HighestBid; bid++)
                        GainOfRequester(round.Bids[i], i, round.WithBid(i, (UInt128)bid).Clear(rules)).ShouldBeLessThanOrEqualTo(GainOfRequester(round.Bids[i], i, honest), $"requester {i} bids {bid}");
            },
            iter: Rounds);

    [Theory, MemberData(nameof(ClearingTests.AllRules), MemberType = typeof(ClearingTests))]
    public void No_prover_gains_by_any_other_ask(Variant variant, Fill fill, bool splittable) =>
        Round.Random(5, 4).Sample(
            round =>
            {
                var rules = Rules(variant, fill, splittable);
                var honest = round.Clear(rules);
                for (int j = 0; j < round.Asks.Length; j++)
                    for (int ask = 0; ask <= Round.HighestAsk + 1; ask++)
                        GainOfProver(round.Asks[j], j, round.WithAsk(j, a => a with { Price = (UInt128)ask }).Clear(rules)).ShouldBeLessThanOrEqualTo(GainOfProver(round.Asks[j], j, honest), $"prover {j} asks {ask}");
            },
            iter: Rounds);

    [Theory]
    [InlineData(Variant.Lookback)]
    [InlineData(Variant.Clock)]
    public void A_prover_can_gain_by_withholding_capacity(Variant variant)
    {
        var rules = Rules(variant, Fill.Priority, true);
        Found(round => AsksOf(round).Any(j => Enumerable.Range(1, (int)round.Asks[j].Capacity).Any(less =>
            GainOfProver(round.Asks[j], j, round.WithAsk(j, a => a with { Capacity = (ulong)less }).Clear(rules)) > GainOfProver(round.Asks[j], j, round.Clear(rules)))))
            .ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(Variant.Lookback)]
    [InlineData(Variant.Clock)]
    public void A_prover_can_gain_by_a_shill_ask(Variant variant)
    {
        var rules = Rules(variant, Fill.Priority, true);
        Found(round => AsksOf(round).Any(j => Enumerable.Range(0, Round.HighestAsk).Any(price =>
            GainWithShill(round, j, new Ask(999, 1, (UInt128)price), rules) > GainOfProver(round.Asks[j], j, round.Clear(rules)))))
            .ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(Variant.Lookback)]
    [InlineData(Variant.Clock)]
    public void A_prover_can_gain_by_a_shill_bid(Variant variant)
    {
        var rules = Rules(variant, Fill.Priority, true);
        Found(round => ShillBidPays(round, rules)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Under_Clock_a_shill_bid_sets_the_price_below_which_asks_no_longer_fall()
    {
        // Two units are wanted and five offered, so the provers' price falls at once, from 12 to the ask of 3. One unit
        // more wanted stops that fall, the requesters' price rises to the shill's 9, and the provers' ends there.
        var rules = Rules(Variant.Clock, Fill.Priority, true);
        var honest = Round.Of([(1, 2, 40)], [(1, 3, 1), (2, 2, 3)]);
        honest.Clear(rules).Receives.ShouldBe([6, 0]);
        (honest with { Bids = [.. honest.Bids, new Bid(2, 1, 9)] }).Clear(rules).Receives.ShouldBe([18, 0]);
    }

    static BigInteger GainOfRequester(in Bid truth, int position, Clearing clearing) =>
        clearing.Wins[position] ? (BigInteger)truth.Value - clearing.Pays[position] : 0;

    static BigInteger GainOfProver(in Ask truth, int position, Clearing clearing) =>
        clearing.Receives[position] - ((BigInteger)truth.Price * clearing.Units[position]);

    /// <summary>The prover and its shill are one purse; what the shill wins must be proven at the prover's cost, beyond its capacity not at all.</summary>
    static BigInteger GainWithShill(Round round, int prover, Ask shill, in ClearingRules rules)
    {
        var clearing = (round with { Asks = [.. round.Asks, shill] }).Clear(rules);
        ulong units = clearing.Units[prover] + clearing.Units[^1];
        return units > round.Asks[prover].Capacity ? -1 : (BigInteger)clearing.Receives[prover] + clearing.Receives[^1] - ((BigInteger)round.Asks[prover].Price * units);
    }

    /// <summary>The shill bids for one unit of nothing it needs: what it pays when it wins is lost.</summary>
    static bool ShillBidPays(Round round, ClearingRules rules)
    {
        var honest = round.Clear(rules);
        for (int value = 0; value <= 20; value++)
        {
            var shilled = (round with { Bids = [.. round.Bids, new Bid(999, 1, (UInt128)value)] }).Clear(rules);
            for (int j = 0; j < round.Asks.Length; j++)
                if (GainOfProver(round.Asks[j], j, shilled) - shilled.Pays[^1] > GainOfProver(round.Asks[j], j, honest)) return true;
        }
        return false;
    }

    static IEnumerable<int> AsksOf(Round round) => Enumerable.Range(0, round.Asks.Length);

    static int Found(Predicate<Round> manipulable)
    {
        int found = 0;
        Round.Random(5, 4).Sample(round => { if (manipulable(round)) Interlocked.Increment(ref found); }, iter: Rounds);
        return found;
    }
}
