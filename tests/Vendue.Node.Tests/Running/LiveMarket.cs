using System.Security.Cryptography;
using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Auditing;
using Vendue.Node.Journal;
using Vendue.Node.Verification;

namespace Vendue.Node.Tests.Running;

/// <summary>A node with a Boundless market, in this process, spoken to by HTTP on the loopback.</summary>
sealed class LiveMarket : IAsyncDisposable
{
    public const uint Plenty = 1_000_000;

    static int deposits;

    readonly TemporaryFolder folder = new();
    readonly List<MarketClient> clients = [];
    readonly MarketSettings settings;

    LiveMarket(NodeOptions options, MarketSettings settings)
    {
        Options = options with { Folder = folder.Path };
        this.settings = settings;
    }

    public NodeOptions Options { get; }

    public VendueNode Node { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public static NodeOptions Quick { get; } = new()
    {
        Folder = "",
        Listen = "http://127.0.0.1:0",
        TickEvery = TimeSpan.FromMilliseconds(20),
        BlockEvery = TimeSpan.FromMilliseconds(1),
        CheckpointEvery = 4,
        RequestsPerSecond = 100_000,
    };

    public static async Task<LiveMarket> StartAsync(NodeOptions? options = null, MarketSettings? settings = null)
    {
        var market = new LiveMarket(options ?? Quick, settings ?? new MarketSettings { Mechanism = "boundless", Development = true, Time = TimeUnit.Milliseconds });
        await market.StartNodeAsync();
        return market;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartNodeAsync();
    }

    /// <summary>Starts the node that was stopped.</summary>
    public Task StartAgainAsync() => StartNodeAsync();

    public async Task StopAsync()
    {
        foreach (var client in clients) client.Dispose();
        clients.Clear();
        Http.Dispose();
        await Node.DisposeAsync();
    }

    public async Task<MarketClient> ClientAsync(ISigner? signer = null, ushort firstLane = 0)
    {
        var client = await MarketClient.ConnectAsync(Node.Address, new MarketClientOptions { Signer = signer, FirstLane = firstLane, RetryDelay = TimeSpan.FromMilliseconds(1) });
        clients.Add(client);
        return client;
    }

    /// <summary>A new account with plenty of both assets.</summary>
    public async Task<OwnerKey> AccountAsync(uint amount = Plenty)
    {
        var owner = OwnerKey.Generate();
        var custodian = await ClientAsync(Node.Keys.Custodian);
        foreach (var asset in Node.Host.Genesis.Assets)
            (await custodian.SendAsync(new Deposit(owner.Address, asset, amount, NextReference()))).IsApplied.ShouldBeTrue();
        return owner;
    }

    public static Hash32 NextReference() => Hash32.Sha256(BitConverter.GetBytes(Interlocked.Increment(ref deposits)));

    /// <summary>A request at a fixed price that can be locked for a time.</summary>
    public static async Task<(Hash32 Request, Hash32 Digest, RequestProof Action)> AskAsync(MarketClient requester, Circuit circuit, string seed, uint price = 1_000, ulong lockFor = 600_000)
    {
        var action = await ActionAsync(requester, circuit, seed, price, lockFor);
        (await requester.SendAsync(action)).ThrowIfRefused();
        var request = RequestId.Of(requester.Signer!.Account, action.Index);
        return (request, Boundless.DigestOf(request, action.Statement, action.Offer), action);
    }

    public static async Task<RequestProof> ActionAsync(MarketClient requester, Circuit circuit, string seed, uint price = 1_000, ulong lockFor = 600_000)
    {
        await requester.PutProgramAsync(circuit.VerifyingKey.ToBytes());
        var input = await requester.PutBlobAsync(Circuit.InputOf(seed));
        var statement = new Statement { Program = circuit.Program, Input = input, Work = 877 };
        return new RequestProof(IndexOf(seed), statement, new Offer(price, price, (await requester.GetMarketAsync()).Now, 0, lockFor, 2 * lockFor, 500));
    }

    static uint IndexOf(string seed) => BitConverter.ToUInt32(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed))) % 100_000;

    /// <summary>Everything that could change when something counts: position apart, which ticks move.</summary>
    public static async Task<string> BooksAsync(MarketClient client) => System.Text.Json.JsonSerializer.Serialize(await client.GetBooksAsync(), WireJson.Options);

    /// <summary>The audit of the stopped node's journal.</summary>
    public async Task<AuditReport> AuditAsync()
    {
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(Options.Folder));
        await using var verifier = new Verifier(VendueNode.ProgramsOf(Options.Folder), VendueNode.BlobsOf(Options), Options.ProofSystems, () => Codec<Genesis>.Of.Decode(journal.Genesis).Hash(), 1, 16);
        return await JournalAudit.RunAsync(journal, verifier, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Dispose();
    }

    async Task StartNodeAsync()
    {
        Node = await VendueNode.StartAsync(Options, settings, CancellationToken.None);
        Http = new HttpClient { BaseAddress = Node.Address };
    }
}
