using Vendue.Mechanisms;
using Vendue.Mechanisms.BoundlessMarket;
using Vendue.Node.Tests.Running;
using Vendue.Prover;
using Vendue.Prover.Jobs;

namespace Vendue.Node.Tests.EndToEnd;

public sealed class AgentTests(Circuit circuit)
{
    [Theory]
    [InlineData(AgentStep.Offered)]
    [InlineData(AgentStep.Proving)]
    [InlineData(AgentStep.Proved)]
    public async Task An_agent_stopped_after_any_step_goes_on_from_there_when_it_starts_again(AgentStep last)
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await LiveMarket.AskAsync(requester, circuit, "stopped");

        using var stop = new CancellationTokenSource();
        await using (var before = new RunningAgent(await market.ClientAsync(owner), circuit, folder.Of("agent"), stop.Token, note => StopAfter(note, last, stop)))
            await before.Running;
        await using var after = new RunningAgent(await market.ClientAsync(owner), circuit, folder.Of("agent"), CancellationToken.None);
        var settled = await Waiting.ForEventAsync(requester, e => e.Event == "settled");

        (await EventsUntilAsync(requester, settled.Sequence)).Where(e => e is "request-locked" or "proof-received" or "settled").ShouldBe(["request-locked", "proof-received", "settled"]);
        if (last == AgentStep.Proved) after.Notes.ShouldNotContain(n => n.Step == AgentStep.Proving);
    }

    [Fact]
    public async Task An_agent_killed_between_commitment_and_delivery_commits_once_and_is_paid_once()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        var prover = await market.ClientAsync(owner);
        using var folder = new TemporaryFolder();
        var job = await ProvedAsync(requester, prover);
        SignedCommand? sent = null;
        (await prover.SendAsync(job.Steps[0].ToDeed(), signed => sent = signed, CancellationToken.None)).ThrowIfRefused();
        new JobBook(folder.Of("jobs")).Keep(job with { Commands = [new Bytes(sent!.Value.Encode())] });

        await using var agent = new RunningAgent(await market.ClientAsync(owner), circuit, folder.Path, CancellationToken.None);
        var settled = await Waiting.ForEventAsync(requester, e => e.Event == "settled");
        (await EventsUntilAsync(requester, settled.Sequence)).Where(e => e is "committed" or "proof-received" or "settled").ShouldBe(["committed", "proof-received", "settled"]);
    }

    [Fact]
    public async Task An_agent_killed_after_its_delivery_counted_learns_what_became_of_it_and_sends_nothing_new()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        var prover = await market.ClientAsync(owner);
        using var folder = new TemporaryFolder();
        var job = await ProvedAsync(requester, prover);
        var sent = new List<Bytes>();
        foreach (var step in job.Steps)
        {
            if (sent.Count > 0) await Waiting.ForBlockAsync(prover, step.NotBeforeBlock);
            (await prover.SendAsync(step.ToDeed(), signed => sent.Add(new Bytes(signed.Encode())), CancellationToken.None)).IsApplied.ShouldBeTrue();
        }
        new JobBook(folder.Of("jobs")).Keep(job with { Commands = [.. sent] });
        ulong nonce = (await prover.GetAccountAsync(owner.Address))!.Lanes[0];

        var delivered = new TaskCompletionSource<AgentNote>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = new RunningAgent(await market.ClientAsync(owner), circuit, folder.Path, CancellationToken.None, note =>
        {
            if (note.Step == AgentStep.Delivered) delivered.TrySetResult(note);
        });
        (await delivered.Task).Request.ShouldBe(job.Request);
        (await prover.GetAccountAsync(owner.Address))!.Lanes[0].ShouldBe(nonce);
    }

    [Fact]
    public async Task An_agent_bound_to_impossible_work_reports_it_and_has_its_bond_back_and_a_part_of_the_price()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        var before = (await requester.GetAccountAsync(owner.Address))!.Balances;
        var action = await LiveMarket.ActionAsync(requester, circuit, "impossible");
        var statement = action.Statement with { Input = await requester.PutBlobAsync("""{ "start": "1", "nonsense": "2" }"""u8.ToArray()), Generator = await requester.PutBlobAsync(Circuit.Generator) };
        (await requester.SendAsync(action with { Statement = statement })).ThrowIfRefused();
        using var folder = new TemporaryFolder();
        await using var agent = new RunningAgent(await market.ClientAsync(owner), circuit, folder.Of("agent"), CancellationToken.None);
        var reported = await Waiting.ForEventAsync(requester, e => e.Event == "reported");
        reported.Body.GetProperty("compensation").GetString().ShouldBe("100");
        var after = (await requester.GetAccountAsync(owner.Address))!.Balances;
        after["ETH"].ShouldBe(before["ETH"] + 100);
        after["ZKC"].ShouldBe(before["ZKC"]);
        await market.StopAsync();
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_private_input_is_proven_by_the_assignee_alone_whose_time_begins_with_the_key()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        var requester = new Requester(client);
        var action = await LiveMarket.ActionAsync(client, circuit, "private");
        var key = Enumerable.Range(0, SealedInput.KeySize).Select(i => (byte)i).ToArray();
        var input = await client.PutBlobAsync(SealedInput.Encrypt(Circuit.InputOf("private"), key));
        var now = (await client.GetMarketAsync()).Now;
        var (request, _) = await requester.AskAsync(new Wish
        {
            Account = owner.Address,
            Statement = action.Statement with { Input = input, Private = true },
            Ceiling = 100_000,
            Now = now,
            UnitsPerSecond = client.Market.UnitsPerSecond,
            Deadline = now + (600 * client.Market.UnitsPerSecond),
            Index = 1,
        });
        using var folder = new TemporaryFolder();
        await using var agent = new RunningAgent(await market.ClientAsync(await market.AccountAsync(2_000_000_000)), circuit, folder.Of("agent"), CancellationToken.None);
        await Waiting.ForEventAsync(client, e => e.Event == "request-locked");
        agent.Notes.ShouldNotContain(n => n.Step == AgentStep.Proving);
        requester.KeepKey(request, key);
        await requester.StepAsync();
        await Waiting.ForEventAsync(client, e => e.Event == "settled");
        await market.StopAsync();
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agent_whose_delegated_key_cannot_publish_the_encryption_key_says_how_the_owner_does_and_tries_it_once()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.ClientAsync(await market.AccountAsync(2_000_000_000));
        using var key = DelegatedKey.Generate();
        (await owner.SendAsync(new AuthoriseKey(key.Public, [], ulong.MaxValue))).ThrowIfRefused();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var action = await LiveMarket.ActionAsync(requester, circuit, "private");
        (await requester.SendAsync(action with { Statement = action.Statement with { Private = true } })).ThrowIfRefused();
        using var folder = new TemporaryFolder();
        var told = new TaskCompletionSource<AgentNote>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var agent = new RunningAgent(await market.ClientAsync(key.For(owner.Signer!.Account)), circuit, folder.Of("agent"), CancellationToken.None, note => told.TrySetResult(note));
        var note = await told.Task;
        note.Step.ShouldBe(AgentStep.Failed);
        note.Text.ShouldStartWith("No private request can be taken: The delegated key may not sign this action");
        string published = note.Text[note.Text.IndexOf("0x", StringComparison.Ordinal)..][..66];
        Hash32.TryParse(published, out var encryptionKey).ShouldBeTrue();
        (await owner.SendAsync(new PublishEncryptionKey(encryptionKey))).ThrowIfRefused();
        await Waiting.ForEventAsync(requester, e => e.Event == "request-locked");
        agent.Notes.Count(n => n.Text.StartsWith("No private request", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_draining_agent_finishes_what_it_undertook_takes_nothing_new_and_ends()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        var (undertaken, _, _) = await LiveMarket.AskAsync(requester, circuit, "undertaken");
        using var stop = new CancellationTokenSource();
        await using (var before = new RunningAgent(await market.ClientAsync(owner), circuit, folder.Of("agent"), stop.Token, note => StopAfter(note, AgentStep.Proving, stop)))
            await before.Running;
        var (left, _, _) = await LiveMarket.AskAsync(requester, circuit, "left alone");

        await using var draining = new RunningAgent(await market.ClientAsync(owner), circuit, folder.Of("agent"), CancellationToken.None, drain: true);
        await draining.Running;
        (await requester.GetRequestAsync(undertaken))!.State.ShouldBe("settled");
        (await requester.GetRequestAsync(left))!.State.ShouldBe("open");
    }

    [Fact]
    public async Task A_second_agent_in_the_same_folder_is_turned_away()
    {
        await using var market = await LiveMarket.StartAsync();
        var client = await market.ClientAsync(await market.AccountAsync());
        using var folder = new TemporaryFolder();
        await using var first = new RunningAgent(client, circuit, folder.Path, CancellationToken.None);
        Should.Throw<ProverException>(() => new RunningAgent(client, circuit, folder.Path, CancellationToken.None));
    }

    /// <summary>A proof that was made for a request nobody locked, with its delivery decided.</summary>
    async Task<Job> ProvedAsync(MarketClient requester, MarketClient prover)
    {
        var (request, digest, _) = await LiveMarket.AskAsync(requester, circuit, "killed");
        var opportunity = (await prover.GetOpportunitiesAsync(prover.Signer!.Account)).List.Single(o => o.Request == request);
        var (proof, values) = circuit.Prove("killed");
        Fill[] fills = [new Fill(request, digest, Priced: true, values, await prover.PutBlobAsync(proof.ToBytes()))];
        ulong block = (await prover.GetMarketAsync()).Block;
        return new Job
        {
            Opportunity = opportunity,
            State = JobState.Proved,
            Proofs = [new KeptProof(new Bytes(proof.ToBytes()), values)],
            Steps = [StepOf(new Commit(Boundless.CommitmentOf(prover.Signer.Account, fills)), 0), StepOf(new Deliver(fills), block + 50)],
        };
    }

    static Step StepOf<T>(in T action, ulong notBeforeBlock) where T : struct => Step.Of(Deed.Of(action, notBeforeBlock: notBeforeBlock));

    static void StopAfter(AgentNote note, AgentStep last, CancellationTokenSource stop)
    {
        if (note.Step == last) stop.Cancel();
    }

    static async Task<List<string>> EventsUntilAsync(MarketClient client, ulong sequence)
    {
        var events = new List<string>();
        await foreach (var happened in client.SubscribeAsync(1))
        {
            if (happened.Sequence > sequence) break;
            events.Add(happened.Event);
            if (happened.Sequence == sequence && happened.Event == "settled") break;
        }
        return events;
    }
}
