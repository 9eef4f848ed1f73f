using System.Text.Json.Nodes;
using Vendue.Kernel;
using Vendue.Node;
using Vendue.Proofs.Statements;

namespace Vendue.Cli.Tests.Markets;

/// <summary>A real node under boundless with two funded accounts, and the small chain as a program, for a class of tests.</summary>
public sealed class LiveMarket : IAsyncLifetime
{
    public const string Funds = "1000000000000";

    VendueNode node = null!;

    public TemporaryFolder Folder { get; } = new();

    public string NodeFolder => Folder["market"];

    public string Address => node.Address.GetLeftPart(UriPartial.Authority);

    public string OperatorKey => node.Keys.Operator.Public.ToString();

    public string Custodian => NodeKeys.CustodianPath(NodeFolder);

    public string Requester => Folder["requester.json"];

    public string Prover => Folder["prover.json"];

    public string Programs => Folder["programs"];

    public string ProvingKey => Path.Combine(Programs, "chain.zkey");

    public string VerifyingKey => Folder["chain.vkey.json"];

    public string Input => Folder["input.json"];

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        Directory.CreateDirectory(Programs);
        await VendueCommand.DoAsync("proof", "setup", "--r1cs", DemoCircuit.SmallChain.R1csPath, "--zkey", ProvingKey, "--vkey", VerifyingKey, "--seed", "test");
        File.Copy(DemoCircuit.SmallChain.WasmPath, Path.Combine(Programs, "chain.wasm"));
        await File.WriteAllTextAsync(Input, """{"start": "5", "prover": 7}""");
        foreach (var key in (string[])[Requester, Prover])
        {
            var account = (string)(await VendueCommand.DoAsync("account", "new", "--key", key))["account"]!;
            foreach (var asset in (string[])["ETH", "ZKC"]) await DepositAsync(account, asset, Funds);
        }
    }

    internal Task<JsonNode> DepositAsync(string account, string asset, string amount, params string[] more) => VendueCommand.DoAsync(
        ["account", "deposit", "--node", Address, "--custodian", Custodian, "--account", account, "--asset", asset, "--amount", amount, .. more]);

    internal static async Task<string> AccountOfAsync(string key) => (string)(await VendueCommand.DoAsync("account", "show", "--key", key))["account"]!;

    internal async Task StartAsync() => node = await VendueNode.StartAsync(
        new NodeOptions { Folder = NodeFolder, Listen = "http://127.0.0.1:0", TickEvery = TimeSpan.FromMilliseconds(50), BlockEvery = TimeSpan.FromMilliseconds(50) },
        new MarketSettings { Mechanism = "boundless", Development = true, Time = TimeUnit.Milliseconds },
        TestContext.Current.CancellationToken);

    internal async Task StopAsync() => await node.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Folder.Dispose();
    }
}
