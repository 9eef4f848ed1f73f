using CsCheck;
using Vendue.Mechanisms.AztecEpochProving;

namespace Vendue.Mechanisms.Tests.AztecEpochProving;

public sealed class EpochRuleTests
{
    static readonly EpochClock Clock = new(0, 36, 32, 13);

    [Fact]
    public void The_money_of_a_block_is_divided_without_a_remainder() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.UInt[0, 10_000], Gen.Bool).Sample((fees, part, reward, bps, hasCoinbase) =>
        {
            UInt128 burn = fees == 0 ? 0 : part % fees;
            var shares = BlockShares.Of(fees, burn, reward, bps, hasCoinbase);
            (shares.Burn + shares.Prover + shares.Coinbase).ShouldBe((UInt128)fees + reward);
            if (!hasCoinbase) shares.Coinbase.ShouldBe(UInt128.Zero);
            if (hasCoinbase) (shares.Prover * 10_000).ShouldBeLessThanOrEqualTo((shares.Prover + shares.Coinbase) * bps);
        });

    [Fact]
    public void Rounding_block_by_block_never_gives_the_prover_more_than_rounding_once() =>
        Gen.Select(Gen.UInt.Array[1, 20], Gen.UInt[0, 10_000]).Sample((rewards, bps) =>
        {
            UInt128 byBlock = 0, whole = 0;
            foreach (uint reward in rewards)
            {
                byBlock += BlockShares.Of(reward, 0, 0, bps, hasCoinbase: true).Prover;
                whole += reward;
            }
            byBlock.ShouldBeLessThanOrEqualTo(whole * bps / 10_000);
        });

    [Fact]
    public void A_burn_above_the_fees_is_out_of_range() =>
        Should.Throw<OverflowException>(() => BlockShares.Of(10, 11, 0, 0, hasCoinbase: true));

    [Fact]
    public void A_slot_begins_at_the_first_instant_that_is_in_it() =>
        Gen.Select(Gen.ULong[0, 1UL << 40], Gen.ULong[1, 1_000], Gen.ULong[0, 1UL << 40]).Sample((genesis, duration, now) =>
        {
            var clock = new EpochClock(genesis, duration, 32, 13);
            ulong slot = clock.SlotAt(now), begins = clock.InstantOf(slot);
            clock.SlotAt(begins).ShouldBe(slot);
            if (begins > genesis) clock.SlotAt(begins - 1).ShouldBe(slot - 1);
        });

    [Fact]
    public void Once_an_epoch_can_be_pruned_it_always_can() =>
        Gen.Select(Gen.ULong[0, 1_000], Gen.ULong[0, 40], Gen.Bool).Sample((slot, epoch, claimed) =>
            Clock.CanPrune(slot, true, epoch, claimed).ShouldBe(slot >= (claimed ? Clock.ClaimedUntil(epoch) : Clock.UnclaimedUntil(epoch))));

    [Fact]
    public void The_cheapest_quote_is_taken_and_of_equals_the_first()
    {
        ClaimChecks.Cheapest([3_000, 2_500, 2_500]).ShouldBe(1);
        ClaimChecks.Cheapest([]).ShouldBe(-1);
    }

    [Fact]
    public void A_quote_signs_every_one_of_its_terms()
    {
        var quote = new Quote(4, 172, 1_500, "P2", 2_500);
        Quote[] others = [quote with { Epoch = 5 }, quote with { ValidUntilSlot = 173 }, quote with { BondAmount = 1 }, quote with { Prover = "P3" }, quote with { BasisPointFee = 1 }];
        foreach (var other in others) other.Message().ShouldNotBe(quote.Message());
    }
}
