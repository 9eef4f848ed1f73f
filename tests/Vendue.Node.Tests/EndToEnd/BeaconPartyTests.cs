using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.EndToEnd;

/// <summary>A beacon of two parties on a running node, each with a program of its own.</summary>
public sealed class BeaconPartyTests(Circuit circuit)
{
    [Fact]
    public async Task Two_parties_make_values_with_the_operator_and_an_audit_finds_them_true()
    {
        var (ann, bob) = (OwnerKey.Generate(), OwnerKey.Generate());
        await using var market = await LiveMarket.StartAsync(LiveMarket.Quick with { BeaconEvery = TimeSpan.FromMilliseconds(1) }, new MarketSettings { Mechanism = "boundless", Development = true, Time = TimeUnit.Milliseconds, BeaconParties = [ann.Address, bob.Address], Beacon = new BeaconTerms { Bound = 600_000, Quorum = 2 } });
        using var stop = new CancellationTokenSource();
        var parties = new List<Task>();
        foreach (var (key, secret) in ((OwnerKey, byte)[])[(ann, 1), (bob, 2)])
            parties.Add(new BeaconAgent(await market.ClientAsync(key), new BeaconChain(Hash32.Sha256([secret]))).RunAsync(stop.Token));
        var watcher = await market.ClientAsync();
        await LiveMarket.AskAsync(await market.ClientAsync(await market.AccountAsync()), circuit, "that time passes for");
        await Waiting.ForEventAsync(watcher, e => e.Event == "beacon-revealed" && e.Body.GetProperty("round").GetUInt64() == 3);
        await stop.CancelAsync();
        foreach (var party in parties) await Should.ThrowAsync<OperationCanceledException>(party);
        var beacon = await watcher.GetBeaconAsync();
        beacon.Round.ShouldBeGreaterThanOrEqualTo(3ul);
        beacon.Parties.Select(p => p.Account).ShouldBe([ann.Address, bob.Address], ignoreOrder: true);
        await market.StopAsync();
        (await market.AuditAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_chain_knows_each_of_its_links_and_no_other()
    {
        var chain = new BeaconChain(Hash32.Sha256([7]));
        chain.PlaceOf(chain.Anchor).ShouldBe(0ul);
        foreach (ulong place in (ulong[])[1, 2, 1_024, 1_025, BeaconChain.Length]) chain.PlaceOf(chain.ValueOf(place)).ShouldBe(place);
        chain.PlaceOf(Hash32.Sha256([8])).ShouldBeNull();
    }
}
