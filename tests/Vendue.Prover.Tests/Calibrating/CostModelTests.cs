using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Tests.Calibrating;

public sealed class CostModelTests
{
    static readonly Hash32 foreign = Hash32.Sha256("a program of an outside prover"u8);

    [Fact]
    public void A_program_of_an_outside_prover_goes_by_the_speed_that_this_says_and_a_quarter_more_is_promised()
    {
        var model = ModelWith(new DeclaredWork(foreign, "groth16-bn254", 1, WorkUnits.Constraints, 1_000, 0));
        model.Of(Samples.Of(2_047, foreign)).Time.ShouldBe(new ProvingTime(2_047_000_000, 2_558_750_000, 2_558_750_000));
        model.Of(Samples.Of(2_047, Samples.Other)).Time.Usual.ShouldBe(118_000_000UL, "another program goes by the circuits made to be measured");
        model.GoesByWord(foreign).ShouldBeTrue();
        model.Dearest(Samples.Of(0, default)).ShouldBe((1_000UL, 1_000_000_000UL, 1_250_000_000UL), "it is slower than all that was measured");
    }

    [Fact]
    public void What_was_measured_counts_more_than_what_is_said()
    {
        var model = ModelWith(new DeclaredWork(Samples.Own, "groth16-bn254", 1, WorkUnits.Constraints, 1, 0));
        model.Of(Samples.Of(877, Samples.Own)).Time.Usual.ShouldBe(90_000_000UL);
        model.GoesByWord(Samples.Own).ShouldBeFalse();
    }

    [Fact]
    public void A_proof_is_as_much_work_as_its_prover_says_whatever_the_request_declares()
    {
        ModelWith(new DeclaredWork(foreign, "groth16-bn254", 1, WorkUnits.Constraints, 1_000, 5_000)).Of(Samples.Of(1, foreign)).Time.Usual.ShouldBe(5_000_000_000UL);
        ModelWith(new DeclaredWork(foreign, "groth16-bn254", 1, WorkUnits.Constraints, 0, 4_094)).Of(Samples.Of(1, foreign)).Time.Usual.ShouldBe(177_000_000UL, "without a speed by the circuits made to be measured, at that size");
    }

    [Fact]
    public void A_system_that_nobody_measured_has_a_price_where_its_prover_says_a_speed_in_its_unit()
    {
        WorkUnit.TryParse("gates", out var gates).ShouldBeTrue();
        var model = ModelWith(new DeclaredWork(foreign, "ultrahonk-bn254", 1, gates, 800_000, 0));
        model.Of(Samples.Of(80_000, foreign, "gates", "ultrahonk-bn254")).Time.Usual.ShouldBe(100_000_000UL);
        model.Of(Samples.Of(80_000, foreign, "constraints", "ultrahonk-bn254")).Refusal.ShouldNotBeNull().ShouldStartWith("There is no conversion from constraints-v1 to gates-v1");
        model.Of(Samples.Of(80_000, Samples.Other, "gates", "ultrahonk-bn254")).Refusal.ShouldBe("the calibration has no measurement of ultrahonk-bn254 version 1");
    }

    [Theory]
    [InlineData(ulong.MaxValue, 1UL)]
    [InlineData(1UL, ulong.MaxValue)]
    public void A_speed_or_a_size_beyond_reason_gives_no_time_below_one_nanosecond_and_none_beyond_any(ulong work, ulong perSecond)
    {
        var reckoned = ModelWith(new DeclaredWork(foreign, "groth16-bn254", 1, WorkUnits.Constraints, perSecond, 0)).Of(Samples.Of(work, foreign));
        if (reckoned.Refusal is null) reckoned.Time.ShouldBe(new ProvingTime(1, 2, 2));
        else reckoned.Refusal.ShouldContain("beyond any time");
    }

    static CostModel ModelWith(DeclaredWork said) => new(Samples.Calibration, _ => null, [said]);

    const ulong Millisecond = 1_000_000;

    [Fact]
    public void A_program_that_was_measured_goes_by_its_own_times()
    {
        var time = Samples.Model.Of(Samples.Of(877, Samples.Own)).Time;
        time.ShouldBe(new ProvingTime(90 * Millisecond, 100 * Millisecond, 200 * Millisecond));
    }

    [Fact]
    public void A_circuit_that_the_prover_has_is_as_large_as_it_is_whatever_the_request_declares()
    {
        var model = new CostModel(Samples.Calibration, p => p == Samples.Other ? 16_382 : null);
        model.Of(Samples.Of(1, Samples.Other)).Time.Usual.ShouldBe(584 * Millisecond);
        Samples.Model.Of(Samples.Of(1, Samples.Other)).Time.Usual.ShouldBe(63 * Millisecond, "without the circuit only the declared size is known");
    }

    [Theory]
    [InlineData("cycles", "groth16-bn254", "no conversion from cycles-v1 to constraints-v1")]
    [InlineData("constraints-v2", "groth16-bn254", "no conversion from constraints-v2 to constraints-v1")]
    [InlineData("constraints-v0", "groth16-bn254", "no unit of work")]
    [InlineData("constraints", "sp1", "no measurement of sp1 version 1")]
    public void What_was_not_measured_is_refused_by_what_is_missing(string unit, string system, string why) =>
        Samples.Model.Of(Samples.Of(1_000, Samples.Other, unit, system)).Refusal.ShouldNotBeNull().ShouldContain(why);

    [Fact]
    public void A_named_conversion_lets_work_of_another_unit_be_priced()
    {
        // 3 cycles for 2 units of prover gas: 666,667 are 1,000,001 cycles, just beyond what was measured.
        Samples.Model.Of(Samples.Of(666_666, Samples.Other, "pgu", "risc0")).Time.Usual.ShouldBe(2_040 * Millisecond);
        Samples.Model.Of(Samples.Of(666_667, Samples.Other, "pgu", "risc0")).Time.Usual.ShouldBeGreaterThan(2_040 * Millisecond);
    }

    [Fact]
    public void Work_far_beyond_what_was_measured_is_refused() =>
        Samples.Model.Of(Samples.Of(16_382 * 16 + 1, Samples.Other)).Refusal.ShouldNotBeNull().ShouldContain("16 times the largest size");

    [Fact]
    public void A_calibration_without_an_exchange_has_no_prices() =>
        Should.Throw<ProverException>(() => new CostModel(Samples.Calibration with { Price = Samples.Calibration.Price with { BaseUnitsPerCurrency = null } }, _ => null)).Code.ShouldBe("calibration-without-exchange");

    [Fact]
    public void An_offer_for_work_of_any_size_is_priced_by_the_dearest_that_was_measured() =>
        Samples.Model.Dearest(new Statement()).ShouldBe((511UL, 63 * Millisecond, 73 * Millisecond));
}
