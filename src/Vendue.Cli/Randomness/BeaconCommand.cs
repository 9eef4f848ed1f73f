using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;

namespace Vendue.Cli.Randomness;

/// <summary><c>vendue beacon</c>: a market's randomness, and taking part in it.</summary>
static class BeaconCommand
{
    internal static Command Create() => new("beacon", "Show a market's randomness, or take part in making it.") { Show(), Party() };

    static Command Show()
    {
        var node = MarketConnection.NodeOption();
        return new Command("show", "Show the beacon's last value, and who makes it.") { node }
            .Runs(async (parse, console, cancellation) =>
            {
                using var market = await MarketConnection.OpenAsync(parse.GetRequiredValue(node), null, cancellation);
                var view = await market.GetBeaconAsync(cancellation);
                console.Answer(Text(view, market), JsonSerializer.SerializeToNode(view, WireJson.Options)!.AsObject());
                return ExitCode.Success;
            }).WithExamples("vendue beacon show");
    }

    static Command Party()
    {
        var node = MarketConnection.NodeOption();
        var key = MarketConnection.KeyOption();
        var secret = new Option<FileInfo>("--secret") { Description = "The secret of the party's hash chain: a file that only you may read, made if it is not there. Keep it: a seat is lost without it.", HelpName = "FILE", Required = true };
        return new Command("party", "Hold a seat in the beacon and reveal a link in every round, until Ctrl-C. A party that is away while a round is open loses its seat.") { node, key, secret }
            .Runs(async (parse, console, cancellation) =>
            {
                var chain = new BeaconChain(BeaconSecret.OpenOrMake(parse.GetRequiredValue(secret).FullName));
                using var market = await MarketConnection.OpenAsync(parse.GetRequiredValue(node), MarketConnection.SignerOf(parse.GetRequiredValue(key)), cancellation);
                var own = (await market.GetBeaconAsync(cancellation)).Parties.FirstOrDefault(p => p.Account == market.Signer!.Account);
                string place = own is { Seated: true } ? "has its seat and goes on" : own is { Withheld: > 0 } ? $"lost its seat, and takes it again after {own.Returns} rounds have opened" : "takes a seat";
                console.Line($"{market.Signer!.Account} {place}. Ctrl-C ends it; a party that is away while a round is open loses its seat.", new JsonObject { ["step"] = "ready", ["account"] = market.Signer.Account.ToString(), ["seated"] = own?.Seated ?? false });
                var party = new BeaconAgent(market, chain, told => console.Line(told, new JsonObject { ["told"] = told }));
                try
                {
                    await party.RunAsync(cancellation);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    // Ctrl-C is how it ends.
                }
                return ExitCode.Success;
            }).WithExamples("vendue beacon party --key party.json --secret beacon.secret");
    }

    static string Text(BeaconView view, MarketClient market)
    {
        var text = new StringBuilder($"Value {view.Round} of the beacon: {view.Value}\n{view.Opened} rounds opened{(view.Open ? ", the last one waits for its parties" : "")}.\n");
        var unseated = market.Genesis.Authorities.Where(a => a.Role == BeaconTerms.Office && view.Parties.All(p => p.Account != a.Holder)).Select(a => a.Holder).ToList();
        if (unseated.Count > 0) text.Append($"Named at the market's beginning, without a seat so far (`vendue beacon party` takes it): {string.Join(", ", unseated)}.\n");
        if (view.Parties.Count == 0) text.Append("Nobody else has had a seat in it: the operator makes it alone, and cannot choose a value, but foresees them all.");
        foreach (var party in view.Parties) text.Append($"  {party.Account}  {(party.Seated ? "seated" : "no seat")}, withheld {party.Withheld} times\n");
        return text.ToString().TrimEnd();
    }
}
