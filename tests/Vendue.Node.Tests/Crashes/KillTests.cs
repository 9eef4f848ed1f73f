using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Auditing;
using Vendue.Node.Journal;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Crashes;

/// <summary>kill -9 at any moment under load: nothing acknowledged is lost, nothing counts twice.</summary>
public sealed class KillTests(Circuit circuit)
{
    const int Kills = 20;
    const int Accounts = 4;
    const uint Deposited = 10;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_paid_twice_however_often_the_node_is_killed()
    {
        using var folder = new TemporaryFolder();
        var node = await NodeProcess.StartAsync(folder.Path);
        var loaders = await PrepareAsync(node.Address, folder.Path);
        var random = new Random(20_251);
        for (int kill = 0; kill < Kills; kill++)
        {
            int before = loaders.Sum(l => l.Acknowledged.Count);
            await LoadAndKillAsync(node, loaders, random.Next(10, 60));
            node.Dispose();
            var report = await AuditAsync(folder.Path);
            report.Findings.ShouldBeEmpty($"after kill {kill + 1}");
            node = await NodeProcess.StartAsync(folder.Path);
            await EveryAnswerStandsAsync(node.Address, loaders, kill == Kills - 1 ? 0 : before);
        }
        await BooksAreRightAsync(node.Address, loaders);
        await node.StopAsync();
        node.Dispose();
        var last = await AuditAsync(folder.Path);
        last.Findings.ShouldBeEmpty();
        last.Checkpoints.ShouldBeGreaterThan(0);
        last.Acknowledgements.ShouldBeGreaterThanOrEqualTo((ulong)loaders.Sum(l => l.Acknowledged.Count));
    }

    /// <summary>Accounts with keys that sign fast, and a custodian that deposits.</summary>
    async Task<List<Loader>> PrepareAsync(Uri address, string folder)
    {
        var custodian = KeyFile.LoadOwner(NodeKeys.CustodianPath(folder));
        using var bank = await MarketClient.ConnectAsync(address, new MarketClientOptions { Signer = custodian });
        await bank.PutProgramAsync(circuit.VerifyingKey.ToBytes());
        var input = await bank.PutBlobAsync(Circuit.InputOf("killed"));
        var statement = new Statement { Program = circuit.Program, Input = input, Work = 877 };
        var assets = bank.Genesis.Assets;
        var loaders = new List<Loader>();
        for (int i = 0; i < Accounts; i++)
        {
            var owner = OwnerKey.Generate();
            foreach (var asset in assets) (await bank.SendAsync(new Deposit(owner.Address, asset, 1_000_000, LiveMarket.NextReference()))).ThrowIfRefused();
            using var client = await MarketClient.ConnectAsync(address, new MarketClientOptions { Signer = owner });
            var key = DelegatedKey.Generate();
            (await client.SendAsync(new AuthoriseKey(key.Public, [], ulong.MaxValue))).ThrowIfRefused();
            ulong now = client.Now;
            loaders.Add(new Loader(owner.Address, key, null, bank.Market.GenesisHash, n => Of(Next(owner.Address, statement, now, n))));
        }
        var fed = OwnerKey.Generate().Address;
        loaders.Add(new Loader(custodian.Address, null, custodian, bank.Market.GenesisHash, n => Of(new Deposit(fed, assets[0], Deposited, Hash32.Sha256([.. "kill"u8, .. BitConverter.GetBytes(n)])))));
        return loaders;
    }

    /// <summary>Requests, locks of one's own requests, commitments, and slashes that come too early. No proofs: those are settled and resumed in EndToEnd.</summary>
    static object Next(Name account, Statement statement, ulong now, ulong nonce)
    {
        uint index = (uint)((nonce - 1) / 4);
        var request = RequestId.Of(account, index);
        var offer = new Offer(5, 5, now, 0, 3_600_000, 7_200_000, 3);
        return (nonce % 4) switch
        {
            1 => new RequestProof(index, statement, offer),
            2 => new LockRequest(request, Boundless.DigestOf(request, statement, offer)),
            3 => new Commit(Hash32.Sha256(request.ToArray())),
            _ => new Slash(request),
        };
    }

    static (Type, Bytes) Of(object action) => (action.GetType(), action switch
    {
        RequestProof a => new Bytes(Codec<RequestProof>.Of.Encode(a)),
        LockRequest a => new Bytes(Codec<LockRequest>.Of.Encode(a)),
        Commit a => new Bytes(Codec<Commit>.Of.Encode(a)),
        Slash a => new Bytes(Codec<Slash>.Of.Encode(a)),
        Deposit a => new Bytes(Codec<Deposit>.Of.Encode(a)),
        _ => throw new InvalidOperationException($"No loader sends {action.GetType()}."),
    });

    static async Task LoadAndKillAsync(NodeProcess node, List<Loader> loaders, int acknowledgements)
    {
        using var market = await MarketClient.ConnectAsync(node.Address, new MarketClientOptions { Retries = 0 });
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int count = 0;
        var running = loaders.Select(l => l.RunAsync(market, () =>
        {
            if (Interlocked.Increment(ref count) == acknowledgements) enough.SetResult();
        })).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(running));
        enough.Task.IsCompleted.ShouldBeTrue("the node was gone before it was killed");
        node.Kill();
        await Task.WhenAll(running);
    }

    static async Task EveryAnswerStandsAsync(Uri address, List<Loader> loaders, int from)
    {
        using var market = await MarketClient.ConnectAsync(address);
        int share = from / loaders.Count;
        foreach (var (command, answer) in loaders.SelectMany(l => l.Acknowledged.Skip(int.Min(share / 2, l.Acknowledged.Count))))
        {
            var again = await market.SendAsync(command);
            (again.Sequence, again.Head, again.Now, again.Outcome, again.Code).ShouldBe((answer.Sequence, answer.Head, answer.Now, answer.Outcome, answer.Code));
        }
    }

    static async Task BooksAreRightAsync(Uri address, List<Loader> loaders)
    {
        using var market = await MarketClient.ConnectAsync(address);
        var books = await market.GetBooksAsync();
        books.Conserved.ShouldBeTrue();
        var bank = loaders[^1].Acknowledged;
        bank.ShouldAllBe(a => a.Answer.IsApplied);
        // One deposit may have become durable without its answer having arrived; then it counts once, too.
        var fed = books.Accounts[^1].Balances[market.Genesis.Assets[0].ToString()];
        fed.ShouldBeInRange(bank.Count * (Int128)Deposited, (bank.Count + 1) * (Int128)Deposited);
    }

    static async Task<AuditReport> AuditAsync(string folder)
    {
        using var journal = SqliteJournal.OpenToRead(VendueNode.JournalPath(folder));
        return await JournalAudit.RunAsync(journal, null, CancellationToken.None);
    }
}
