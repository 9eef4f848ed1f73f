using System.Globalization;
using System.Text.Json.Nodes;
using Vendue.Prover.Calibrating;

namespace Vendue.Cli.Provers;

/// <summary>How a calibration is told.</summary>
static class CalibrationText
{
    const uint Million = 1_000_000;
    const int Digits = 4;
    static readonly Ratio steady = new(3, 2);

    internal static string[] Columns(PriceInputs price) =>
        ["circuit", "size", "cold s", "median s", "fastest–slowest s", "units/s", "peak MB", $"{price.Currency} per 10^6", .. price.BaseUnitsPerCurrency is null ? Array.Empty<string>() : ["base units per 10^6"]];

    internal static string[] Row(MeasuredSeries series, MeasuredPoint point, PriceInputs price) =>
    [
        series.Label, $"{point.Work.ToString("N0", CultureInfo.InvariantCulture)} {series.Unit}", Seconds(point.ColdNanoseconds), Seconds(point.Median),
        $"{Seconds(point.Fastest)}–{Seconds(point.Slowest)} ({point.Nanoseconds.Count})", UnitsPerSecond(point).ToString("N0", CultureInfo.InvariantCulture),
        (point.PeakBytes / 1e6).ToString("N0", CultureInfo.InvariantCulture), PerMillion(point, price).ToTextUp(Digits),
        .. BaseUnits(point, price) is { } units ? new[] { units } : [],
    ];

    /// <summary>What the smallest and the largest size show: what a request costs at least, and what each unit adds.</summary>
    internal static IEnumerable<string> Summary(MeasuredSeries series, PriceInputs price)
    {
        var (least, most) = (series.Points[0], series.Points[^1]);
        string each = $"{PerMillion(most, price).ToTextUp(Digits)} {price.Currency} for a million at {most.Work.ToString("N0", CultureInfo.InvariantCulture)}";
        yield return series.Points.Count == 1
            ? $"{series.Label}: {price.PriceOfTime(most.Median).ToTextUp(Digits)} {price.Currency} a proof ({each})"
            : $"{series.Label}: {each}; {PerMillion(least, price).ToTextUp(Digits)} at {least.Work.ToString("N0", CultureInfo.InvariantCulture)}: small circuits have a fixed cost, so one price for all sizes is either too dear or below cost";
    }

    /// <summary>What a program of an outside prover must ask that was not measured.</summary>
    internal static string ByWord(DeclaredWork said, string name, PriceInputs price) =>
        $"{name}: not measured; by its outside prover's word {said.PerSecond.ToString("N0", CultureInfo.InvariantCulture)} {said.Unit} a second: {price.Price(Million, Ratio.Of(said.PerSecond)).ToTextUp(Digits)} {price.Currency} for a million";

    internal static JsonObject Machine(DeclaredWork said, string name, PriceInputs price) => new()
    {
        ["label"] = name,
        ["program"] = said.Program.ToString(),
        ["unit"] = said.Unit.ToString(),
        ["unitsPerSecond"] = said.PerSecond,
        ["pricePerMillion"] = price.Price(Million, Ratio.Of(said.PerSecond)).ToTextUp(Digits),
    };

    /// <summary>What is wrong with the measurement: runs of one size that differ much.</summary>
    internal static IEnumerable<string> Doubts(MeasuredSeries series) =>
        series.Points.Where(p => new Ratio(p.Slowest, p.Fastest) > steady).Select(p => $"The runs of {series.Label} at {p.Work.ToString("N0", CultureInfo.InvariantCulture)} differ by a factor of {new Ratio(p.Slowest, p.Fastest).ToTextUp(2)}: something else ran meanwhile. Measure again on a quiet machine, for longer (--seconds).");

    internal static JsonObject Machine(MeasuredSeries series, PriceInputs price) => new()
    {
        ["label"] = series.Label,
        ["system"] = series.System.ToString(),
        ["systemVersion"] = series.SystemVersion,
        ["unit"] = series.Unit.ToString(),
        ["program"] = series.Program?.ToString(),
        ["points"] = new JsonArray([.. series.Points.Select(p => new JsonObject
        {
            ["work"] = p.Work,
            ["coldNanoseconds"] = p.ColdNanoseconds,
            ["medianNanoseconds"] = p.Median,
            ["fastestNanoseconds"] = p.Fastest,
            ["slowestNanoseconds"] = p.Slowest,
            ["runs"] = p.Nanoseconds.Count,
            ["unitsPerSecond"] = (ulong)UnitsPerSecond(p),
            ["peakBytes"] = p.PeakBytes,
            ["pricePerMillion"] = PerMillion(p, price).ToTextUp(Digits),
            ["baseUnitsPerMillion"] = BaseUnits(p, price),
        })]),
    };

    internal static JsonObject Machine(PriceInputs price) => new()
    {
        ["currency"] = price.Currency,
        ["costPerHour"] = Machine(price.CostPerHour),
        ["utilisation"] = Machine(price.Utilisation),
        ["margin"] = Machine(price.Margin),
        ["baseUnitsPerCurrency"] = price.BaseUnitsPerCurrency?.ToText(),
    };

    static JsonObject Machine(Sourced figure) => new() { ["value"] = figure.Value.ToText(), ["source"] = figure.Source };

    static Ratio PerMillion(MeasuredPoint point, PriceInputs price) => price.PriceOfTime(point.Median) * Ratio.Of(Million) / Ratio.Of(point.Work);

    static string? BaseUnits(MeasuredPoint point, PriceInputs price) =>
        price.BaseUnitsPerCurrency is { } exchange ? (PerMillion(point, price) * exchange).Ceiling().ToString(CultureInfo.InvariantCulture) : null;

    static System.Numerics.BigInteger UnitsPerSecond(MeasuredPoint point) => new Ratio((System.Numerics.BigInteger)point.Work * 1_000_000_000, point.Median).Floor();

    static string Seconds(ulong nanoseconds) => (nanoseconds / 1e9).ToString("0.000", CultureInfo.InvariantCulture);
}
