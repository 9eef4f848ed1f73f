using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.EndToEnd;

public sealed class SettlementTests(Circuit circuit)
{
    [Fact]
    public async Task Agents_prove_what_a_requester_asks_for_and_the_books_balance()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        using var folders = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        await using var first = await AgentAsync(market, folders.Of("first"), stop.Token);
        await using var second = await AgentAsync(market, folders.Of("second"), stop.Token);
        for (int i = 0; i < 3; i++)
        {
            var (request, _, _) = await LiveMarket.AskAsync(requester, circuit, $"wish {i}");
            var settled = await Waiting.ForEventAsync(requester, e => e.Event == "settled" && e.Body.GetProperty("request").GetString() == request.ToString());
            settled.Body.GetProperty("fee").GetString().ShouldBe("1000");
        }
        await stop.CancelAsync();
        await Task.WhenAll(first.Running, second.Running);
        var books = await requester.GetBooksAsync();
        books.Conserved.ShouldBeTrue();
        books.Accounts.Single(a => a.Name == requester.Signer!.Account).Balances.Values.Max().ShouldBe((Int128)LiveMarket.Plenty);
        books.Accounts.Single(a => a.Name == requester.Signer!.Account).Balances.Values.Min().ShouldBe((Int128)LiveMarket.Plenty - 3_000);
        await RequireRecordsAsync(requester);
        await AuditAsync(market);
    }

    /// <summary>The provers' records add up to what was done, and are the operator's signed word: no other record passes for it.</summary>
    static async Task RequireRecordsAsync(MarketClient requester)
    {
        var accounts = (await requester.GetAccountsAsync()).Select(a => a.Name);
        var records = await Task.WhenAll(accounts.Select(name => requester.GetPerformanceAsync(name)));
        var lines = records.SelectMany(r => PerformanceRecord.Decode(r!.Record.Memory).Lines).Where(l => l.Asset == "ETH").ToList();
        lines.Sum(l => (decimal)l.Fees).ShouldBe(3_000);
        lines.Sum(l => (decimal)l.Settled).ShouldBe(3);
        lines.Sum(l => (decimal)l.Assigned).ShouldBe(3);
        lines.Sum(l => (decimal)l.Slashed).ShouldBe(0);
        var best = records.First(r => r!.Shown.Lines.Length > 0)!;
        var better = best.Shown with { Lines = [best.Shown.Lines[0] with { Settled = 99 }] };
        better.Verify(requester.Market.OperatorKey, best.Signature).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rerandomised_copy_earns_nothing_where_no_lock_protects_the_prover()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var copier = await market.ClientAsync(await market.AccountAsync());
        var (request, digest, _) = await LiveMarket.AskAsync(requester, circuit, "open");
        var (proof, values) = circuit.Prove("open");

        var own = new Fill(request, digest, Priced: true, values, await prover.PutBlobAsync(proof.ToBytes()));
        var copy = own with { Proof = await copier.PutBlobAsync(proof.Rerandomise(circuit.VerifyingKey).ToBytes()) };
        copy.Proof.ShouldNotBe(own.Proof);

        // Whoever comes by the proof before it is delivered has no commitment of its own.
        (await copier.SendAsync(new Deliver([copy]))).Outcome.ShouldBe(OutcomeKind.Refused);
        var promised = (await prover.SendAsync(new Commit(Boundless.CommitmentOf(prover.Signer!.Account, [own])))).ThrowIfRefused();
        (await copier.SendAsync(new Deliver([copy]))).Code.ShouldBe("missing-fulfillment-commitment");
        await Waiting.ForBlockAsync(prover, promised.Block + 1);
        (await prover.SendAsync(new Deliver([own]))).IsApplied.ShouldBeTrue();

        // Whoever sees it delivered can commit, but comes too late.
        var late = (await copier.SendAsync(new Commit(Boundless.CommitmentOf(copier.Signer!.Account, [copy])))).ThrowIfRefused();
        await Waiting.ForBlockAsync(copier, late.Block + 1);
        (await copier.SendAsync(new Deliver([copy]))).Outcome.ShouldNotBe(OutcomeKind.Applied);

        var payment = market.Node.Host.Genesis.Assets[0].ToString();
        (await copier.GetAccountAsync(copier.Signer!.Account))!.Balances[payment].ShouldBe((Int128)LiveMarket.Plenty);
        (await prover.GetAccountAsync(prover.Signer!.Account))!.Balances[payment].ShouldBe((Int128)LiveMarket.Plenty + 1_000);
        await AuditAsync(market);
    }

    [Fact]
    public async Task A_batch_of_proofs_for_several_requests_has_a_receipt_for_each_and_leaves_none_behind()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var prover = await market.ClientAsync(await market.AccountAsync());
        var fills = new List<Fill>();
        foreach (string seed in (string[])["batch 1", "batch 2", "batch 3"])
        {
            var (request, digest, _) = await LiveMarket.AskAsync(requester, circuit, seed);
            (await prover.SendAsync(new LockRequest(request, digest))).ThrowIfRefused();
            var (proof, values) = circuit.Prove(seed);
            fills.Add(new Fill(request, digest, Priced: false, values, await prover.PutBlobAsync(proof.ToBytes())));
        }
        var answer = await prover.SendAsync(new Deliver([.. fills]));
        answer.Items.Select(i => i.Outcome).ShouldBe([OutcomeKind.Applied, OutcomeKind.Applied, OutcomeKind.Applied]);
        var received = new List<string>();
        await foreach (var happened in prover.SubscribeAsync(1))
        {
            if (happened.Event == "proof-received") received.Add(happened.Body.GetProperty("request").GetString()!);
            if (happened.Sequence == answer.Sequence) break;
        }
        received.ShouldBe(fills.Select(f => f.Request.ToString()));
        (await market.Node.Host.QueryAsync(v => fills.Count(f => v.Market.Requests.TryFind(f.Request, out var r) && v.Market.Requests[r].PendingReceipts > 0), CancellationToken.None)).ShouldBe(0);
        await AuditAsync(market);
    }

    static async Task AuditAsync(LiveMarket market)
    {
        await market.StopAsync();
        var report = await market.AuditAsync();
        report.Findings.ShouldBeEmpty();
        report.Conserved.ShouldBeTrue();
        report.Checkpoints.ShouldBeGreaterThan(0);
    }

    async Task<RunningAgent> AgentAsync(LiveMarket market, string folder, CancellationToken stop) =>
        new(await market.ClientAsync(await market.AccountAsync()), circuit, folder, stop);
}
