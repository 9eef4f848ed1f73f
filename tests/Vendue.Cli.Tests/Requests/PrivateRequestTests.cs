using System.Text.Json.Nodes;
using Vendue.Cli.Tests.Markets;

namespace Vendue.Cli.Tests.Requests;

/// <summary>Private inputs, whose key outlives the process that asked.</summary>
public sealed class PrivateRequestTests(LiveMarket market) : IClassFixture<LiveMarket>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string[] Request(params string[] more) => ["request", "--node", market.Address, "--key", market.Requester, "--input", market.Input, "--zkey", market.ProvingKey, "--ceiling", "1000000", "--deadline", "600", "--private", .. more];

    RunningCommand StartProver(string key) => new(
        "prover", "--node", market.Address, "--key", key, "--programs", market.Programs, "--folder", folder["prover"], "--price-per-million", "1", "--work-per-second", "1000000", "--private");

    [Fact]
    public async Task A_private_request_is_gone_on_with_by_its_file_after_the_process_that_posted_it()
    {
        await using var prover = StartProver(market.Prover);
        var posted = await VendueCommand.DoAsync(Request("--keep", folder["request.json"]));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(folder["request.json"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await prover.LineAsync(l => (string?)l["step"] == "offered");
        var ended = await VendueCommand.DoAsync("request", "resume", folder["request.json"], "--node", market.Address, "--key", market.Requester, "--proof", folder["proof.json"], "--public-out", folder["public.json"]);
        ((string)ended["request"]!, (string)ended["state"]!).ShouldBe(((string)posted["request"]!, "settled"));
        (await VendueCommand.RunAsync("proof", "verify", "--vkey", market.VerifyingKey, "--proof", folder["proof.json"], "--public", folder["public.json"])).ExitCode.ShouldBe(0);
        File.Exists(folder["request.json"]).ShouldBeFalse("nobody needs it any more");
    }

    [Fact]
    public async Task A_prover_that_may_not_publish_its_key_binds_itself_to_no_private_request_until_the_owner_did()
    {
        string owner = await LiveMarket.AccountOfAsync(market.Prover);
        var made = await VendueCommand.DoAsync("account", "new-delegate", "--for", owner, "--key", folder["delegate.json"]);
        await VendueCommand.DoAsync("account", "authorise", "--node", market.Address, "--key", market.Prover, "--delegate", (string)made["delegate"]!);
        await using var prover = StartProver(folder["delegate.json"]);
        await VendueCommand.DoAsync(Request("--keep", folder["request.json"]));
        string told = (string)(await prover.LineAsync(l => ((string?)l["text"])?.Contains("No private request can be taken", StringComparison.Ordinal) == true))["text"]!;
        string body = told[told.IndexOf('{', StringComparison.Ordinal)..(told.IndexOf('}', StringComparison.Ordinal) + 1)];
        await VendueCommand.DoAsync("account", "send", "--node", market.Address, "--key", market.Prover, "--action", "publish-encryption-key", "--body", body);
        var first = await prover.LineAsync(l => (string?)l["step"] is "offered" or "failed");
        ((string)first["step"]!).ShouldBe("offered", "it tried nothing before");
        (await VendueCommand.DoAsync("request", "resume", folder["request.json"], "--node", market.Address, "--key", market.Requester))["state"]!.ToString().ShouldBe("settled");
    }

    [Fact]
    public async Task A_file_of_a_request_is_never_written_over_and_needs_its_account_and_its_form()
    {
        await File.WriteAllTextAsync(folder["there.json"], "mine", TestContext.Current.CancellationToken);
        (await VendueCommand.FailAsync(2, Request("--keep", folder["there.json"]))).ShouldBe("file-exists");
        (await File.ReadAllTextAsync(folder["there.json"], TestContext.Current.CancellationToken)).ShouldBe("mine");
        (await VendueCommand.FailAsync(2, Resume("there.json", market.Requester))).ShouldBe("request-file-wrong");

        await VendueCommand.DoAsync(Request("--keep", folder["request.json"]));
        (await VendueCommand.FailAsync(2, Resume("request.json", market.Prover))).ShouldBe("other-account");
        var foreign = JsonNode.Parse(await File.ReadAllTextAsync(folder["request.json"], TestContext.Current.CancellationToken))!;
        foreign["genesis"] = $"0x{new string('1', 64)}";
        await File.WriteAllTextAsync(folder["foreign.json"], foreign.ToJsonString(), TestContext.Current.CancellationToken);
        (await VendueCommand.FailAsync(2, Resume("foreign.json", market.Requester))).ShouldBe("other-market");
        foreign["inputKey"] = "0x00";
        await File.WriteAllTextAsync(folder["short.json"], foreign.ToJsonString(), TestContext.Current.CancellationToken);
        (await VendueCommand.FailAsync(2, Resume("short.json", market.Requester))).ShouldBe("request-file-wrong");
    }

    [Fact]
    public async Task What_the_market_refuses_leaves_no_file()
    {
        await VendueCommand.DoAsync("account", "new", "--key", folder["nobody.json"]);
        (await VendueCommand.FailAsync(2, "request", "--node", market.Address, "--key", folder["nobody.json"], "--input", market.Input, "--zkey", market.ProvingKey, "--ceiling", "1000000", "--deadline", "600", "--private", "--keep", folder["request.json"])).ShouldBe("unknown-account");
        File.Exists(folder["request.json"]).ShouldBeFalse();
    }

    string[] Resume(string file, string key) => ["request", "resume", folder[file], "--node", market.Address, "--key", key];
}
