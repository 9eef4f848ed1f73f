using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Cli.Requests;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Mechanisms;

namespace Vendue.Cli.Explaining;

/// <summary><c>vendue explain</c>: why a request stands or ended as it did, and who could take it.</summary>
static class ExplainCommand
{
    internal static Command Create()
    {
        var id = ShowRequestCommand.IdArgument();
        var node = MarketConnection.NodeOption();
        var price = new Option<string?>("--price-per-million") { Description = "Also say what the mechanism's default prover, with this least price for 1,000,000 units of work, would make of it on each account.", HelpName = "AMOUNT" };
        var speed = ValueOption.Number("--work-per-second", "How fast that prover proves, in units of work a second.", 1, long.MaxValue, otherwise: 1_000_000);
        return new Command("explain", "Explain a request: what the rule says, who took it and at what price, who could take it now, why it ended as it did.") { id, node, price, speed }
            .Runs((parse, console, cancellation) =>
            {
                UInt128? least = parse.GetValue(price) is { } text
                    ? UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : throw new CommandException("usage", "--price-per-million is an amount in base units.")
                    : null;
                return RunAsync(ShowRequestCommand.IdOf(parse.GetRequiredValue(id)), parse.GetRequiredValue(node), least, parse.GetValue(speed), console, cancellation);
            })
            .WithExamples("vendue explain 0x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b --price-per-million 500");
    }

    static async Task<int> RunAsync(Hash32 id, Uri node, UInt128? price, ulong speed, CommandConsole console, CancellationToken cancellation)
    {
        using var market = await MarketConnection.OpenAsync(node, null, cancellation).ConfigureAwait(false);
        var request = await ShowRequestCommand.FindAsync(market, id, cancellation).ConfigureAwait(false);
        var story = new Story(request, await market.GetStoryAsync(id, cancellation).ConfigureAwait(false), market.Market.UnitsPerSecond);
        var found = await market.GetTakersAsync(id, cancellation).ConfigureAwait(false);
        var whole = Catalogue.Of(market.Genesis);
        var takers = found.Takers.Select(t => new Taker(t, market.OpportunityOf(t), Judged(whole, market, found, t, price, speed))).ToList();
        string rule = whole.Mechanism.Description.Rule, ending = Ending(request.State);
        console.Answer(
            string.Join('\n',
            [
                RequestText.Of(request, market), ending, "",
                $"The rule of {whole.Mechanism.Description.Name}", "  " + rule, "",
                "What decided it", .. story.Turns().Select(t => "  " + t).DefaultIfEmpty("  Nobody has taken it yet."), "",
                "Who could take it now", .. takers.Select(t => "  " + t.Line(market)).DefaultIfEmpty("  Nobody: no account has an opportunity that concerns it."),
            ]),
            new JsonObject
            {
                ["request"] = RequestText.Machine(request),
                ["ending"] = ending,
                ["mechanism"] = whole.Mechanism.Description.Name.ToString(),
                ["rule"] = rule,
                ["turns"] = new JsonArray([.. story.Turns().Select(t => JsonValue.Create(t))]),
                ["takers"] = new JsonArray([.. takers.Select(t => t.Machine())]),
            });
        return ExitCode.Success;
    }

    /// <summary>What an ending means.</summary>
    static string Ending(string state) => state switch
    {
        "open" => "It still stands.",
        "settled" => "A proof was verified, and its prover paid.",
        "expired" => "Nobody took it, or nobody that did proved it, before its last deadline; what was held for it went back.",
        "refunded" => "It was taken and not proven in time; what was held for it went back.",
        "cancelled" => "Its requester took it back.",
        "voided" => "What it was part of was rolled back.",
        "unprovable" => "Its program has no witness for its input, as its prover reported; the requester paid for the attempt.",
        _ => $"It is {state}.",
    };

    /// <summary>What the default prover at a price would make of an opportunity on an account; null where no price is given.</summary>
    static Decision? Judged(Composition whole, MarketClient market, TakersView found, TakerView taker, UInt128? price, ulong speed) => price is not { } least ? null : whole.Prover.Decide(market.OpportunityOf(taker), new ProverSituation
    {
        Account = taker.Account,
        Now = found.Now,
        Block = found.Block,
        UnitsPerSecond = market.Market.UnitsPerSecond,
        PricePerMillion = least,
        WorkPerSecond = speed,
        FreeSlots = 1,
        FreePayment = taker.FreePayment,
        FreeCollateral = taker.FreeCollateral,
    });

    /// <summary>Somebody who could take the request.</summary>
    sealed record Taker(TakerView View, Opportunity Opportunity, Decision? Decision)
    {
        bool IsShort => Opportunity.Bond > View.FreeCollateral;

        string? Verb => Decision is null ? null : Decision.Prove ? "prove" : Decision.Deeds.Count > 0 ? "take" : Decision.LookAgainAt > 0 ? "wait" : "pass";

        internal string Line(MarketClient market)
        {
            string terms = $"{View.Account}: {View.Action} at {Opportunity.Price.ToString("N0", CultureInfo.InvariantCulture)} (up to {Opportunity.PriceCeiling.ToString("N0", CultureInfo.InvariantCulture)}) {market.Genesis.Assets[Opportunity.Payment.Index]}";
            string risk = Opportunity.Bond == 0 ? "" : $", {Opportunity.Bond.ToString("N0", CultureInfo.InvariantCulture)} {market.Genesis.Assets[Opportunity.Collateral.Index]} at risk{(IsShort ? ", which it has not free" : "")}";
            return terms + risk + (Decision is null ? "" : $"; the default prover would {Verb}: {Decision.Why}");
        }

        internal JsonObject Machine() => new()
        {
            ["account"] = View.Account.ToString(),
            ["action"] = View.Action,
            ["kind"] = char.ToLowerInvariant(Opportunity.Kind.ToString()[0]) + Opportunity.Kind.ToString()[1..],
            ["price"] = Opportunity.Price.ToString(CultureInfo.InvariantCulture),
            ["priceCeiling"] = Opportunity.PriceCeiling.ToString(CultureInfo.InvariantCulture),
            ["bond"] = Opportunity.Bond.ToString(CultureInfo.InvariantCulture),
            ["bondIsFree"] = !IsShort,
            ["until"] = Opportunity.Until,
            ["would"] = Verb,
            ["why"] = Decision?.Why,
        };
    }
}
