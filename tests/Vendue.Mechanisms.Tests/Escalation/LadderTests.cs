using CsCheck;
using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder.Tests;

public sealed class LadderTests
{
    static readonly StageEnd[] Survivable = [StageEnd.NoOffer, StageEnd.Thin, StageEnd.WinnerMissed, StageEnd.Declined, StageEnd.InvalidProof, StageEnd.Late];

    static readonly Gen<StageEnd> AnyFailure = Gen.Int[0, Survivable.Length - 1].Select(i => Survivable[i]);

    static readonly Gen<Ladder> Ladders = Gen.Select(
        Gen.Enum<Preset>(), Gen.UInt[1, 5], Gen.UInt[1, 32], Gen.UInt[1, 20], Gen.UInt[100, 1000],
        (preset, attempts, most, growth, buffer) => Presets.Of(preset, new Ladder()) with { AttemptsPerFormat = attempts, MaxAttempts = most, GrowthNum = growth + 1, GrowthDen = 2, BufferPct = buffer });

    [Fact]
    public void Ceilings_windows_proving_times_and_formats_never_fall_and_no_ceiling_is_above_the_cap() =>
        Gen.Select(Ladders, Gen.ULong[1, 5_000], Gen.ULong[0, 5_000], AnyFailure.Array[0, 40]).Sample((ladder, cap, reference, failures) =>
        {
            var rung = LadderRules.First(ladder, cap, reference, 100);
            foreach (var failure in failures)
            {
                var before = rung;
                LadderRules.PricesOf(ladder, cap, rung).Ceiling.ShouldBeLessThanOrEqualTo(cap);
                LadderRules.PricesOf(ladder, cap, rung).Start.ShouldBeLessThanOrEqualTo(LadderRules.PricesOf(ladder, cap, rung).Ceiling);
                if (LadderRules.After(ladder, cap, before, failure, out rung) != Step.Climb) return;
                rung.Ceiling.ShouldBeGreaterThanOrEqualTo(before.Ceiling);
                rung.Start.ShouldBeGreaterThanOrEqualTo(before.Start);
                rung.Window.ShouldBeGreaterThanOrEqualTo(before.Window);
                rung.ProvingTime.ShouldBeGreaterThanOrEqualTo(before.ProvingTime);
                rung.Format.ShouldBeGreaterThanOrEqualTo(before.Format);
            }
        });

    [Fact]
    public void A_ladder_has_at_most_its_number_of_stages() =>
        Gen.Select(Ladders, AnyFailure.Array[40]).Sample((ladder, failures) =>
        {
            var rung = LadderRules.First(ladder, 1_000, 100, 100);
            uint stages = 1;
            foreach (var failure in failures)
            {
                if (LadderRules.After(ladder, 1_000, rung, failure, out rung) != Step.Climb) break;
                stages++;
            }
            stages.ShouldBe(ladder.MaxAttempts);
        });

    [Fact]
    public void Only_a_lack_of_offers_changes_the_money_and_only_a_failed_winner_the_proving_time() =>
        Gen.Select(Ladders, AnyFailure).Sample((ladder, failure) =>
        {
            var first = LadderRules.First(ladder, 1_000, 100, 100);
            LadderRules.After(ladder, 1_000, first, failure, out var next);
            if (failure != StageEnd.NoOffer) next.Ceiling.ShouldBe(first.Ceiling);
            if (failure is StageEnd.NoOffer or StageEnd.Thin) next.ProvingTime.ShouldBe(first.ProvingTime);
            else next.ProvingTime.ShouldBe(2 * first.ProvingTime);
        });

    [Fact]
    public void Nothing_is_bought_again_after_a_faulty_statement_a_failed_settlement_or_a_withdrawal()
    {
        foreach (var end in new[] { StageEnd.Unexecutable, StageEnd.SettlementFailed, StageEnd.Cancelled })
            LadderRules.After(new Ladder(), 1_000, LadderRules.First(new Ladder(), 1_000, 100, 100), end, out _).ShouldBe(Step.Stop);
    }

    [Fact]
    public void Panic_leaves_half_as_much_again_as_a_slow_proof_takes_and_never_lies_before_the_beginning() =>
        Gen.Select(Gen.ULong, Gen.ULong).Sample((deadline, proving) =>
        {
            ulong at = LadderRules.PanicAt(deadline, proving);
            if (at > 0) (deadline - at).ShouldBe((ulong)((UInt128)proving * 3 / 2));
            at.ShouldBeLessThanOrEqualTo(deadline);
        });

    [Fact]
    public void Every_preset_is_a_ladder_that_a_market_accepts()
    {
        foreach (var preset in Enum.GetValues<Preset>()) Presets.Of(preset, new Ladder()).Wrong().ShouldBeNull(preset.ToString());
    }

    [Fact]
    public void Growth_below_one_or_above_ten_and_a_race_before_the_end_are_no_ladder()
    {
        new Ladder { GrowthNum = 1, GrowthDen = 2 }.Wrong().ShouldNotBeNull();
        new Ladder { GrowthNum = 101, GrowthDen = 10 }.Wrong().ShouldNotBeNull();
        new Ladder { GrowthNum = 100, GrowthDen = 10 }.Wrong().ShouldBeNull();
        new Ladder { Formats = [Format.Race, Format.Dutch] }.Wrong().ShouldNotBeNull();
    }
}
