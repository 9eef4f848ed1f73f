using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Prover.Calibrating;

namespace Vendue.Cli.Provers;

/// <summary>What a price is made of, from the command line or from published figures.</summary>
sealed class CostOptions
{
    const string Given = "given by the operator";

    static readonly Ratio hundred = Ratio.Of(100);

    readonly Option<Ratio> cost = Of("--cost-per-hour", "DECIMAL", "What an hour of the part of the machine that one proof at a time uses costs, in --currency. Without it 0.61 USD for 96 cores (a hosted node, December 2024), per core, for --threads.");
    readonly Option<Ratio> utilisation = Of("--utilisation", "PERCENT", "The part of the time in which there is paid work, above 0 and at most 100. Without it 50.");
    readonly Option<Ratio> margin = Of("--margin", "PERCENT", "What is added to the cost: profit, and the risk of failures and slashes. Without it 10.");
    readonly Option<string?> currency = new("--currency") { Description = "The currency of the cost. Without it USD; another one needs --cost-per-hour.", HelpName = "NAME" };
    readonly Option<Ratio> exchange = Of("--exchange", "DECIMAL", "How many base units of the payment asset one of the currency is worth, for example 1000000 for a token of 6 decimals that is worth one. There is no default: without it there is no price in the asset.");

    internal IEnumerable<Option> All => [cost, utilisation, margin, currency, exchange];

    /// <summary>The inputs.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="threads">How many threads a proof uses: what the cost goes by where none is given.</param>
    internal PriceInputs Read(ParseResult parse, int threads)
    {
        string money = parse.GetValue(currency) ?? ReferenceCosts.Currency;
        if (money.Length is 0 or > 20 || money.Any(c => c is <= ' ' or > '~')) throw new CommandException("usage", "--currency is a short name, such as USD.");
        if (money != ReferenceCosts.Currency && parse.GetResult(cost) is null) throw new CommandException("usage", $"The assumed cost is in {ReferenceCosts.Currency}: give --cost-per-hour with --currency {money}.");
        var inputs = new PriceInputs
        {
            Currency = money,
            CostPerHour = parse.GetResult(cost) is null ? ReferenceCosts.CostPerHour(threads) : new(parse.GetValue(cost), Given),
            Utilisation = parse.GetResult(utilisation) is null ? ReferenceCosts.Utilisation : new(parse.GetValue(utilisation) / hundred, Given),
            Margin = parse.GetResult(margin) is null ? ReferenceCosts.Margin : new(parse.GetValue(margin) / hundred, Given),
            BaseUnitsPerCurrency = parse.GetResult(exchange) is null ? null : parse.GetValue(exchange),
        };
        return inputs.IsSound ? inputs : throw new CommandException("usage", "--utilisation is above 0 and at most 100, and --exchange above 0.");
    }

    /// <summary>The inputs in lines, each with its source.</summary>
    internal static IEnumerable<string> Lines(PriceInputs price) =>
    [
        $"  cost         {price.CostPerHour.Value.ToText()} {price.Currency} an hour   {price.CostPerHour.Source}",
        $"  utilisation  {(price.Utilisation.Value * hundred).ToTextUp(6)} %   {price.Utilisation.Source}",
        $"  margin       {(price.Margin.Value * hundred).ToTextUp(6)} %   {price.Margin.Source}",
        price.BaseUnitsPerCurrency is { } units ? $"  exchange     {units.ToText()} base units for 1 {price.Currency}   {Given}" : "  exchange     none given: --exchange makes prices in the payment asset of it",
    ];

    static Option<Ratio> Of(string name, string word, string description) => ValueOption.Of(name, description, word, false, static (string s, out Ratio v) => Ratio.TryParse(s, out v), "a decimal number, such as 0.80, of at most 30 digits");
}
