using CsCheck;
using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Tests.Calibrating;

public sealed class PriceTests
{
    static readonly Gen<Ratio> Part = Gen.Select(Gen.UInt[1, 1_000_000], p => new Ratio(p, 1_000_000));

    static readonly Gen<PriceInputs> Inputs = Gen.Select(Gen.UInt[0, 100_000_000], Part, Gen.UInt[0, 5_000_000], Gen.ULong[1, 1_000_000_000_000_000_000], (cost, utilisation, margin, exchange) =>
        Of(new Ratio(cost, 1_000_000), utilisation, new Ratio(margin, 1_000_000), Ratio.Of(exchange)));

    [Fact]
    public void The_published_bid_calibration_is_met_to_its_last_printed_digit()
    {
        var price = Of(Decimal("0.80"), Decimal("0.5"), Decimal("0.1")).Price(1_000_000_000, Ratio.Of(1_742_469));
        price.ToTextUp(4).ShouldBe("0.2806");
        // In between, as it is published: 0.1275 / 0.5 · 1.1.
        (Decimal("0.80") / Ratio.Of(3600) * Ratio.Of(1_000_000_000) / Ratio.Of(1_742_469)).ToTextUp(12)[..6].ShouldBe("0.1275");
    }

    [Fact]
    public void A_price_is_exact_until_it_is_rounded() =>
        Of(Decimal("0.80"), Decimal("0.5"), Decimal("0.1")).Price(1_000_000_000, Ratio.Of(1_742_469)).ShouldBe(new Ratio(8_800_000_000, 31_364_442_000) * Ratio.Of(1));

    [Fact]
    public void A_price_earns_its_cost_and_margin_back_in_the_paid_part_of_an_hour() => Gen.Select(Inputs, Gen.ULong[1, 1_000_000_000_000]).Sample((inputs, speed) =>
    {
        var earned = inputs.Price(1, Ratio.Of(speed)) * Ratio.Of(speed) * Ratio.Of(3600) * inputs.Utilisation.Value;
        earned.ShouldBe(inputs.CostPerHour.Value * (Ratio.One + inputs.Margin.Value));
    });

    [Fact]
    public void No_price_is_below_its_cost_whatever_is_rounded() => Gen.Select(Inputs, Gen.ULong[1, 1_000_000_000_000_000], Gen.ULong[1, 1UL << 50]).Sample((inputs, nanoseconds, work) =>
    {
        var cost = inputs.CostPerSecond * new Ratio(nanoseconds, 1_000_000_000) * inputs.BaseUnitsPerCurrency!.Value;
        var asked = Model(inputs).PerMillion(work, nanoseconds);
        if (asked == UInt128.MaxValue) return;
        // What a prover asks for the work is ceil(price of a million · work / 1,000,000).
        Ratio.Of(Wide.MulDivCeil(asked, work, 1_000_000)).ShouldBeGreaterThanOrEqualTo(cost);
    });

    [Fact]
    public void A_price_beyond_all_money_is_the_largest_there_is_and_never_wraps()
    {
        var model = Model(Of(Decimal("100000000"), new Ratio(1, 1_000_000), Decimal("100"), Ratio.Of(UInt128.MaxValue >> 28)));
        model.PerMillion(1, 1_000_000_000_000_000).ShouldBe(UInt128.MaxValue);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("1.01", false)]
    public void Utilisation_is_above_nothing_and_at_most_all(string utilisation, bool sound) => Of(Ratio.One, Decimal(utilisation), default).IsSound.ShouldBe(sound);

    [Fact]
    public void The_assumed_cost_is_that_of_its_source_by_the_core_rounded_up()
    {
        ReferenceCosts.CostPerHour(96).Value.ShouldBe(Decimal("0.61"));
        ReferenceCosts.CostPerHour(1).Value.ShouldBe(Decimal("0.006354167"));
        ReferenceCosts.CostPerHour(1).Source.ShouldContain("December 2024");
    }

    internal static PriceInputs Of(Ratio cost, Ratio utilisation, Ratio margin, Ratio? exchange = null) => new()
    {
        Currency = "USD",
        CostPerHour = new(cost, "a test"),
        Utilisation = new(utilisation, "a test"),
        Margin = new(margin, "a test"),
        BaseUnitsPerCurrency = exchange,
    };

    internal static Ratio Decimal(string text) => Ratio.TryParse(text, out var value) ? value : throw new FormatException(text);

    static CostModel Model(PriceInputs inputs) => new(Samples.Calibration with { Price = inputs }, _ => null);
}
