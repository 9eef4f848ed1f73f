using System.Diagnostics;
using System.Text.Json.Nodes;
using Vendue.Cli.Tests.Markets;

namespace Vendue.Cli.Tests.Nodes;

public sealed class NodeCommandTests : IDisposable
{
    const string AnyPort = "http://127.0.0.1:0";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Market => folder["market"];

    string Written(string text)
    {
        File.WriteAllText(folder["parameters.json"], text);
        return folder["parameters.json"];
    }

    Task<string> FailAsync(params string[] options) => VendueCommand.FailAsync(2, ["node", "--folder", Market, "--listen", AnyPort, .. options]);

    RunningCommand Start(params string[] options) => new(["node", "--folder", Market, "--listen", AnyPort, .. options]);

    [Fact]
    public async Task A_node_begins_a_market_and_goes_on_with_it()
    {
        string genesis;
        await using (var first = Start("--mechanism", "boundless", "--development", "--assets", "USDC,GOLD", "--parameters", Written("""{ "marketFeeBps": 25 } // one field""")))
        {
            var ready = await first.LineAsync(_ => true);
            genesis = ready["genesis"]!.ToString();
            ready["assets"]!.AsArray().Select(a => (string)a!).ShouldBe(["USDC", "GOLD"]);
            File.Exists((string)ready["custodianKey"]!).ShouldBeTrue();
            var actions = await VendueCommand.DoAsync("account", "send", "--node", (string)ready["address"]!);
            actions["actions"]!.AsArray().ShouldNotBeEmpty();
            (await first.StopAsync()).ShouldBe(0);
        }
        await using var second = Start();
        (await second.LineAsync(_ => true))["genesis"]!.ToString().ShouldBe(genesis);
    }

    [Fact]
    public async Task The_same_command_line_goes_on_and_another_market_is_refused()
    {
        await using (var first = Start("--mechanism", "boundless", "--development")) await first.LineAsync(_ => true);
        await using (var again = Start("--mechanism", "boundless", "--development")) await again.LineAsync(_ => true);
        (await FailAsync("--mechanism", "boundless", "--assets", "USDC,GOLD")).ShouldBe("other-market");
        (await FailAsync("--mechanism", "boundless", "--parameters", Written("""{ "marketFeeBps": 25 }"""))).ShouldBe("other-market");
        (await FailAsync("--assets", "USDC,GOLD")).ShouldBe("usage");
    }

    [Fact]
    public async Task A_market_begun_under_older_rules_is_upgraded_from_the_command_line()
    {
        (await FailAsync("--mechanism", "lagrange-dara", "--rules", "7")).ShouldBe("rules-unknown");
        await using var node = Start("--mechanism", "lagrange-dara", "--rules", "1", "--upgrade-notice", "1");
        var ready = await node.LineAsync(_ => true);
        string[] upgrade = ["account", "send", "--node", (string)ready["address"]!, "--key", (string)ready["custodianKey"]!, "--action", "upgrade", "--body"];
        string InFuture(int rules, long seconds) => $$"""{ "module": "lagrange-dara", "rules": {{rules}}, "effective": {{DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds}} }""";
        (await VendueCommand.FailAsync(2, [.. upgrade, InFuture(9, 600)])).ShouldBe("rules-unknown");
        (await VendueCommand.FailAsync(1, [.. upgrade, InFuture(2, -600)])).ShouldBe("notice-too-short");
        await VendueCommand.DoAsync([.. upgrade, InFuture(2, 600)]);
        (await node.StopAsync()).ShouldBe(0);
        (await FailAsync("--mechanism", "lagrange-dara", "--rules", "2")).ShouldBe("other-market");
    }

    [Fact]
    public async Task A_second_node_in_the_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = Start("--mechanism", "boundless");
        string address = (string)(await first.LineAsync(_ => true))["address"]!;
        (await FailAsync()).ShouldBe("folder-in-use");
        (await VendueCommand.RunAsync("request", "list", "--node", address)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_market_that_cannot_begin_leaves_nothing()
    {
        (await FailAsync()).ShouldBe("no-market");
        (await FailAsync("--mechanism", "none")).ShouldBe("unknown-mechanism");
        (await FailAsync("--mechanism", "boundless", "--assets", "USDC")).ShouldBe("assets-wrong");
        (await FailAsync("--mechanism", "boundless", "--parameters", folder["none.json"])).ShouldBe("file-not-found");
        (await VendueCommand.FailAsync(2, "node", "--folder", Market, "--mechanism", "boundless", "--listen", "somewhere")).ShouldBe("usage");
        Directory.Exists(Market).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "colour": 1 }""")]
    [InlineData("""{ "marketFeeBps": "much" }""")]
    [InlineData("""{ "marketFeeBps": 10001 }""")]
    public async Task Wrong_parameters_are_told_in_one_sentence(string parameters) =>
        (await FailAsync("--mechanism", "boundless", "--parameters", Written(parameters))).ShouldBe("parameters-wrong");

    [Fact]
    public async Task A_process_says_when_it_is_ready_and_ends_in_order_on_SIGTERM()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "node", "--folder", Market, "--mechanism", "boundless", "--listen", AnyPort, "--json"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            var ready = JsonNode.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!)!;
            (await VendueCommand.RunAsync("request", "list", "--node", (string)ready["address"]!)).ExitCode.ShouldBe(0);
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0);
            Directory.GetFiles(Market, "journal.sqlite*").ShouldBe([Path.Combine(Market, "journal.sqlite")]);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}

public sealed class NodeAddressTests(LiveMarket market) : IClassFixture<LiveMarket>
{
    [Fact]
    public async Task An_address_that_is_taken_is_told()
    {
        using var folder = new TemporaryFolder();
        (await VendueCommand.FailAsync(2, "node", "--folder", folder["market"], "--mechanism", "boundless", "--listen", market.Address)).ShouldBe("address-in-use");
    }
}
