using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Tests.Calibrating;

public sealed class CostModelTests
{
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
