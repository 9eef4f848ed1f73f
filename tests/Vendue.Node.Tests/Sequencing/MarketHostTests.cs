using Vendue.Node.Journal;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Sequencing;

public sealed class MarketHostTests
{
    [Fact]
    public async Task A_journal_that_another_node_took_over_stops_the_market_with_its_reason_and_answers_nobody()
    {
        await using var market = await LiveMarket.StartAsync();
        var owner = await market.AccountAsync();
        using (var other = SqliteJournal.Open(VendueNode.JournalPath(market.Options.Folder), null)) other.TakeOver();
        using var client = await MarketClient.ConnectAsync(market.Node.Address, new MarketClientOptions { Signer = owner, Retries = 0 });
        (await Should.ThrowAsync<MarketClientException>(client.SendAsync(new Withdraw(client.Genesis.Assets[0], 1, default)))).Code.ShouldBe("stopping");
        (await Should.ThrowAsync<JournalException>(market.Node.Completion)).Code.ShouldBe("journal-superseded");
        (await Should.ThrowAsync<MarketClientException>(client.GetBooksAsync())).Code.ShouldBe("stopping");
        using var health = await market.Http.GetAsync("/health");
        ((int)health.StatusCode).ShouldBe(503);

        await market.RestartAsync();
        (await (await market.ClientAsync(owner)).SendAsync(new Withdraw(market.Node.Host.Genesis.Assets[0], 1, default))).IsApplied.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_node_in_a_folder_is_turned_away_and_the_first_goes_on()
    {
        await using var market = await LiveMarket.StartAsync();
        (await Should.ThrowAsync<JournalException>(VendueNode.StartAsync(market.Options, null, CancellationToken.None))).Message.ShouldContain("Another node runs");
        var owner = await market.AccountAsync();
        (await (await market.ClientAsync(owner)).GetAccountAsync(owner.Address)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_taken_address_leaves_the_folder_free_for_the_next_start()
    {
        await using var market = await LiveMarket.StartAsync();
        using var folder = new TemporaryFolder();
        var options = market.Options with { Folder = folder.Path, Listen = market.Node.Address.ToString() };
        var settings = new MarketSettings { Mechanism = "boundless" };
        await Should.ThrowAsync<IOException>(VendueNode.StartAsync(options, settings, CancellationToken.None));
        await using var again = await VendueNode.StartAsync(options with { Listen = "http://127.0.0.1:0" }, null, CancellationToken.None);
    }

    [Fact]
    public async Task A_node_with_subscribers_stops_without_waiting_for_them()
    {
        await using var market = await LiveMarket.StartAsync();
        await market.AccountAsync();
        using var response = await market.Http.GetAsync("/v1/events?from=1", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).ShouldBe("id: 1.0");
        var rest = reader.ReadToEndAsync();
        await market.Node.DisposeAsync();
        (await rest).ShouldContain("event: account-opened");
    }

    [Fact]
    public async Task A_browser_that_comes_back_gets_what_it_missed_and_nothing_twice()
    {
        await using var market = await LiveMarket.StartAsync();
        await market.AccountAsync();
        await market.AccountAsync();
        var all = await IdsAsync(market, null, 4);
        (await IdsAsync(market, all[1], 2)).ShouldBe(all[2..]);
    }

    [Fact]
    public async Task A_lost_beacon_secret_is_said_to_be_lost()
    {
        await using var market = await LiveMarket.StartAsync();
        await market.Node.DisposeAsync();
        File.Delete(Path.Combine(market.Options.Folder, "keys", "beacon.secret"));
        (await Should.ThrowAsync<JournalException>(VendueNode.StartAsync(market.Options, null, CancellationToken.None))).Code.ShouldBe("beacon-secret-lost");
    }

    [Fact]
    public async Task A_lost_operators_key_is_said_to_be_lost()
    {
        await using var market = await LiveMarket.StartAsync();
        await market.Node.DisposeAsync();
        File.Delete(NodeKeys.OperatorPath(market.Options.Folder));
        (await Should.ThrowAsync<JournalException>(VendueNode.StartAsync(market.Options, null, CancellationToken.None))).Code.ShouldBe("operator-key-lost");
    }

    [Fact]
    public async Task A_journal_whose_replay_gives_another_state_is_not_served()
    {
        await using var market = await LiveMarket.StartAsync();
        await market.AccountAsync();
        await market.Node.DisposeAsync();
        using (var fraud = new DishonestOperator(market.Options.Folder)) fraud.Restate(c => c with { State = default });
        (await Should.ThrowAsync<JournalException>(VendueNode.StartAsync(market.Options, null, CancellationToken.None))).Code.ShouldBe("state-differs");
    }

    [Fact]
    public async Task A_failing_query_is_its_callers_alone()
    {
        await using var market = await LiveMarket.StartAsync();
        await Should.ThrowAsync<InvalidOperationException>(market.Node.Host.QueryAsync<int>(_ => throw new InvalidOperationException("a defect"), CancellationToken.None));
        (await market.Node.Host.QueryAsync(v => v.Market.Ledger.Assets, CancellationToken.None)).ShouldBe(2);
    }

    [Theory]
    [InlineData(TimeUnit.Seconds, 2_000_000_000UL)]
    [InlineData(TimeUnit.Milliseconds, 2_000_000_000_000UL)]
    public void The_clock_never_goes_behind_the_market(TimeUnit unit, ulong ahead)
    {
        var genesis = new MarketSettings { Mechanism = "boundless", Time = unit }.ToGenesis("custodian", default, DateTimeOffset.UnixEpoch);
        var market = Mechanisms.Catalogue.Open(genesis);
        var clock = new Node.Sequencing.MarketClock(TimeProvider.System, unit, TimeSpan.FromSeconds(1));
        clock.Next(market).Now.ShouldBeLessThan(ahead);
        market.Ledger.TryFind("sequencer", out Account sequencer).ShouldBeTrue();
        market.Apply(new Command { Now = ahead, Block = ulong.MaxValue, Sender = sequencer }, new Tick()).IsApplied.ShouldBeTrue();
        clock.Next(market).ShouldBe((ahead, ulong.MaxValue));
    }

    [Fact]
    public void Each_value_of_the_beacon_hashes_to_the_one_before_it()
    {
        var chain = new BeaconChain(Hash32.Sha256([7]));
        Hash32.Sha256(chain.ValueOf(1).ToArray()).ShouldBe(chain.Anchor);
        foreach (ulong round in (ulong[])[1, 2, 1023, 1024, 1025, BeaconChain.Length - 1])
            Hash32.Sha256(chain.ValueOf(round + 1).ToArray()).ShouldBe(chain.ValueOf(round));
        Should.Throw<ArgumentOutOfRangeException>(() => chain.ValueOf(BeaconChain.Length + 1UL));
    }

    static async Task<List<string>> IdsAsync(LiveMarket market, string? last, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        using var response = await market.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var ids = new List<string>();
        while (ids.Count < count)
            if (await reader.ReadLineAsync() is { } line && line.StartsWith("id: ", StringComparison.Ordinal)) ids.Add(line[4..]);
        return ids;
    }
}
