using System.Numerics;
using CsCheck;

namespace Vendue.Mechanisms.TaikoStakingPool.Tests;

public sealed class MoneyTests
{
    static readonly GasTerms Gas = new(20_000, 180_000);
    static readonly PaymentRules Alpha4 = new(150, 250, LateRule.Unpaid), Eldfell = new(150, 0, LateRule.AsAnother);
    static readonly SlashRules ByReward = new(SlashRule.ByReward, 25, 4, 0), ByPosition = new(SlashRule.ByPosition, 25, 0, 100_000_000);

    [Fact]
    public void A_block_of_six_million_gas_costs_and_returns_what_the_worked_example_says()
    {
        Gas.ProposalFee(10, 6_000_000).ShouldBe((UInt128)62_000_000);
        Gas.Refund(10, 6_000_000, 4_000_000).ShouldBe((UInt128)21_800_000);
        Gas.Reward(9, 4_000_000).ShouldBe((UInt128)36_180_000);
    }

    [Theory]
    [InlineData(300, 35_840_813)]
    [InlineData(800, 35_275_500)]
    [InlineData(0, 36_180_000)]
    public void An_assignee_in_time_loses_in_proportion_to_its_delay(ulong delay, ulong reward) =>
        Payment.Of(Alpha4, ProvenBy.Assignee, 36_180_000, delay, 800).ShouldBe(new Payment(reward, false, 0, true));

    [Fact]
    public void Every_other_case_pays_and_slashes_as_the_table_says()
    {
        Payment.Of(Alpha4, ProvenBy.Another, 36_180_000, 900, 800).ShouldBe(new Payment(54_270_000, true, 54_270_000, false));
        Payment.Of(Alpha4, ProvenBy.AssigneeLate, 36_180_000, 900, 800).ShouldBe(new Payment(0, true, 36_180_000, false));
        Payment.Of(Eldfell, ProvenBy.AssigneeLate, 36_180_000, 900, 800).ShouldBe(new Payment(54_270_000, true, 54_270_000, false));
        Payment.Of(Alpha4, ProvenBy.Anybody, 40_200_000, 0, 0).ShouldBe(new Payment(60_300_000, false, 0, false));
        Payment.Of(Alpha4, ProvenBy.Oracle, 36_180_000, 900, 800).ShouldBe(new Payment(36_180_000, false, 0, false));
    }

    [Theory]
    [InlineData(true, true, true, 0, ProvenBy.Oracle)]
    [InlineData(false, true, false, 99, ProvenBy.Anybody)]
    [InlineData(false, false, false, 3, ProvenBy.Another)]
    [InlineData(false, false, true, 10, ProvenBy.Assignee)]
    [InlineData(false, false, true, 11, ProvenBy.AssigneeLate)]
    public void A_proof_falls_under_one_case_and_the_end_of_the_window_is_in_time(bool oracle, bool open, bool byAssignee, ulong delay, ProvenBy expected) =>
        Payment.CaseOf(oracle, open, byAssignee, delay, 10).ShouldBe(expected);

    [Fact]
    public void The_penalty_rounds_as_the_source_does_step_by_step() =>
        Gen.Select(Gen.ULong[0, 1_000_000_000], Gen.ULong[0, 5_400], Gen.ULong[1, 5_400]).Sample((reward, delay, window) =>
        {
            ulong within = ulong.Min(delay, window);
            var naive = reward - ((BigInteger)reward * within * 250 / 10_000 / window);
            ((BigInteger)Payment.Of(Alpha4, ProvenBy.Assignee, reward, within, window).Prover).ShouldBe(naive);
        });

    [Theory]
    [InlineData(500_000_000_000, 0, 64, 54_270_000, 217_080_000, 0)]
    [InlineData(500_000_000_000, 400_000_000, 64, 54_270_000, 217_080_000, 217_080_000)]
    [InlineData(500_000_000_000, 0, 64, 36_180_000, 144_720_000, 0)]
    [InlineData(100_000_000, 50_000_000, 32, 54_270_000, 150_000_000, 50_000_000)]
    [InlineData(0, 0, 32, 54_270_000, 0, 0)]
    public void A_slash_is_sized_by_the_reward_and_takes_exiting_money_first(ulong stake, ulong exit, uint capacity, ulong reward, ulong amount, ulong fromExit)
    {
        var slash = Slash.Of(ByReward, stake, exit, capacity, reward);
        (slash.Amount, slash.Exit).ShouldBe(((UInt128)amount, (UInt128)fromExit));
    }

    [Fact]
    public void At_launch_a_hundred_misses_take_a_fifth_of_a_large_stake()
    {
        UInt128 stake = 500_000_000_000;
        Slash.Of(ByPosition, stake, 0, 64, 1).Amount.ShouldBe((UInt128)1_250_000_000);
        for (int i = 0; i < 100; i++) stake -= Slash.Of(ByPosition, stake, 0, 64, 1).Amount;
        stake.ShouldBe((UInt128)389_278_519_839);
        Slash.Of(ByPosition, 30_000_000_000, 0, 64, 1).Amount.ShouldBe((UInt128)100_000_000);
        Slash.Of(ByPosition, 50_000_000, 0, 64, 1).Amount.ShouldBe((UInt128)50_000_000);
    }

    [Fact]
    public void A_slash_never_takes_more_than_there_is() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.UInt[1, 1_000], Gen.ULong, Gen.Bool).Sample((stake, exit, capacity, reward, byReward) =>
        {
            var slash = Slash.Of(byReward ? ByReward : ByPosition, stake, exit, capacity, reward);
            slash.Stake.ShouldBeLessThanOrEqualTo(stake);
            slash.Exit.ShouldBeLessThanOrEqualTo(exit);
            if (slash.Stake > 0) slash.Exit.ShouldBe(exit);
        });

    [Theory]
    [InlineData(100, 600, 600)]
    [InlineData(400, 800, 1_200)]
    [InlineData(1_800, 3_600, 5_400)]
    [InlineData(3_600, 5_400, 5_400)]
    public void A_window_is_twice_or_thrice_the_average_delay_within_bounds(ulong average, ulong twice, ulong thrice)
    {
        Averages.Window(average, 200, 600, 5_400).ShouldBe(twice);
        Averages.Window(average, 300, 600, 5_400).ShouldBe(thrice);
    }

    [Fact]
    public void A_floor_average_falls_but_does_not_rise()
    {
        Repeated(10_000, 12_500, 0).ShouldBe(10_000UL);
        Repeated(10_000, 7_500, 0).ShouldBe(7_500UL);
    }

    [Fact]
    public void A_fixed_point_average_moves_both_ways_by_the_same()
    {
        int bits = Averages.FractionBits(AverageMode.FixedPoint);
        Repeated(10_000, 12_500, bits).ShouldBe(11_580UL);
        Repeated(10_000, 7_500, bits).ShouldBe(8_419UL);
    }

    /// <summary>Derived in the specification: while the sample exceeds the average by less than the factor, the average does not rise.</summary>
    [Fact]
    public void A_floor_average_rises_only_past_the_factor() =>
        Gen.Select(Gen.ULong[1, 100_000], Gen.ULong[0, 20_000]).Sample((average, above) =>
            (Averages.Next(average, average + above, 7_200) > average).ShouldBe(above >= 7_200));

    static ulong Repeated(ulong average, ulong sample, int bits)
    {
        UInt128 now = (UInt128)average << bits;
        for (int i = 0; i < 7_200; i++) now = Averages.Next(now, (UInt128)sample << bits, 7_200);
        return (ulong)(now >> bits);
    }
}
