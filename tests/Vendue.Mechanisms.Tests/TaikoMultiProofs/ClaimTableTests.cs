using CsCheck;
using Vendue.Mechanisms.TaikoAssignedBlocks;
using Vendue.Mechanisms.TaikoBlocks;

namespace Vendue.Mechanisms.TaikoMultiProofs.Tests;

public sealed class ClaimTableTests
{
    static readonly Standing Plain = new(200, false, false, false), Contested = new(200, false, true, false), Top = new(1_000, true, false, false);

    [Fact]
    public void The_first_claim_needs_nothing_to_stand() => ClaimTable.StepOf(default, 200, isSame: false).ShouldBe(ClaimStep.First);

    [Theory]
    [InlineData(200, false, ClaimStep.Contest)]
    [InlineData(200, true, ClaimStep.SaysTheSame)]
    [InlineData(300, false, ClaimStep.Override)]
    [InlineData(300, true, ClaimStep.SaysTheSame)]
    [InlineData(100, false, ClaimStep.TooLow)]
    public void An_uncontested_claim_is_contested_at_its_tier_and_overridden_above(ushort tier, bool same, ClaimStep expected) =>
        ClaimTable.StepOf(Plain, tier, same).ShouldBe(expected);

    [Theory]
    [InlineData(200, false, ClaimStep.Contested)]
    [InlineData(200, true, ClaimStep.Contested)]
    [InlineData(300, true, ClaimStep.Uphold)]
    [InlineData(300, false, ClaimStep.Overturn)]
    public void A_contest_is_settled_only_above(ushort tier, bool same, ClaimStep expected) =>
        ClaimTable.StepOf(Contested, tier, same).ShouldBe(expected);

    [Fact]
    public void The_top_tier_cannot_be_contested_but_may_correct_itself()
    {
        ClaimTable.StepOf(Top, 1_000, isSame: false).ShouldBe(ClaimStep.Correct);
        ClaimTable.StepOf(Top, 1_000, isSame: true).ShouldBe(ClaimStep.SaysTheSame);
        ClaimTable.StepOf(Top, 300, isSame: false).ShouldBe(ClaimStep.TooLow);
    }

    [Fact]
    public void After_its_cooldown_a_claim_is_not_contested_any_more() =>
        ClaimTable.StepOf(Plain with { IsCooled = true }, 200, isSame: false).ShouldBe(ClaimStep.CooledDown);

    [Fact]
    public void No_accepted_claim_ever_lowers_the_tier() =>
        Gen.Select(Gen.UShort[0, 5], Gen.Bool, Gen.Bool, Gen.Bool, Gen.UShort[1, 5], Gen.Bool).Sample((stands, contested, cooled, same, tier, _) =>
        {
            var step = ClaimTable.StepOf(new Standing(stands, stands == 5, contested, cooled), tier, same);
            if (step < ClaimStep.TooLow) tier.ShouldBeGreaterThanOrEqualTo(stands);
        });

    [Theory]
    [InlineData(0, "sgx-zkvm")]
    [InlineData(1_000, "sgx-zkvm")]
    [InlineData(1_001, "sgx")]
    public void On_the_mainnet_one_block_in_a_thousand_needs_the_second_tier(ulong random, string tier) =>
        MinimumTier.Of(TaikoAssignedBlocksParameters.MainnetV3.MinimumTier, modulus => random % modulus).ShouldBe((Name)tier);

    [Theory]
    [InlineData(500, "sgx-zkvm")]
    [InlineData(510, "sgx")]
    [InlineData(511, "optimistic")]
    public void In_alpha_7_most_blocks_are_optimistic(ulong random, string tier) =>
        MinimumTier.Of(TaikoAssignedBlocksParameters.Alpha7.MinimumTier, modulus => random % modulus).ShouldBe((Name)tier);

    [Theory]
    [InlineData(100, 0, 86_400, 86_500)]
    [InlineData(100, 500, 60, 560)]
    [InlineData(ulong.MaxValue, 0, 1, ulong.MaxValue)]
    public void A_deadline_counts_from_the_last_step_or_the_end_of_a_pause(ulong begun, ulong unpaused, ulong length, ulong over) =>
        Deadlines.Of(begun, unpaused, length).ShouldBe(over);
}
