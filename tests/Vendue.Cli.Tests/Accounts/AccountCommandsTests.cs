using Vendue.Cli.Tests.Markets;

namespace Vendue.Cli.Tests.Accounts;

public sealed class AccountCommandsTests(LiveMarket market) : IClassFixture<LiveMarket>, IDisposable
{
    // Nobody listens on the first port: it is reserved.
    const string Nowhere = "http://127.0.0.1:1";
    const string Reference = "0x00000000000000000000000000000000000000000000000000000000000000a1";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    async Task<string> NewAccountAsync(string name) => (string)(await VendueCommand.DoAsync("account", "new", "--key", folder[name]))["account"]!;

    async Task<string> FreeAsync(string account) => (string)(await VendueCommand.DoAsync("account", "show", account, "--node", market.Address))["balances"]!["ETH"]!;

    [Fact]
    public async Task A_deposit_opens_an_account_that_can_be_shown()
    {
        var account = await NewAccountAsync("me.json");
        (await market.DepositAsync(account, "ETH", "5000"))["outcome"]!.ToString().ShouldBe("applied");
        (await FreeAsync(account)).ShouldBe("5000");
        var human = await VendueCommand.RunAsync("account", "show", "--key", folder["me.json"], "--node", market.Address);
        human.Output.ShouldContain("5,000 free");
    }

    [Fact]
    public async Task A_deposit_is_credited_once()
    {
        var account = await NewAccountAsync("me.json");
        await market.DepositAsync(account, "ETH", "5000", "--reference", Reference);
        (await VendueCommand.FailAsync(1, "account", "deposit", "--node", market.Address, "--custodian", market.Custodian,
            "--account", account, "--asset", "ETH", "--amount", "5000", "--reference", Reference)).ShouldBe("deposit-known");
        (await FreeAsync(account)).ShouldBe("5000");
    }

    [Fact]
    public async Task Only_the_custodian_states_deposits()
    {
        var account = await LiveMarket.AccountOfAsync(market.Requester);
        (await VendueCommand.FailAsync(1, "account", "deposit", "--node", market.Address, "--custodian", market.Requester,
            "--account", account, "--asset", "ETH", "--amount", "5000")).ShouldBe("not-authorised");
    }

    [Fact]
    public async Task A_withdrawal_is_held_until_the_custodian_ends_it()
    {
        var account = await NewAccountAsync("me.json");
        await market.DepositAsync(account, "ETH", "5000");
        var asked = await VendueCommand.DoAsync("account", "withdraw", "--node", market.Address, "--key", folder["me.json"], "--asset", "ETH", "--amount", "2000");
        (await FreeAsync(account)).ShouldBe("3000");
        var reference = asked["body"]!["reference"]!.ToString();
        await VendueCommand.DoAsync("account", "send", "--node", market.Address, "--key", market.Custodian,
            "--action", "end-withdrawal", "--body", $$"""{"withdrawal":"{{reference}}","paid":false}""");
        (await FreeAsync(account)).ShouldBe("5000");
    }

    [Fact]
    public async Task More_than_is_there_is_not_withdrawn()
    {
        var account = await NewAccountAsync("me.json");
        await market.DepositAsync(account, "ETH", "5");
        var run = await VendueCommand.RunAsync("account", "withdraw", "--node", market.Address, "--key", folder["me.json"], "--asset", "ETH", "--amount", "6");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        (await FreeAsync(account)).ShouldBe("5");
    }

    [Fact]
    public async Task A_delegated_key_signs_what_its_owner_allowed_until_it_is_revoked()
    {
        var account = await NewAccountAsync("me.json");
        await market.DepositAsync(account, "ETH", "5000");
        var key = (string)(await VendueCommand.DoAsync("account", "new-delegate", "--for", account, "--key", folder["hot.json"]))["delegate"]!;
        string[] commit = ["account", "send", "--node", market.Address, "--key", folder["hot.json"], "--action", "commit", "--body", $$"""{"hash":"{{Reference}}"}"""];
        (await VendueCommand.FailAsync(2, commit)).ShouldBe("key-unknown");

        await VendueCommand.DoAsync("account", "authorise", "--node", market.Address, "--key", folder["me.json"], "--delegate", key, "--actions", "commit", "--expires", "3600");
        (await VendueCommand.DoAsync(commit))["outcome"]!.ToString().ShouldBe("applied");
        (await VendueCommand.FailAsync(1, "account", "withdraw", "--node", market.Address, "--key", folder["hot.json"], "--asset", "ETH", "--amount", "1")).ShouldBe("key-out-of-scope");
        var shown = await VendueCommand.RunAsync("account", "show", account, "--node", market.Address);
        shown.Output.ShouldContain(key);
        shown.Output.ShouldContain("for commit");

        await VendueCommand.DoAsync("account", "revoke", "--node", market.Address, "--key", folder["me.json"], "--delegate", key);
        (await VendueCommand.FailAsync(2, commit)).ShouldBe("key-unknown");
    }

    [Fact]
    public async Task A_delegated_key_is_not_authorised_for_what_the_market_does_not_have_or_only_owners_do()
    {
        foreach (var action in (string[])["dance", "withdraw"])
            (await VendueCommand.FailAsync(2, "account", "authorise", "--node", market.Address, "--key", market.Requester, "--delegate", Reference, "--actions", action)).ShouldBe("unknown-action");
    }

    [Fact]
    public async Task The_markets_actions_and_their_fields_are_told_from_their_declaration()
    {
        var list = await VendueCommand.RunAsync("account", "send", "--node", market.Address);
        list.ExitCode.ShouldBe(0);
        list.Output.ShouldContain("withdraw");
        list.Output.ShouldContain("lock");
        var fields = await VendueCommand.RunAsync("account", "send", "--node", market.Address, "--action", "withdraw");
        fields.Output.ShouldContain("amount AMOUNT");
        (await VendueCommand.DoAsync("account", "send", "--node", market.Address, "--action", "withdraw"))["required"]!.AsArray().Select(r => (string)r!).ShouldBe(["asset", "amount", "reference"]);
    }

    [Fact]
    public async Task An_action_is_sent_from_text_or_a_file()
    {
        File.WriteAllText(folder["body.json"], $$"""{"asset":"ETH","amount":"1","reference":"0x{{Guid.NewGuid():N}}{{Guid.NewGuid():N}}"}""");
        var sent = await VendueCommand.DoAsync("account", "send", "--node", market.Address, "--key", market.Requester, "--action", "withdraw", "--body", "@" + folder["body.json"]);
        sent["action"]!.ToString().ShouldBe("withdraw");
        sent["body"]!["amount"]!.ToString().ShouldBe("1");
    }

    [Theory]
    [InlineData("dance", "{}", "unknown-action")]
    [InlineData("withdraw", "{", "malformed")]
    [InlineData("withdraw", "{}", "malformed")]
    [InlineData("withdraw", """{"asset":"ETH","amount":5,"reference":"0x"}""", "malformed")]
    [InlineData("withdraw", "@nowhere.json", "file-not-found")]
    public async Task What_is_no_action_of_the_market_is_not_sent(string action, string body, string code) =>
        (await VendueCommand.FailAsync(2, "account", "send", "--node", market.Address, "--key", market.Requester, "--action", action, "--body", body)).ShouldBe(code);

    [Theory]
    [InlineData("--amount", "1.5")]
    [InlineData("--amount", "-1")]
    [InlineData("--asset", "")]
    [InlineData("--reference", "0x12")]
    [InlineData("--node", "nowhere")]
    public async Task A_value_that_is_none_is_a_wrong_command_line(string option, string value)
    {
        var options = new Dictionary<string, string> { ["--node"] = market.Address, ["--key"] = market.Requester, ["--asset"] = "ETH", ["--amount"] = "1", [option] = value };
        (await VendueCommand.FailAsync(2, ["account", "withdraw", .. options.SelectMany(o => (string[])[o.Key, o.Value])])).ShouldBe("usage");
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_told() =>
        (await VendueCommand.FailAsync(2, "account", "show", "somebody", "--node", Nowhere)).ShouldBe("unreachable");

    [Fact]
    public async Task An_account_that_is_not_there_is_told() =>
        (await VendueCommand.FailAsync(1, "account", "show", "nobody", "--node", market.Address)).ShouldBe("unknown-account");

    [Fact]
    public async Task The_operators_receipt_is_appended_one_a_line()
    {
        var account = await NewAccountAsync("me.json");
        var first = await market.DepositAsync(account, "ETH", "1", "--receipt", folder["receipts.jsonl"]);
        await market.DepositAsync(account, "ETH", "2", "--receipt", folder["receipts.jsonl"]);
        var lines = File.ReadAllLines(folder["receipts.jsonl"]);
        lines.Length.ShouldBe(2);
        lines[0].ShouldContain((string)first["receipt"]!);
        lines[0].ShouldContain((string)first["signature"]!);
    }
}
