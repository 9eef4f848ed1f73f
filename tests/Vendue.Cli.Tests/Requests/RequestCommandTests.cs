using Vendue.Cli.Tests.Markets;
using Vendue.Proofs;
using Vendue.Proofs.Formats;

namespace Vendue.Cli.Tests.Requests;

public sealed class RequestCommandTests(LiveMarket market) : IClassFixture<LiveMarket>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string[] Request(params string[] more) => ["request", "--node", market.Address, "--key", market.Requester, "--input", market.Input, "--ceiling", "1000000", .. more];

    RunningCommand StartProver(string key) => new(
        "prover", "--node", market.Address, "--key", key, "--programs", market.Programs, "--folder", folder["prover"], "--price-per-million", "1", "--work-per-second", "1000000");

    [Fact]
    public async Task A_proof_that_is_asked_for_is_made_paid_for_and_written_as_snarkjs_does()
    {
        await using var prover = StartProver(market.Prover);
        await prover.LineAsync(line => (string?)line["step"] == "ready");
        var ended = await VendueCommand.DoAsync(Request(
            "--zkey", market.ProvingKey, "--deadline", "120", "--wait", "--proof", folder["proof.json"], "--public-out", folder["public.json"], "--receipt", folder["receipts.jsonl"]));
        ended["state"]!.ToString().ShouldBe("settled");
        ended["prover"]!.ToString().ShouldBe(await LiveMarket.AccountOfAsync(market.Prover));
        UInt128.Parse((string)ended["paid"]!).ShouldBeGreaterThan(UInt128.Zero);
        ended["publicValues"]![1]!.ToString().ShouldBe("5");
        (await VendueCommand.RunAsync("proof", "verify", "--vkey", market.VerifyingKey, "--proof", folder["proof.json"], "--public", folder["public.json"])).ExitCode.ShouldBe(0);
        File.ReadAllLines(folder["receipts.jsonl"]).Length.ShouldBe(1);

        string id = (string)ended["request"]!;
        (await prover.LineAsync(line => (string?)line["step"] == "delivered"))["request"]!.ToString().ShouldBe(id);
        (await VendueCommand.DoAsync("request", "show", id, "--node", market.Address))["state"]!.ToString().ShouldBe("settled");
        (await VendueCommand.RunAsync("request", "list", "--node", market.Address)).Output.ShouldContain(id);
        (await prover.StopAsync()).ShouldBe(0);
        await ExplainAsync(id, UInt128.Parse((string)ended["paid"]!));
        await AuditAsync((string)ended["proof"]!);

        // The values that it had can be demanded of the next.
        var posted = await VendueCommand.DoAsync(Request("--vkey", market.VerifyingKey, "--work", "877", "--public", folder["public.json"], "--deadline", "600"));
        (await VendueCommand.DoAsync("request", "show", (string)posted["request"]!, "--node", market.Address))["state"]!.ToString().ShouldBe("open");

        // Somebody could take it: with a price, it is said what the default prover would do.
        var open = await VendueCommand.DoAsync("explain", (string)posted["request"]!, "--node", market.Address, "--price-per-million", "340282366920938463463374607431768211455");
        string account = await LiveMarket.AccountOfAsync(market.Prover);
        var taker = open["takers"]!.AsArray().Single(t => (string)t!["account"]! == account)!;
        taker["action"]!.ToString().ShouldBe("lock");
        taker["would"]!.ToString().ShouldBe("pass");
        taker["why"]!.ToString().ShouldBe("its highest price is below ours");
    }

    /// <summary>Its story tells who took it and what moved; its explanation who and why; an estimate of the next says the same price.</summary>
    async Task ExplainAsync(string id, UInt128 paid)
    {
        var trace = await VendueCommand.DoAsync("trace", id, "--node", market.Address);
        var told = trace["events"]!.AsArray().Select(e => (string)e!["event"]!).ToList();
        told[0].ShouldBe("request-opened");
        told.ShouldContain("assigned");
        told.ShouldContain("settled");
        Int128.Parse((string)trace["money"]![await LiveMarket.AccountOfAsync(market.Prover)]!["ETH"]!).ShouldBe((Int128)paid);
        Int128.Parse((string)trace["money"]![await LiveMarket.AccountOfAsync(market.Requester)]!["ETH"]!).ShouldBe(-(Int128)paid);
        (await VendueCommand.RunAsync("trace", id, "--node", market.Address)).Output.ShouldContain("is paid");

        var explained = await VendueCommand.DoAsync("explain", id, "--node", market.Address);
        ((string)explained["ending"]!).ShouldContain("paid");
        explained["takers"]!.AsArray().ShouldBeEmpty();
        explained["turns"]!.AsArray().Select(t => (string)t!).ShouldContain(t => t.Contains("takes it at", StringComparison.Ordinal));

        var estimate = await VendueCommand.DoAsync(Request("--zkey", market.ProvingKey, "--deadline", "120", "--estimate"));
        UInt128.Parse((string)estimate["price"]!).ShouldBe(paid);
        ((ulong)estimate["wait"]!).ShouldBeGreaterThan(0UL);
        ((string)estimate["rules"]!["because"]!).ShouldEndWith(".");
    }

    /// <summary>The market is clean, its proof verified again; and not once the proof that is kept is another.</summary>
    async Task AuditAsync(string proof)
    {
        string[] audit = ["audit", "--folder", market.NodeFolder, "--receipts", folder["receipts.jsonl"], "--operator-key", market.OperatorKey, "--json"];
        var clean = await VendueCommand.RunAsync(audit);
        clean.ExitCode.ShouldBe(0, clean.Output);
        ((int)clean.Json["proofs"]!).ShouldBe(1);
        ((int)clean.Json["receipts"]!).ShouldBe(1);

        var blob = Path.Combine(market.NodeFolder, "blobs", proof[2..4], proof[2..]);
        var kept = File.ReadAllBytes(blob);
        File.WriteAllBytes(blob, [.. kept[..^1], (byte)(kept[^1] ^ 1)]);
        var damaged = await VendueCommand.RunAsync(audit);
        File.WriteAllBytes(blob, kept);
        damaged.ExitCode.ShouldBe(1);
        damaged.Json["findings"]!.AsArray().ShouldHaveSingleItem()!["code"]!.ToString().ShouldBe("blob-damaged");
    }

    [Fact]
    public async Task A_request_that_nobody_takes_ends_and_nothing_is_written()
    {
        var run = await VendueCommand.RunAsync(Request("--zkey", market.ProvingKey, "--deadline", "1", "--wait", "--proof", folder["proof.json"], "--json"));
        run.ExitCode.ShouldBe(1, run.Error);
        run.Json["state"]!.ToString().ShouldBe("expired");
        folder.Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("plonk")]
    [InlineData("fflonk")]
    public async Task A_proof_of_another_system_is_asked_for_by_its_verifying_key(string protocol)
    {
        string Kept(string name) => Path.Combine(AppContext.BaseDirectory, "Snarkjs", $"publics-3.{name}");
        var key = SnarkjsKey.Parse(await File.ReadAllBytesAsync(Kept($"{protocol}.vkey.json"), TestContext.Current.CancellationToken));
        var posted = await VendueCommand.DoAsync(Request("--vkey", Kept($"{protocol}.vkey.json"), "--work", "64", "--public", Kept("public.json"), "--deadline", "600"));
        var shown = await VendueCommand.DoAsync("request", "show", (string)posted["request"]!, "--node", market.Address);
        shown["state"]!.ToString().ShouldBe("open");
        shown["program"]!.ToString().ShouldBe("0x" + Convert.ToHexStringLower(ProofSystems.All.ProgramOf(key.ToBytes())));
    }

    [Fact]
    public async Task The_program_is_given_once()
    {
        (await VendueCommand.FailAsync(2, Request("--deadline", "600"))).ShouldBe("usage");
        (await VendueCommand.FailAsync(2, Request("--deadline", "600", "--zkey", market.ProvingKey, "--vkey", market.VerifyingKey))).ShouldBe("usage");
        (await VendueCommand.FailAsync(2, Request("--deadline", "600", "--vkey", market.VerifyingKey))).ShouldBe("usage");
    }

    [Fact]
    public async Task Missing_options_are_no_question_for_help()
    {
        (await VendueCommand.FailAsync(2, "request")).ShouldBe("usage");
        (await VendueCommand.FailAsync(2, Request("--zkey", market.ProvingKey, "--deadline", "600", "--proof", folder["proof.json"]))).ShouldBe("usage");
        (await VendueCommand.FailAsync(2, Request("--zkey", market.ProvingKey, "--deadline", "0"))).ShouldBe("usage");
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_told_before_anything_is_sent()
    {
        File.WriteAllText(folder["broken.json"], "{");
        File.WriteAllText(folder["two.json"], """["1", "2"]""");
        string[] request = ["request", "--node", market.Address, "--key", market.Requester, "--ceiling", "1000000", "--deadline", "600", "--zkey", market.ProvingKey];
        (await VendueCommand.FailAsync(2, [.. request, "--input", folder["none.json"]])).ShouldBe("file-not-found");
        (await VendueCommand.FailAsync(2, [.. request, "--input", folder["broken.json"]])).ShouldStartWith("witness");
        (await VendueCommand.FailAsync(2, [.. request, "--input", market.Input, "--public", folder["two.json"]])).ShouldBe("public-length");
        (await VendueCommand.FailAsync(2, Request("--deadline", "600", "--vkey", market.Input, "--work", "1"))).ShouldNotBe("fault");
        (await VendueCommand.FailAsync(2, Request("--deadline", "600", "--zkey", market.VerifyingKey))).ShouldNotBe("fault");
    }

    [Fact]
    public async Task An_account_that_the_market_does_not_have_cannot_ask()
    {
        await VendueCommand.DoAsync("account", "new", "--key", folder["poor.json"]);
        string[] request = ["request", "--node", market.Address, "--key", folder["poor.json"], "--input", market.Input, "--ceiling", "1", "--deadline", "600", "--zkey", market.ProvingKey];
        (await VendueCommand.FailAsync(2, request)).ShouldBe("unknown-account");
    }

    [Fact]
    public async Task A_request_that_is_none_is_told()
    {
        (await VendueCommand.FailAsync(1, "request", "show", "0x" + new string('1', 64), "--node", market.Address)).ShouldBe("unknown");
        (await VendueCommand.FailAsync(2, "request", "show", "1", "--node", market.Address)).ShouldBe("usage");
        foreach (string command in (string[])["trace", "explain"])
        {
            (await VendueCommand.FailAsync(1, command, "0x" + new string('1', 64), "--node", market.Address)).ShouldBe("unknown");
            (await VendueCommand.FailAsync(2, command, "1", "--node", market.Address)).ShouldBe("usage");
        }
    }

    [Fact]
    public async Task A_prover_needs_a_market_a_key_and_circuits()
    {
        Directory.CreateDirectory(folder["empty"]);
        string[] Prover(string node, string key, string programs) => ["prover", "--node", node, "--key", key, "--programs", programs, "--folder", folder["prover"], "--price-per-million", "1"];
        (await VendueCommand.FailAsync(2, Prover("http://127.0.0.1:1", market.Prover, market.Programs))).ShouldBe("unreachable");
        (await VendueCommand.FailAsync(2, Prover(market.Address, folder["none.json"], market.Programs))).ShouldBe("file-not-found");
        (await VendueCommand.FailAsync(2, Prover(market.Address, market.Prover, folder["none"]))).ShouldBe("file-not-found");
        (await VendueCommand.FailAsync(2, Prover(market.Address, market.Prover, folder["empty"]))).ShouldBe("no-programs");
        (await VendueCommand.FailAsync(2, [.. Prover(market.Address, market.Prover, market.Programs), "--slots", "0"])).ShouldBe("usage");
    }
}
