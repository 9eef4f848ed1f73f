using Vendue.Cli.CommandLine;
using Vendue.Cli.Markets;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Node;

namespace Vendue.Cli.Tests.Auditing;

/// <summary>Audits of a small market whose operator kept, lost or rewrote its history.</summary>
public sealed class AuditCommandTests : IDisposable
{
    const int FirstLane = 0, SecondLane = 1;

    readonly TemporaryFolder folder = new();
    readonly OwnerKey sender = OwnerKey.Generate();
    Uri? running;

    public void Dispose() => folder.Dispose();

    string Receipts => folder["receipts.jsonl"];

    static Task<VendueNode> StartAsync(string market) => VendueNode.StartAsync(
        new NodeOptions { Folder = market, Listen = "http://127.0.0.1:0", TickEvery = TimeSpan.FromHours(1) }, new MarketSettings { Mechanism = "boundless" }, TestContext.Current.CancellationToken);

    /// <summary>Runs a market's node for as long as something is done, in the folder of this name.</summary>
    async Task<string> RunAsync(string name, Func<MarketClient, Task> act)
    {
        var node = await StartAsync(folder[name]);
        await using (node)
        {
            running = node.Address;
            using var client = await MarketClient.ConnectAsync(node.Address, new MarketClientOptions { Signer = node.Keys.Custodian }, TestContext.Current.CancellationToken);
            await act(client);
        }
        return folder[name];
    }

    string Copy(string name, string copy)
    {
        foreach (var file in Directory.GetFiles(folder[name], "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder[copy], Path.GetRelativePath(folder[name], file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return folder[copy];
    }

    static Deposit DepositOf(Name account, byte number) => new(account, "ETH", number, Hash32.Sha256([number]));

    /// <summary>A command that is signed once and can be sent to more than one history.</summary>
    static SignedCommand Signed(MarketClient client, ushort lane, in Deposit deposit) => client.Signer!.Sign(
        CommandEnvelope.Of(client.Market.GenesisHash, client.Signer.Account, default, lane, 1, ulong.MaxValue, deposit), ActionSet.DescriptionOf(typeof(Deposit)));

    async Task SendAsync(MarketClient client, SignedCommand command, bool keep = true)
    {
        var answer = await client.SendAsync(command, TestContext.Current.CancellationToken);
        answer.IsApplied.ShouldBeTrue(answer.Message);
        if (keep) ReceiptFile.Append(new FileInfo(Receipts), answer);
    }

    static async Task<string[]> FindingsAsync(int exitCode, params string[] audit)
    {
        var run = await VendueCommand.RunAsync(["audit", .. audit, "--json"]);
        run.ExitCode.ShouldBe(exitCode, run.Error);
        ((bool)run.Json["clean"]!).ShouldBe(exitCode == ExitCode.Success);
        return [.. run.Json["findings"]!.AsArray().Select(f => $"{f!["code"]} {f["sequence"]}")];
    }

    [Fact]
    public async Task A_market_as_it_was_is_clean_and_its_folder_stays_as_it_is()
    {
        var market = await RunAsync("market", async client =>
        {
            await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1)));
            await SendAsync(client, Signed(client, SecondLane, DepositOf(sender.Address, 2)));
        });
        var before = Contents(market);
        var run = await VendueCommand.RunAsync("audit", "--folder", market, "--receipts", Receipts);
        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("2 entries replayed, 2 signatures, 0 proofs, 2 answers, 2 receipts");
        run.Output.ShouldContain("Nothing is wrong.");
        Contents(market).ShouldBe(before);

        static Dictionary<string, Hash32> Contents(string folder) =>
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => f, f => Hash32.Sha256(File.ReadAllBytes(f)));
    }

    [Fact]
    public async Task A_running_node_is_audited_without_being_disturbed() => await RunAsync("market", async client =>
    {
        await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1)));
        (await FindingsAsync(0, "--folder", folder["market"], "--receipts", Receipts)).ShouldBeEmpty();
        await SendAsync(client, Signed(client, SecondLane, DepositOf(sender.Address, 2)));
        (await FindingsAsync(0, "--folder", folder["market"], "--receipts", Receipts)).ShouldBeEmpty();
    });

    [Fact]
    public async Task An_acknowledged_command_that_is_gone_is_found()
    {
        await RunAsync("market", client => SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1))));
        var older = Copy("market", "older");
        await RunAsync("market", client => SendAsync(client, Signed(client, SecondLane, DepositOf(sender.Address, 2))));
        (await FindingsAsync(0, "--folder", folder["market"], "--receipts", Receipts)).ShouldBeEmpty();
        (await FindingsAsync(0, "--folder", older)).ShouldBeEmpty();
        (await FindingsAsync(1, "--folder", older, "--receipts", Receipts)).ShouldBe(["receipt-dropped 2"]);
    }

    [Fact]
    public async Task Acknowledged_commands_in_another_order_are_found()
    {
        await RunAsync("market", _ => Task.CompletedTask);
        Copy("market", "other");
        SignedCommand first = default, second = default;
        await RunAsync("market", async client =>
        {
            (first, second) = (Signed(client, FirstLane, DepositOf(sender.Address, 1)), Signed(client, SecondLane, DepositOf(sender.Address, 2)));
            await SendAsync(client, first);
            await SendAsync(client, second);
        });
        var other = await RunAsync("other", async client =>
        {
            await SendAsync(client, second, keep: false);
            await SendAsync(client, first, keep: false);
        });
        (await FindingsAsync(1, "--folder", other, "--receipts", Receipts)).ShouldBe(["receipt-reordered 1", "receipt-reordered 2"]);
    }

    [Fact]
    public async Task A_history_rewritten_before_an_acknowledged_command_is_found()
    {
        await RunAsync("market", _ => Task.CompletedTask);
        Copy("market", "other");
        SignedCommand second = default;
        await RunAsync("market", async client =>
        {
            second = Signed(client, SecondLane, DepositOf(sender.Address, 2));
            await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1)), keep: false);
            await SendAsync(client, second);
        });
        var other = await RunAsync("other", async client =>
        {
            await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 3)), keep: false);
            await SendAsync(client, second, keep: false);
        });
        (await FindingsAsync(1, "--folder", other, "--receipts", Receipts)).ShouldBe(["receipt-altered 2"]);
    }

    [Fact]
    public async Task A_receipt_that_the_operator_did_not_sign_proves_nothing()
    {
        var market = await RunAsync("market", client => SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1))));
        using var stranger = DelegatedKey.Generate();
        (await FindingsAsync(1, "--folder", market, "--receipts", Receipts, "--operator-key", stranger.Public.ToString())).ShouldBe(["receipt-not-signed 1"]);
    }

    [Fact]
    public async Task Evidence_of_a_rewritten_history_is_written_to_a_file_that_anybody_can_check()
    {
        await RunAsync("market", _ => Task.CompletedTask);
        Copy("market", "other");
        SignedCommand second = default;
        await RunAsync("market", async client =>
        {
            second = Signed(client, SecondLane, DepositOf(sender.Address, 2));
            await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1)));
            await SendAsync(client, second);
        });
        var other = await RunAsync("other", client => SendAsync(client, second, keep: false));
        var evidence = folder["evidence.jsonl"];
        (await FindingsAsync(1, "--folder", other, "--receipts", Receipts, "--evidence", evidence)).ShouldContain("receipt-dropped 1");

        var check = await VendueCommand.RunAsync("audit", "--check", evidence, "--json");
        check.ExitCode.ShouldBe(0, check.Output);
        ((bool)check.Json["proven"]!).ShouldBeTrue();
        (await VendueCommand.RunAsync("audit", "--check", evidence)).Output.ShouldContain("PROVEN  receipt-dropped");
        using var stranger = DelegatedKey.Generate();
        (await VendueCommand.RunAsync("audit", "--check", evidence, "--operator-key", stranger.Public.ToString())).ExitCode.ShouldBe(1);
        File.WriteAllText(evidence, File.ReadAllText(evidence).Replace("\"said\":\"0x", "\"said\":\"0x00", StringComparison.Ordinal));
        (await VendueCommand.FailAsync(2, "audit", "--check", evidence)).ShouldBe("evidence-malformed");
        File.WriteAllText(evidence, "");
        (await VendueCommand.FailAsync(2, "audit", "--check", evidence)).ShouldBe("evidence-malformed");
    }

    [Fact]
    public async Task Receipts_of_two_histories_contradict_each_other_without_any_journal()
    {
        await RunAsync("market", _ => Task.CompletedTask);
        Copy("market", "other");
        var key = "";
        await RunAsync("market", async client =>
        {
            key = client.Market.OperatorKey.ToString();
            await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1)));
        });
        (await FindingsAsync(0, "--receipts", Receipts, "--operator-key", key)).ShouldBeEmpty();
        await RunAsync("other", client => SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 2))));
        var evidence = folder["evidence.jsonl"];
        (await FindingsAsync(1, "--receipts", Receipts, "--operator-key", key, "--evidence", evidence)).ShouldBe(["equivocation 1"]);
        (await VendueCommand.RunAsync("audit", "--check", evidence)).ExitCode.ShouldBe(0);
        (await VendueCommand.FailAsync(2, "audit", "--receipts", Receipts)).ShouldBe("usage");
    }

    [Fact]
    public async Task A_saved_proof_of_a_balance_is_checked_without_the_market_and_serves_as_a_receipt()
    {
        string saved = folder["balance.json"], key = "", genesis = "";
        var market = await RunAsync("market", async client =>
        {
            (key, genesis) = (client.Market.OperatorKey.ToString(), client.Market.GenesisHash.ToString());
            await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 5)));
            var run = await VendueCommand.RunAsync("account", "proof", sender.Address.ToString(), "--node", running!.ToString(), "--save", saved);
            run.ExitCode.ShouldBe(0, run.Error);
            run.Output.ShouldContain("ETH          5 free, 0 held");
            (await VendueCommand.FailAsync(1, "account", "proof", "0x8ba1f109551bd432803012645ac136ddd64dba72", "--node", running.ToString())).ShouldBe("unknown-account");
        });
        var check = await VendueCommand.RunAsync("account", "proof", "--check", saved, "--operator-key", key, "--market", genesis, "--against", Receipts, "--json");
        check.ExitCode.ShouldBe(0, check.Error);
        check.Json["standing"]!["balances"]![0]!["free"]!.ToString().ShouldBe("5");
        (await FindingsAsync(0, "--folder", market, "--receipts", Receipts, saved)).ShouldBeEmpty();
        using var stranger = DelegatedKey.Generate();
        (await VendueCommand.FailAsync(1, "account", "proof", "--check", saved, "--operator-key", stranger.Public.ToString())).ShouldBe("proof-invalid");
        (await VendueCommand.FailAsync(2, "account", "proof")).ShouldBe("usage");
        File.WriteAllText(saved, "{}");
        (await VendueCommand.FailAsync(2, "account", "proof", "--check", saved)).ShouldBe("malformed");
    }

    [Fact]
    public async Task One_flipped_bit_of_the_journal_is_found_and_named()
    {
        var deposit = DepositOf(sender.Address, 7);
        var market = await RunAsync("market", async client =>
        {
            await SendAsync(client, Signed(client, FirstLane, DepositOf(sender.Address, 1)));
            await SendAsync(client, Signed(client, SecondLane, deposit));
        });
        var journal = VendueNode.JournalPath(market);
        var bytes = File.ReadAllBytes(journal);
        int at = bytes.AsSpan().LastIndexOf(deposit.Reference.ToArray());
        at.ShouldBeGreaterThan(0);
        bytes[at] ^= 1;
        File.WriteAllBytes(journal, bytes);
        var findings = await FindingsAsync(1, "--folder", market, "--receipts", Receipts);
        findings.ShouldHaveSingleItem().ShouldBe("journal-damaged 2");
    }

    [Fact]
    public async Task What_cannot_be_audited_is_told()
    {
        (await VendueCommand.FailAsync(2, "audit", "--folder", folder["none"])).ShouldBe("journal-missing");
        var market = await RunAsync("market", _ => Task.CompletedTask);
        (await VendueCommand.FailAsync(2, "audit", "--folder", market, "--receipts", folder["none.jsonl"])).ShouldBe("file-not-found");
        foreach (var line in (string[])["{", "[]", """{"receipt":"0x12","signature":"0x12"}"""])
        {
            File.WriteAllText(Receipts, line);
            (await VendueCommand.FailAsync(2, "audit", "--folder", market, "--receipts", Receipts)).ShouldBe("receipt-malformed");
        }
        File.WriteAllText(Receipts, "");
        File.Delete(NodeKeys.OperatorPath(market));
        (await VendueCommand.FailAsync(2, "audit", "--folder", market, "--receipts", Receipts)).ShouldBe("operator-key-missing");
        File.WriteAllText(VendueNode.JournalPath(market), "no database at all, and long enough to be taken for the header of one if nobody looks");
        (await VendueCommand.FailAsync(2, "audit", "--folder", market)).ShouldNotBe("fault");
    }
}
