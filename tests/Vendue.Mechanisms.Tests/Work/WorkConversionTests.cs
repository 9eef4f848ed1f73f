using System.Numerics;
using CsCheck;

namespace Vendue.Mechanisms.Tests.Work;

public sealed class WorkConversionTests
{
    static readonly WorkConversion GasToCycles = new("measured-gas", 3, WorkUnits.Gas, WorkUnits.Cycles, 710, 3, "a test, 2026");

    [Theory]
    [InlineData("constraints", "constraints", 1)]
    [InlineData("constraints-v1", "constraints", 1)]
    [InlineData("cycles-v12", "cycles", 12)]
    [InlineData("low-voltage", "low-voltage", 1)]
    [InlineData("a-v1-v2", "a-v1", 2)]
    public void A_name_of_a_unit_carries_its_version_and_without_one_means_the_first(string stated, string name, ushort version)
    {
        WorkUnit.TryParse(stated, out var unit).ShouldBeTrue();
        unit.ShouldBe(new WorkUnit(name, version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cycles-v0")]
    [InlineData("cycles-v01")]
    [InlineData("cycles-v65536")]
    [InlineData("-v1")]
    public void What_names_no_version_is_no_unit(string stated) => WorkUnit.TryParse(stated, out _).ShouldBeFalse();

    [Fact]
    public void Every_unit_of_the_catalogue_is_read_back_from_its_text_and_says_what_it_counts()
    {
        foreach (var known in WorkUnits.All)
        {
            WorkUnit.TryParse(known.Unit.ToString(), out var read).ShouldBeTrue();
            WorkUnits.Find(read).ShouldBe(known);
            known.Meaning.ShouldNotBeEmpty();
            known.Source.ShouldNotBeEmpty();
        }
        WorkUnit.TryParse(new Statement().WorkUnit, out var usual).ShouldBeTrue();
        usual.ShouldBe(WorkUnits.Constraints, "the unit of statements that name none");
        WorkUnits.Find(new WorkUnit("constraints", 2)).ShouldBeNull();
    }

    [Fact]
    public void Work_is_converted_exactly_and_rounded_up() => Gen.Select(Gen.ULong, Gen.ULong[1, ulong.MaxValue], Gen.ULong[1, ulong.MaxValue]).Sample((work, numerator, denominator) =>
    {
        var exact = BigInteger.DivRem((BigInteger)work * numerator, denominator, out var rest) + (rest.IsZero ? 0 : 1);
        var table = new ConversionTable([GasToCycles with { Numerator = numerator, Denominator = denominator }]);
        bool fits = table.TryConvert(work, WorkUnits.Gas, WorkUnits.Cycles, out var converted, out var refusal);
        fits.ShouldBe(exact <= ulong.MaxValue);
        if (fits) ((BigInteger)converted.Amount).ShouldBe(exact);
        else refusal.ShouldNotBeNull().Code.ShouldBe("work-out-of-range");
    });

    [Fact]
    public void What_was_converted_names_the_conversion_and_what_needed_none_names_none()
    {
        var table = new ConversionTable([GasToCycles]);
        table.TryConvert(30, WorkUnits.Gas, WorkUnits.Cycles, out var converted, out _).ShouldBeTrue();
        converted.ShouldBe(new ConvertedWork(7_100, GasToCycles));
        table.TryConvert(30, WorkUnits.Gas, WorkUnits.Gas, out var same, out _).ShouldBeTrue();
        same.ShouldBe(new ConvertedWork(30, null));
    }

    [Theory]
    [InlineData("cycles", "gas")]
    [InlineData("gas", "pgu")]
    [InlineData("gas-v2", "cycles")]
    [InlineData("gas", "cycles-v2")]
    public void Without_a_conversion_of_just_these_units_there_is_none_and_the_refusal_names_both(string from, string to)
    {
        var (stated, wanted) = (Unit(from), Unit(to));
        new ConversionTable([GasToCycles]).TryConvert(30, stated, wanted, out _, out var refusal).ShouldBeFalse();
        refusal.ShouldBe(new ConversionRefusal("no-conversion", stated, wanted));
        refusal!.Message.ShouldContain($"from {stated} to {wanted}");
    }

    [Fact]
    public void A_table_takes_no_conversion_without_a_source_nor_two_of_one_kind()
    {
        Should.Throw<ArgumentException>(() => new ConversionTable([GasToCycles with { Source = " " }]));
        Should.Throw<ArgumentException>(() => new ConversionTable([GasToCycles with { Denominator = 0 }]));
        Should.Throw<ArgumentException>(() => new ConversionTable([GasToCycles with { To = WorkUnits.Gas }]));
        Should.Throw<ArgumentException>(() => new ConversionTable([GasToCycles, GasToCycles with { Version = 4 }]));
    }

    static WorkUnit Unit(string stated) => WorkUnit.TryParse(stated, out var unit) ? unit : throw new FormatException(stated);
}
