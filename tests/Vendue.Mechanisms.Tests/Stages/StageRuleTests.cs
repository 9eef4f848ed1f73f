using CsCheck;

namespace Vendue.Mechanisms.Stages.Tests;

public sealed class StageRuleTests
{
    static readonly Gen<UInt128> Amounts = Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 127], (high, low, shift) => new UInt128(high, low) >> shift);

    [Fact]
    public void A_dutch_price_never_falls_and_stays_between_its_ends() =>
        Gen.Select(Amounts, Amounts, Gen.ULong[0, 100_000], Gen.ULong[0, 120_000]).Sample((a, b, ramp, elapsed) =>
        {
            var (start, end) = (UInt128.Min(a, b), UInt128.Max(a, b));
            var price = DutchPrice.At(start, end, ramp, elapsed);
            price.ShouldBeInRange(start, end);
            DutchPrice.At(start, end, ramp, elapsed + 1).ShouldBeGreaterThanOrEqualTo(price);
        });

    [Fact]
    public void The_time_at_a_price_is_the_first_at_which_it_is_reached() =>
        Gen.Select(Gen.ULong[0, 500], Gen.ULong[0, 500], Gen.ULong[0, 60], Gen.ULong[0, 600]).Sample((a, b, ramp, price) =>
        {
            var (start, end) = (ulong.Min(a, b), ulong.Max(a, b));
            var naive = Enumerable.Range(0, (int)ramp + 1).Select(t => (ulong?)t).FirstOrDefault(t => DutchPrice.At(start, end, ramp, t!.Value) >= price);
            DutchPrice.TimeAt(start, end, ramp, price).ShouldBe(naive);
        });

    [Fact]
    public void The_winner_is_paid_the_second_lowest_offer_as_a_sorted_list_says() =>
        Gen.Select(Gen.ULong[0, 20].Array[0, 7], Gen.ULong[0, 20]).Sample((offers, ceiling) =>
        {
            var sorted = offers.Select((price, i) => (price, i)).Where(o => o.price <= ceiling).Order().ToArray();
            var award = SecondPrice.Of([.. offers.Select((price, i) => new OpenOffer((ulong)i, price))], ceiling);
            award.Eligible.ShouldBe(sorted.Length);
            award.Winner.ShouldBe(sorted.Length > 0 ? sorted[0].i : -1);
            award.RunnerUp.ShouldBe(sorted.Length > 1 ? sorted[1].i : -1);
            award.Price.ShouldBe(sorted.Length > 1 ? sorted[1].price : sorted.Length > 0 ? ceiling : 0);
        });

    [Fact]
    public void No_misreport_of_a_cost_gains_anything_in_a_second_price_stage()
    {
        const int most = 6;
        for (ulong cost = 0; cost <= most; cost++)
            for (ulong rival = 0; rival <= most; rival++)
                for (ulong third = 0; third <= most; third++)
                    for (ulong lie = 0; lie <= most + 1; lie++)
                        GainOf(lie, cost, rival, third, most).ShouldBeLessThanOrEqualTo(GainOf(cost, cost, rival, third, most));
    }

    [Fact]
    public void A_raised_ceiling_never_pays_more_than_a_rivals_offer() =>
        Gen.Select(Gen.ULong[0, 50].Array[2, 6], Gen.ULong[0, 50], Gen.ULong[0, 50]).Sample((offers, ceiling, raise) =>
        {
            var open = offers.Select((price, i) => new OpenOffer((ulong)i, price)).ToArray();
            var (low, high) = (SecondPrice.Of(open, ceiling), SecondPrice.Of(open, ceiling + raise));
            if (high.RunnerUp >= 0) high.Price.ShouldBe(open[high.RunnerUp].Price);
            if (low.RunnerUp >= 0) high.Price.ShouldBe(low.Price);
        });

    [Fact]
    public void A_race_never_pays_more_than_was_lent() =>
        Gen.Select(Amounts, Gen.Byte[0, 16], Gen.UInt[0, 10_000]).Sample((lent, racers, bps) =>
        {
            lent = UInt128.Min(lent, Ledger.LargestSupply);
            var price = RacePrize.First(lent, racers, bps);
            var others = (UInt128)(byte.Max(racers, 1) - 1);
            (price + (others * RacePrize.Consolation(price, bps))).ShouldBeLessThanOrEqualTo(lent);
        });

    static Int128 GainOf(ulong offer, ulong cost, ulong rival, ulong third, ulong ceiling)
    {
        var award = SecondPrice.Of([new OpenOffer(0, offer), new OpenOffer(1, rival), new OpenOffer(2, third)], ceiling);
        return award.Winner == 0 ? (Int128)award.Price - cost : 0;
    }
}
