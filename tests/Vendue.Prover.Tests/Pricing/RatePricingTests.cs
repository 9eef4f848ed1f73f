using Vendue.Prover.Calibrating;
using Vendue.Prover.Pricing;
using Vendue.Prover.Tests.Calibrating;

namespace Vendue.Prover.Tests.Pricing;

public sealed class RatePricingTests
{
    readonly RatePricing pricing = new(7, 10_000, [new DeclaredWork(Samples.Own, "groth16-bn254", 1, WorkUnits.Constraints, 400, 0)]);

    [Fact]
    public void A_program_whose_outside_prover_says_its_speed_is_promised_by_that_and_others_by_the_assumed_one()
    {
        SpeedFor(Samples.Of(877, Samples.Own)).ShouldBe(400UL);
        SpeedFor(Samples.Of(877, Samples.Other)).ShouldBe(10_000UL);
        SpeedFor(Samples.Of(877, Samples.Own, "cycles")).ShouldBe(10_000UL, "a speed in constraints tells nothing of cycles");
        SpeedFor(Samples.Of(877, Samples.Other), Samples.Of(877, Samples.Own)).ShouldBe(400UL, "of several proofs the slowest counts");
    }

    [Fact]
    public void Each_learns_from_its_own_proofs_alone()
    {
        pricing.Learn(Samples.Of(800, Samples.Own), TimeSpan.FromSeconds(1));
        SpeedFor(Samples.Of(877, Samples.Own)).ShouldBe(500UL);
        SpeedFor(Samples.Of(877, Samples.Other)).ShouldBe(10_000UL);
    }

    ulong SpeedFor(Statement statement, params Statement[] further)
    {
        var strategy = new Watching();
        pricing.Decide(strategy, new Opportunity { Statement = statement, Further = further }, new ProverSituation { Account = "prover", Now = 1, UnitsPerSecond = 1, PricePerMillion = 7, WorkPerSecond = 7, FreeSlots = 1 });
        return strategy.Seen!.WorkPerSecond;
    }
}
