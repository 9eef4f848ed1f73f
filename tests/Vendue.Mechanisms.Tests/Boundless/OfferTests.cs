using System.Numerics;
using CsCheck;
using Vendue.Mechanisms.BoundlessMarket;

namespace Vendue.Mechanisms.Tests.BoundlessMarket;

public sealed class OfferTests
{
    const ulong Window = (1 << 24) - 1;

    static readonly Gen<Offer> Small =
        Gen.Select(Gen.UInt[0, 40], Gen.UInt[0, 40], Gen.ULong[0, 50], Gen.ULong[0, 30], Gen.ULong[0, 20], Gen.ULong[0, 20],
            (min, rise, start, ramp, hold, late) => new Offer(min, min + rise, start, ramp, ramp + hold, ramp + hold + late, 0));

    static readonly Gen<Offer> Large =
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.UInt, Gen.UInt,
            (high, low, start, ramp, hold) => new Offer(low, new UInt128(high, low), start / 2, ramp, (ulong)ramp + hold, (ulong)ramp + hold, 0));

    [Fact]
    public void The_price_never_falls_until_the_lock_deadline_and_is_nothing_after_it() =>
        Small.Sample(offer =>
        {
            for (ulong t = 0; t < offer.LockDeadline; t++) offer.PriceAt(t + 1).ShouldBeGreaterThanOrEqualTo(offer.PriceAt(t));
            offer.PriceAt(0).ShouldBe(offer.MinPrice);
            offer.PriceAt(offer.LockDeadline).ShouldBeLessThanOrEqualTo(offer.MaxPrice);
            if (offer.LockDeadline > offer.RampUpStart) offer.PriceAt(offer.LockDeadline).ShouldBe(offer.MaxPrice);
            offer.PriceAt(offer.LockDeadline + 1).ShouldBe(offer.LockTimeout == 0 && offer.LockDeadline + 1 <= offer.RampUpStart ? offer.MinPrice : 0);
        });

    [Fact]
    public void The_price_is_the_formula_at_full_width() =>
        Gen.Select(Large, Gen.ULong).Sample((offer, passed) =>
        {
            ulong t = offer.RampUpStart + (passed % (offer.LockTimeout + 1));
            var expected = t <= offer.RampUpStart ? offer.MinPrice
                : t >= offer.RampUpStart + offer.RampUpPeriod ? offer.MaxPrice
                : (UInt128)(offer.MinPrice + ((BigInteger)(t - offer.RampUpStart) * (offer.MaxPrice - offer.MinPrice) / offer.RampUpPeriod));
            offer.PriceAt(t).ShouldBe(expected);
        });

    [Fact]
    public void The_time_of_a_price_is_the_first_instant_that_has_it() =>
        Gen.Select(Small, Gen.UInt[0, 100]).Sample((offer, price) =>
        {
            bool reached = offer.TryTimeAtPrice(price, out ulong at);
            reached.ShouldBe(price <= offer.MaxPrice);
            if (!reached) return;
            if (price <= offer.MinPrice) at.ShouldBe(0ul);
            else if (offer.RampUpPeriod == 0) at.ShouldBe(offer.RampUpStart);
            else at.ShouldBe(FirstInstantWith(offer, price));
        });

    [Fact]
    public void The_quote_waits_for_an_instant_at_which_its_target_is_paid() =>
        Gen.Select(Small, Gen.ULong[1, 5_000_000], Gen.UInt[0, 20], Gen.UInt[0, 60]).Sample((offer, work, cost, least) =>
        {
            var quote = ReferenceQuote.Of(offer, work, cost, least);
            if (quote.Decision != QuoteDecision.LockLater) return;
            if (quote.LockAt <= offer.LockDeadline) offer.PriceAt(quote.LockAt).ShouldBeGreaterThanOrEqualTo(quote.Target);
            else offer.LockTimeout.ShouldBe(0ul, "only an offer that cannot be locked above its least price has no such instant");
            ((BigInteger)quote.Target - cost).ShouldBe(BigInteger.Divide(((BigInteger)least * work) + 999_999, 1_000_000));
        });

    [Theory]
    [InlineData(10, 9, 0, 0, 0, 0, false)]
    [InlineData(9, 9, 0, 0, 0, 0, true)]
    [InlineData(0, 9, 0, 5, 4, 9, false)]
    [InlineData(0, 9, 0, 4, 5, 4, false)]
    [InlineData(0, 9, 0, 4, 4, 4 + Window, true)]
    [InlineData(0, 9, 0, 4, 4, 5 + Window, false)]
    [InlineData(0, 9, ulong.MaxValue, 0, 0, 0, false)]
    [InlineData(0, 9, ulong.MaxValue - 10, 0, 5, 11, false)]
    [InlineData(0, 9, ulong.MaxValue - 10, 0, 5, 9, true)]
    public void An_offer_is_valid_within_the_bounds_of_the_source(ulong min, ulong max, ulong start, ulong ramp, ulong lockTimeout, ulong timeout, bool valid) =>
        new Offer(min, max, start, ramp, lockTimeout, timeout, 0).IsValid(Window).ShouldBe(valid);

    static ulong FirstInstantWith(Offer offer, UInt128 price)
    {
        ulong t = 0;
        while (offer.PriceAt(t) < price) t++;
        return t;
    }
}
