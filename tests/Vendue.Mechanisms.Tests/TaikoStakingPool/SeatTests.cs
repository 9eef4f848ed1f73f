using CsCheck;

namespace Vendue.Mechanisms.TaikoStakingPool.Tests;

public sealed class SeatTests
{
    [Fact]
    public void The_lowest_slot_of_the_smallest_stakes_is_taken() => Seats.SlotFor([5, 3, 3, 9], 4).ShouldBe(1);

    [Fact]
    public void An_empty_seat_counts_as_no_stake() => Seats.SlotFor([5, 0, 3, 0], 1).ShouldBe(1);

    [Fact]
    public void A_stake_that_only_equals_the_smallest_is_not_good_enough() => Seats.SlotFor([5, 3, 3], 3).ShouldBe(-1);

    /// <summary>Only the largest stakes sit: whoever is displaced or turned away staked no more than anybody who sits.</summary>
    [Fact]
    public void After_any_offers_the_seats_hold_the_largest_stakes() =>
        Gen.ULong[1, 30].Array[0, 40].Sample(offers =>
        {
            var stakes = new UInt128[4];
            foreach (ulong offer in offers)
                if (Seats.SlotFor(stakes, offer) is >= 0 and var slot) stakes[slot] = offer;
            stakes.Order().ShouldBe(offers.Select(o => (UInt128)o).Concat(new UInt128[4]).OrderDescending().Take(4).Order());
        });
}
