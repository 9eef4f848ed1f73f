using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Client;

namespace Vendue.Cli.Markets;

/// <summary><c>vendue market</c>: what a market is, which rules it has, and what its clock says.</summary>
static class MarketCommand
{
    internal static System.CommandLine.Command Create()
    {
        var node = MarketConnection.NodeOption();
        return new System.CommandLine.Command("market", "Show what a market is: its rules, assets and offices, and its instant now, by which deadlines and upgrades go.") { node }
            .Runs(async (parse, console, cancellation) =>
            {
                using var market = await MarketConnection.OpenAsync(parse.GetRequiredValue(node), null, cancellation).ConfigureAwait(false);
                console.Answer(Text(market), Machine(market));
                return ExitCode.Success;
            })
            .WithExamples("vendue market", "vendue market --node http://127.0.0.1:7766 --json");
    }

    static string Text(MarketClient market)
    {
        var (info, genesis) = (market.Market, market.Genesis);
        var text = new StringBuilder($"""
            The market '{genesis.Venue}'{(genesis.Development ? ", for trying out: it accepts keys that anybody can forge" : "")}
              genesis       {info.GenesisHash}
              operator key  {info.OperatorKey}
              now           {Instants.Text(info.Now, market)}, block {info.Block}, entry {info.Sequence}; {info.UnitsPerSecond} a second
              assets        {string.Join(", ", genesis.Assets)}
              rules         {string.Join(", ", market.Rules.BySlot.Select(m => $"{m.Choice.Name} {m.Choice.Rules}"))}

            """);
        foreach (var office in genesis.Authorities.GroupBy(a => a.Role)) text.Append(CultureInfo.InvariantCulture, $"  {office.Key,-12}  {string.Join(", ", office.Select(o => o.Holder))}\n");
        text.Append(CultureInfo.InvariantCulture, $"  upgrades      announced {genesis.UpgradeNotice / info.UnitsPerSecond:N0} s ahead: now from {Instants.Text(Earliest(market), market)} on\n");
        foreach (var upgrade in info.Upgrades) text.Append(CultureInfo.InvariantCulture, $"                {upgrade.Module} has rules {upgrade.Rules} from {Instants.Text(upgrade.Effective, market)} on\n");
        return text.ToString().TrimEnd();
    }

    static ulong Earliest(MarketClient market) =>
        market.Genesis.UpgradeNotice >= ulong.MaxValue - market.Market.Now ? ulong.MaxValue : market.Market.Now + ulong.Max(market.Genesis.UpgradeNotice, 1);

    static JsonObject Machine(MarketClient market) => new()
    {
        ["venue"] = market.Genesis.Venue.ToString(),
        ["genesis"] = market.Market.GenesisHash.ToString(),
        ["operatorKey"] = market.Market.OperatorKey.ToString(),
        ["mechanism"] = market.Market.Mechanism.ToString(),
        ["development"] = market.Genesis.Development,
        ["now"] = market.Market.Now,
        ["unitsPerSecond"] = market.Market.UnitsPerSecond,
        ["block"] = market.Market.Block,
        ["sequence"] = market.Market.Sequence,
        ["assets"] = new JsonArray([.. market.Genesis.Assets.Select(a => JsonValue.Create(a.ToString()))]),
        ["rules"] = new JsonArray([.. market.Rules.BySlot.Select(m => new JsonObject { ["module"] = m.Choice.Name.ToString(), ["rules"] = m.Choice.Rules })]),
        ["offices"] = new JsonArray([.. market.Genesis.Authorities.Select(a => new JsonObject { ["office"] = a.Role.ToString(), ["holder"] = a.Holder.ToString() })]),
        ["upgradeFrom"] = Earliest(market),
        ["upgrades"] = new JsonArray([.. market.Market.Upgrades.Select(u => new JsonObject { ["module"] = u.Module.ToString(), ["rules"] = u.Rules, ["effective"] = u.Effective })]),
    };
}
