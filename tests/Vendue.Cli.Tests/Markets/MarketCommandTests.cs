namespace Vendue.Cli.Tests.Markets;

public sealed class MarketCommandTests(LiveMarket market) : IClassFixture<LiveMarket>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_instant_that_an_upgrade_needs_is_shown_with_the_rules_in_force()
    {
        var told = await VendueCommand.DoAsync("market", "--node", market.Address);
        ((ulong)told["upgradeFrom"]! - (ulong)told["now"]!).ShouldBe(604_800_000UL, "a week, in milliseconds");
        ((string)told["rules"]![0]!["module"]!, (int)told["rules"]![0]!["rules"]!).ShouldBe(("boundless", 1));
        var run = await VendueCommand.RunAsync("market", "--node", market.Address);
        foreach (string said in (string[])["governor", "UTC", "1000 a second", "announced 604,800 s ahead", "anybody can forge"]) run.Output.ShouldContain(said);
    }

    [Theory]
    [InlineData(9, "no way from rules 1 of 'boundless' to rules 9")]
    [InlineData(1, "cannot be changed in a market under way")]
    public async Task An_upgrade_to_rules_that_the_program_has_not_is_told_as_such(int rules, string said)
    {
        string body = $$"""{"module":"boundless","rules":{{rules}},"parameters":"0x","effective":9999999999999}""";
        var run = await VendueCommand.RunAsync("account", "send", "--node", market.Address, "--key", market.Custodian, "--action", "upgrade", "--body", body);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(said);
        run.Error.ShouldNotContain("journal");
    }

    [Fact]
    public async Task An_account_s_delegated_keys_are_shown_with_what_they_may_still_spend()
    {
        string owner = await LiveMarket.AccountOfAsync(market.Prover);
        string key = (string)(await VendueCommand.DoAsync("account", "new-delegate", "--for", owner, "--key", folder["delegate.json"]))["delegate"]!;
        await VendueCommand.DoAsync("account", "authorise", "--node", market.Address, "--key", market.Prover, "--delegate", key);
        (await VendueCommand.RunAsync("account", "show", owner, "--node", market.Address)).Output.ShouldContain("it may spend without limit");
        await VendueCommand.DoAsync("account", "limit", "--node", market.Address, "--key", market.Prover, "--delegate", key, "--asset", "ZKC", "--amount", "5000");
        (await VendueCommand.RunAsync("account", "show", owner, "--node", market.Address)).Output.ShouldContain("it may still spend 5,000 ZKC, and other assets without limit");
        var shown = await VendueCommand.DoAsync("account", "show", owner, "--node", market.Address);
        ((string)shown["keys"]!.AsArray().Single(k => (string)k!["key"]! == key)!["limits"]!["ZKC"]!).ShouldBe("5000");
    }

    [Fact]
    public async Task The_parties_that_were_named_for_the_beacon_are_shown_before_they_have_a_seat()
    {
        string party = (string)(await VendueCommand.DoAsync("account", "new", "--key", folder["party.json"]))["account"]!;
        await using var node = new RunningCommand("node", "--folder", folder["market"], "--listen", "http://127.0.0.1:0", "--mechanism", "boundless", "--beacon-parties", party);
        string address = (string)(await node.LineAsync(l => l["address"] is not null))["address"]!;
        var run = await VendueCommand.RunAsync("beacon", "show", "--node", address);
        run.Output.ShouldContain($"without a seat so far (`vendue beacon party` takes it): {party}");
    }
}
