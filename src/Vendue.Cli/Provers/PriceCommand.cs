using System.Globalization;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Prover.Calibrating;

namespace Vendue.Cli.Provers;

/// <summary><c>vendue prover price</c>: the price of a unit at a speed that is known, without measuring.</summary>
static class PriceCommand
{
    const int Digits = 4;

    internal static System.CommandLine.Command Create()
    {
        var speed = ValueOption.Number("--work-per-second", "The speed, in units of work a second.", 1, ulong.MaxValue, required: true);
        var per = ValueOption.Number("--per", "For how many units the price is told.", 1, ulong.MaxValue, otherwise: 1_000_000);
        var threads = CalibrateCommand.ThreadsOption();
        var costs = new CostOptions();
        var command = new System.CommandLine.Command("price", "Reckon a price from a cost and a speed that you know: cost / (3600 · speed · utilisation) · (1 + margin), rounded up.") { speed, per, threads };
        foreach (var option in costs.All) command.Options.Add(option);
        return command.Runs((parse, console, _) =>
        {
            Tell(costs.Read(parse, (int)parse.GetValue(threads)), parse.GetValue(speed), parse.GetValue(per), console);
            return Task.FromResult(ExitCode.Success);
        }).WithExamples("vendue prover price --cost-per-hour 0.80 --utilisation 50 --margin 10 --work-per-second 1742469 --per 1000000000");
    }

    static void Tell(PriceInputs inputs, ulong speed, ulong per, CommandConsole console)
    {
        var price = inputs.Price(per, Ratio.Of(speed));
        string? baseUnits = inputs.BaseUnitsPerCurrency is { } exchange ? (price * exchange).Ceiling().ToString(CultureInfo.InvariantCulture) : null;
        string units = per.ToString("N0", CultureInfo.InvariantCulture);
        console.Answer(
            string.Join('\n', [$"{price.ToTextUp(Digits)} {inputs.Currency} for {units} units{(baseUnits is null ? "" : $": {baseUnits} base units")}", .. CostOptions.Lines(inputs)]),
            new JsonObject { ["price"] = price.ToTextUp(Digits), ["currency"] = inputs.Currency, ["per"] = per, ["baseUnits"] = baseUnits, ["inputs"] = CalibrationText.Machine(inputs) });
    }
}
