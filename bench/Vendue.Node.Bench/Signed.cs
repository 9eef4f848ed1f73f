using System.Diagnostics;

namespace Vendue.Node.Bench;

/// <summary>Delegate-signed commands over HTTP, durable before they are answered; the load generator shares the machine.</summary>
static class Signed
{
    const int Senders = 128;
    const int Each = 400;

    public static async Task HttpAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vendue-bench-").FullName;
        var options = new NodeOptions { Folder = folder, Listen = "http://127.0.0.1:0", RequestsPerSecond = 10_000_000, BytesPerSecond = 1 << 30 };
        await using var node = await VendueNode.StartAsync(options, new MarketSettings { Mechanism = "boundless" }, CancellationToken.None);
        using var custodian = await MarketClient.ConnectAsync(node.Address, new MarketClientOptions { Signer = node.Keys.Custodian });
        var senders = new List<(Name Account, DelegatedKey Key)>();
        for (int i = 0; i < Senders; i++) senders.Add(await SenderAsync(node, custodian));
        var commands = senders.Select((s, account) => Enumerable.Range(1, Each).Select(n => s.Key.Sign(CommandEnvelope.Of(
            node.Host.GenesisHash, s.Account, s.Key.Public, 0, (ulong)n + 1, ulong.MaxValue, Workload.Promise((ulong)n, account))).Encode()).ToArray()).ToList();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Senders }) { BaseAddress = node.Address };
        var latencies = new double[Senders * Each];
        long begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(commands.Select((own, sender) => SendAllAsync(http, own, latencies.AsMemory(sender * Each, Each))));
        Durable.Tell("http, delegate-signed", latencies.Length, begin);
        Array.Sort(latencies);
        Console.WriteLine($"  p50 {latencies[latencies.Length / 2]:0.0} ms, p99 {latencies[latencies.Length * 99 / 100]:0.0} ms");
    }

    static async Task<(Name, DelegatedKey)> SenderAsync(VendueNode node, MarketClient custodian)
    {
        var owner = OwnerKey.Generate();
        (await custodian.SendAsync(new Deposit(owner.Address, custodian.Genesis.Assets[0], 1, Hash32.Sha256(owner.Address.Bytes)))).ThrowIfRefused();
        using var client = await MarketClient.ConnectAsync(node.Address, new MarketClientOptions { Signer = owner });
        var key = DelegatedKey.Generate();
        (await client.SendAsync(new AuthoriseKey(key.Public, [], ulong.MaxValue))).ThrowIfRefused();
        return (owner.Address, key);
    }

    static async Task SendAllAsync(HttpClient http, byte[][] commands, Memory<double> latencies)
    {
        for (int i = 0; i < commands.Length; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            using var response = await http.PostAsync("/v1/commands", new ByteArrayContent(commands[i]));
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            latencies.Span[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
    }
}
