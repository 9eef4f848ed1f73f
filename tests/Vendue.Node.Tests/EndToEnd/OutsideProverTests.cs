using Vendue.Mechanisms;
using Vendue.Node.Tests.Running;
using Vendue.Prover;
using Vendue.Prover.Outside;

namespace Vendue.Node.Tests.EndToEnd;

/// <summary>A node, an agent, and an outside prover in a process of its own, together.</summary>
public sealed class OutsideProverTests(Circuit circuit)
{
    const string ListedAfterCommit = "committed proof-received settled";
    static readonly MarketSettings race = new() { Mechanism = "open-race", Development = true, Time = TimeUnit.Milliseconds };

    [Fact]
    public async Task An_agent_with_an_outside_prover_earns_the_price_of_a_real_proof()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync("Honest", folder);
        await LiveMarket.AskAsync(requester, circuit, "outside", price: 1_000);
        await using (var agent = await AgentAsync(market, owner, folder, prover))
        {
            await Waiting.ForEventAsync(requester, e => e.Event == "settled");
            Noted(folder, "proven").ShouldBe(1, "the agent has the circuit too, and leaves it to the outside prover");
            (await requester.GetAccountAsync(owner.Address))!.Balances["ETH"].ShouldBe(LiveMarket.Plenty + 1_000);
        }
        await market.StopAsync();
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agent_that_starts_again_amid_a_job_finds_it_by_its_id_and_has_it_not_proven_twice()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync("Waiting", folder);
        await LiveMarket.AskAsync(requester, circuit, "amid");
        await using (await AgentAsync(market, owner, folder, prover)) await UntilAsync(() => Noted(folder, "submitted") == 1);
        File.WriteAllText(folder.Of("go"), "");
        await using var after = await AgentAsync(market, owner, folder, prover);
        await Waiting.ForEventAsync(requester, e => e.Event == "settled");
        (Noted(folder, "submitted"), Noted(folder, "resumed"), Noted(folder, "proven")).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task An_agent_and_a_prover_that_both_die_lose_nothing()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await LiveMarket.AskAsync(requester, circuit, "both");
        await using (var first = await StartAsync("Waiting", folder))
        await using (await AgentAsync(market, owner, folder, first)) await UntilAsync(() => Noted(folder, "submitted") == 1);
        File.WriteAllText(folder.Of("go"), "");
        await using var second = await StartAsync("Waiting", folder);
        await using var after = await AgentAsync(market, owner, folder, second);
        await Waiting.ForEventAsync(requester, e => e.Event == "settled");
        (Noted(folder, "started"), Noted(folder, "resumed"), Noted(folder, "proven")).ShouldBe((2, 1, 1));
    }

    [Theory]
    [InlineData("WrongProof")]
    [InlineData("OtherStatement")]
    public async Task A_lying_prover_delivers_nothing_and_its_agent_takes_on_nothing_more(string conduct)
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync(conduct, folder);
        await LiveMarket.AskAsync(requester, circuit, "first");
        await using var agent = await AgentAsync(market, owner, folder, prover);
        await UntilAsync(() => prover.Broken is not null);
        var (left, _, _) = await LiveMarket.AskAsync(requester, circuit, "second");
        await UntilAsync(() => agent.Notes.Count(n => n.Step == AgentStep.Failed && n.Text.Contains("left alone", StringComparison.Ordinal)) > 1);
        (await requester.GetRequestAsync(left))!.State.ShouldBe("open");
        ulong last = (await requester.GetMarketAsync()).Sequence;
        await foreach (var happened in requester.SubscribeAsync(1))
        {
            ListedAfterCommit.Split(' ').ShouldNotContain(happened.Event);
            if (happened.Sequence >= last) break;
        }
    }

    [Fact]
    public async Task A_draining_agent_has_its_outside_prover_finish_what_was_undertaken()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync("Waiting", folder);
        var (undertaken, _, _) = await LiveMarket.AskAsync(requester, circuit, "undertaken");
        await using (await AgentAsync(market, owner, folder, prover)) await UntilAsync(() => Noted(folder, "submitted") == 1);
        var (left, _, _) = await LiveMarket.AskAsync(requester, circuit, "left alone");
        await using var draining = await AgentAsync(market, owner, folder, prover, drain: true);
        File.WriteAllText(folder.Of("go"), "");
        await draining.Running.WaitAsync(TimeSpan.FromSeconds(60));
        (await requester.GetRequestAsync(undertaken))!.State.ShouldBe("settled");
        (await requester.GetRequestAsync(left))!.State.ShouldBe("open");
    }

    [Fact]
    public async Task A_race_that_another_prover_won_is_cancelled_at_the_outside_prover_long_before_its_deadline()
    {
        await using var market = await LiveMarket.StartAsync(settings: race);
        var requester = await market.ClientAsync(await market.AccountAsync());
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync("Waiting", folder);
        var request = await RaceAsync(requester);
        await using var slow = await AgentAsync(market, await market.AccountAsync(), folder, prover);
        await UntilAsync(() => Noted(folder, "submitted") == 1);
        await using (new RunningAgent(await market.ClientAsync(await market.AccountAsync()), circuit, folder.Of("quick"), CancellationToken.None))
            await UntilAsync(() => slow.Notes.Any(n => n.Step == AgentStep.Dropped));
        slow.Notes.Single(n => n.Step == AgentStep.Dropped).ShouldSatisfyAllConditions(n => n.Request.ShouldBe(request), n => n.Code.ShouldBe("unwanted"));
        (Noted(folder, "cancelled"), Noted(folder, "proven")).ShouldBe((1, 0));
        Directory.GetDirectories(folder.Of("outside")).ShouldBeEmpty("the input of a cancelled job is nobody's any more");
        (await requester.GetRequestAsync(request))!.State.ShouldBe("settled");
    }

    [Fact]
    public async Task A_job_that_was_lost_while_the_agent_was_away_is_cancelled_when_it_comes_back()
    {
        await using var market = await LiveMarket.StartAsync(settings: race);
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync("Waiting", folder);
        await RaceAsync(requester);
        await using (await AgentAsync(market, owner, folder, prover)) await UntilAsync(() => Noted(folder, "submitted") == 1);
        await using (new RunningAgent(await market.ClientAsync(await market.AccountAsync()), circuit, folder.Of("quick"), CancellationToken.None))
            await Waiting.ForEventAsync(requester, e => e.Event.EndsWith("settled", StringComparison.Ordinal));
        await using var back = await AgentAsync(market, owner, folder, prover);
        await UntilAsync(() => back.Notes.Any(n => n.Step == AgentStep.Dropped));
        (Noted(folder, "cancelled"), Noted(folder, "proven")).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_draining_agent_cancels_what_it_only_races_for()
    {
        await using var market = await LiveMarket.StartAsync(settings: race);
        var requester = await market.ClientAsync(await market.AccountAsync());
        var owner = await market.AccountAsync();
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync("Waiting", folder);
        var request = await RaceAsync(requester);
        await using (await AgentAsync(market, owner, folder, prover)) await UntilAsync(() => Noted(folder, "submitted") == 1);
        await using (var draining = await AgentAsync(market, owner, folder, prover, drain: true)) await draining.Running.WaitAsync(TimeSpan.FromSeconds(60));
        Noted(folder, "cancelled").ShouldBe(1);
        File.WriteAllText(folder.Of("go"), "");
        await using var after = await AgentAsync(market, owner, folder, prover);
        await Waiting.ForEventAsync(requester, e => e.Event.EndsWith("settled", StringComparison.Ordinal));
        (await requester.GetRequestAsync(request))!.State.ShouldBe("settled", "what was given up is taken up anew while it is still wanted");
    }

    [Fact]
    public async Task What_the_generator_refuses_is_reported_without_asking_the_outside_prover()
    {
        await using var market = await LiveMarket.StartAsync();
        var requester = await market.ClientAsync(await market.AccountAsync());
        var action = await LiveMarket.ActionAsync(requester, circuit, "impossible");
        var statement = action.Statement with { Input = await requester.PutBlobAsync("""{ "start": "1", "nonsense": "2" }"""u8.ToArray()), Generator = await requester.PutBlobAsync(Circuit.Generator) };
        (await requester.SendAsync(action with { Statement = statement })).ThrowIfRefused();
        using var folder = new TemporaryFolder();
        await using var prover = await StartAsync("Honest", folder);
        await using var agent = await AgentAsync(market, await market.AccountAsync(), folder, prover);
        await Waiting.ForEventAsync(requester, e => e.Event == "reported");
        Noted(folder, "submitted").ShouldBe(0);
    }

    async Task<Hash32> RaceAsync(MarketClient requester)
    {
        await requester.PutProgramAsync(circuit.VerifyingKey.ToBytes());
        ulong now = (await requester.GetMarketAsync()).Now;
        var (request, _) = await new Requester(requester).AskAsync(new Wish
        {
            Account = requester.Signer!.Account,
            Statement = new Statement { Program = circuit.Program, Input = await requester.PutBlobAsync(Circuit.InputOf("race")), Work = 877 },
            Ceiling = 100_000,
            Now = now,
            UnitsPerSecond = requester.Market.UnitsPerSecond,
            Deadline = now + (600 * requester.Market.UnitsPerSecond),
            Index = 1,
        });
        return request;
    }

    Task<OutsideProver> StartAsync(string conduct, TemporaryFolder folder) => OutsideProver.StartAsync(new OutsideProverOptions
    {
        Command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Vendue.Prover.TestHost.dll"), conduct, circuit.Folder, folder.Path],
        Folder = folder.Of("outside"),
        RestartAfter = TimeSpan.FromMilliseconds(1),
        MostFailures = 2,
    }, _ => { }, CancellationToken.None);

    async Task<RunningAgent> AgentAsync(LiveMarket market, OwnerKey owner, TemporaryFolder folder, OutsideProver prover, bool drain = false) =>
        new(await market.ClientAsync(owner), circuit, folder.Of("agent"), CancellationToken.None, drain: drain, outside: prover.Programs);

    static int Noted(TemporaryFolder folder, string what) => File.Exists(folder.Of(what)) ? File.ReadAllLines(folder.Of(what)).Length : 0;

    static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
