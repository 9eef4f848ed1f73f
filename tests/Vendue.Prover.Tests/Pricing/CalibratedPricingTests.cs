using Vendue.Prover.Calibrating;
using Vendue.Prover.Pricing;
using Vendue.Prover.Tests.Calibrating;

namespace Vendue.Prover.Tests.Pricing;

public sealed class CalibratedPricingTests
{
    readonly CalibratedPricing pricing = new(Samples.Model);
    readonly Watching watching = new();

    [Fact]
    public void A_first_proof_of_a_program_is_promised_with_its_loading_and_later_ones_without()
    {
        Seen(Samples.Of(877, Samples.Own)).WorkPerSecond.ShouldBe(877_000UL / 200);
        pricing.Learn(Samples.Of(877, Samples.Own), TimeSpan.FromSeconds(5)).ShouldBeNull("a first proof tells nothing of the next");
        Seen(Samples.Of(877, Samples.Own)).WorkPerSecond.ShouldBe(877_000UL / 100);
    }

    [Fact]
    public void Own_proofs_move_the_promised_time_and_never_the_price()
    {
        var statement = Samples.Of(877, Samples.Own);
        pricing.Learn(statement, TimeSpan.FromMilliseconds(90));
        var before = Seen(statement);
        string? told = null;
        for (int i = 0; i < 20; i++) told = pricing.Learn(statement, TimeSpan.FromMilliseconds(180)) ?? told;
        var after = Seen(statement);
        after.PricePerMillion.ShouldBe(before.PricePerMillion);
        after.WorkPerSecond.ShouldBeInRange(before.WorkPerSecond * 49 / 100, before.WorkPerSecond * 51 / 100);
        told.ShouldNotBeNull().ShouldContain("calibrate again");
        pricing.Learn(statement, TimeSpan.FromMilliseconds(180)).ShouldBeNull("it is told once");
    }

    [Fact]
    public void An_outside_prover_that_exaggerates_its_speed_is_told_of_and_changes_nothing_of_what_was_measured()
    {
        var foreign = Hash32.Sha256("a program of an outside prover"u8);
        var mixed = new CalibratedPricing(new CostModel(Samples.Calibration, _ => null, [new DeclaredWork(foreign, "groth16-bn254", 1, WorkUnits.Constraints, 1_000, 0)]));
        var statement = Samples.Of(1_000, foreign);
        string? told = null;
        for (int i = 0; i < 30; i++) told = mixed.Learn(statement, TimeSpan.FromSeconds(4)) ?? told;
        told.ShouldNotBeNull().ShouldContain("as it says");
        mixed.Decide(watching, new Opportunity { Statement = statement }, Me);
        watching.Seen!.WorkPerSecond.ShouldBeInRange(195UL, 205UL, "four times its word, and a quarter more");
        mixed.Decide(watching, new Opportunity { Statement = Samples.Of(877, Samples.Own) }, Me);
        watching.Seen!.WorkPerSecond.ShouldBe(877_000UL / 200, "the measured program");
    }

    [Fact]
    public void Several_proofs_of_one_delivery_are_priced_and_timed_together()
    {
        var chain = Samples.Of(877, Samples.Own);
        pricing.Decide(watching, new Opportunity { Kind = OpportunityKind.Race, Statement = chain, Further = [chain, chain] }, Me);
        var all = watching.Seen!;
        // All three take three times as long, for three times the work.
        all.WorkPerSecond.ShouldBe(Seen(chain).WorkPerSecond);
        all.PricePerMillion.ShouldBe(Seen(chain).PricePerMillion);
    }

    [Theory]
    [InlineData(OpportunityKind.Offer)]
    [InlineData(OpportunityKind.Race)]
    public void What_cannot_be_priced_is_passed_with_the_reason(OpportunityKind kind)
    {
        var decision = pricing.Decide(watching, new Opportunity { Kind = kind, Statement = Samples.Of(1_000, Samples.Other, "cycles") }, Me);
        decision.Why.ShouldBe("it cannot be priced: There is no conversion from cycles-v1 to constraints-v1: name one, with its version and source");
        decision.Prove.ShouldBeFalse();
        watching.Seen.ShouldBeNull();
    }

    [Theory]
    [InlineData(OpportunityKind.Prove)]
    [InlineData(OpportunityKind.Step)]
    public void What_one_is_bound_to_is_done_whatever_it_costs(OpportunityKind kind)
    {
        pricing.Decide(watching, new Opportunity { Kind = kind, Statement = Samples.Of(1_000, Samples.Other, "cycles") }, Me);
        watching.Seen.ShouldBe(Me);
    }

    [Fact]
    public void Work_declared_too_small_for_its_circuit_is_passed()
    {
        var model = new CostModel(Samples.Calibration with { Series = [Samples.Synthetic with { Points = [Samples.Point(16_382, 5_000, 6_000, 7_000)] }] }, _ => 16_382);
        new CalibratedPricing(model).Decide(watching, new Opportunity { Statement = Samples.Of(1, Samples.Other) }, Me).Why.ShouldContain("too little to reckon with");
    }

    [Fact]
    public void Work_of_any_size_is_offered_at_the_dearest_price_and_slowest_speed()
    {
        pricing.Decide(watching, new Opportunity { Statement = new Statement { Work = 1_000_000 } }, Me);
        watching.Seen!.PricePerMillion.ShouldBe(Samples.Model.PerMillion(511, 63_000_000));
        watching.Seen.WorkPerSecond.ShouldBe(511_000UL / 73);
    }

    static ProverSituation Me { get; } = new() { Account = "prover", Now = 1, UnitsPerSecond = 1, PricePerMillion = 7, WorkPerSecond = 7, FreeSlots = 1 };

    ProverSituation Seen(Statement statement)
    {
        pricing.Decide(watching, new Opportunity { Statement = statement }, Me);
        return watching.Seen!;
    }
}
