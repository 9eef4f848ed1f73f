using Vendue.Node.Journal;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Sequencing;

/// <summary>Snapshots shorten a start and decide nothing: whatever happens to them, the state is the journal's.</summary>
public sealed class SnapshotTests(Circuit circuit)
{
    static NodeOptions Options => LiveMarket.Quick with { TickEvery = TimeSpan.FromHours(1), CheckpointEvery = 2, SnapshotEvery = 2 };

    static string[] SnapshotsOf(LiveMarket market) => [.. Directory.GetFiles(Path.Combine(market.Options.Folder, "snapshots"), "*.snapshot").Order()];

    /// <summary>Enough commands for the state's rows, and a request in the history.</summary>
    async Task<(LiveMarket Market, string Before)> LiveAsync()
    {
        var market = await LiveMarket.StartAsync(Options);
        var owner = await market.AccountAsync();
        var client = await market.ClientAsync(owner);
        await LiveMarket.AskAsync(client, circuit, "kept");
        for (int i = 0; i < 150; i++) (await client.SendAsync(new AuthoriseKey(Hash32.Sha256([1]), [], (ulong)i))).Outcome.ShouldNotBe(OutcomeKind.Marked);
        var before = await TellAsync(market);
        return (market, before);
    }

    static async Task<string> TellAsync(LiveMarket market)
    {
        var client = await market.ClientAsync();
        return await LiveMarket.BooksAsync(client) + System.Text.Json.JsonSerializer.Serialize(await client.GetRequestsAsync(), WireJson.Options) + (await client.GetCheckpointAsync()).Checkpoint.State + (await client.GetMarketAsync()).Head;
    }

    [Fact]
    public async Task A_start_goes_on_from_the_newest_snapshot_and_comes_to_the_same_state_and_history()
    {
        var (market, before) = await LiveAsync();
        await using (market)
        {
            await market.RestartAsync();
            market.Node.Host.Recovered.Snapshot.ShouldBeGreaterThan(0ul);
            market.Node.Host.Recovered.PassedOver.ShouldBeEmpty();
            (await TellAsync(market)).ShouldBe(before);
            var owner = await market.AccountAsync();
            (await (await market.ClientAsync(owner)).SendAsync(new Withdraw(market.Node.Host.Genesis.Assets[0], 1, default))).IsApplied.ShouldBeTrue();
            await market.StopAsync();
            (await market.AuditAsync()).Findings.ShouldBeEmpty();
            await market.StartAgainAsync();
        }
    }

    [Fact]
    public async Task A_damaged_snapshot_is_passed_over_for_an_older_one_and_at_last_for_the_journal_alone()
    {
        var (market, before) = await LiveAsync();
        await using (market)
        {
            await market.StopAsync();
            foreach (int damaged in (int[])[1, 2])
            {
                var files = SnapshotsOf(market);
                files.Length.ShouldBe(2);
                foreach (string file in files[^damaged..]) await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^1]);
                await market.StartAgainAsync();
                market.Node.Host.Recovered.PassedOver.Count.ShouldBe(damaged);
                (market.Node.Host.Recovered.Snapshot > 0).ShouldBe(damaged == 1);
                (await TellAsync(market)).ShouldBe(before);
                await market.StopAsync();
            }
            await market.StartAgainAsync();
        }
    }

    [Fact]
    public async Task A_snapshot_of_another_state_than_the_journals_is_passed_over_however_whole_it_is()
    {
        var (market, before) = await LiveAsync();
        await using (market)
        {
            await market.StopAsync();
            foreach (string file in SnapshotsOf(market))
            {
                var snapshot = Snapshot.Decode(await File.ReadAllBytesAsync(file));
                var restored = Mechanisms.Catalogue.Restore(market.Node.Host.Genesis, snapshot.Rows.Memory);
                restored.Ledger.Issue(Account.Treasury, new Asset(0), 1, "forged");
                await File.WriteAllBytesAsync(file, (snapshot with { Rows = new Bytes(restored.Snapshot()), State = restored.StateHash() }).Encode());
            }
            await market.StartAgainAsync();
            market.Node.Host.Recovered.Snapshot.ShouldBe(0ul);
            market.Node.Host.Recovered.PassedOver.Count.ShouldBe(2);
            (await TellAsync(market)).ShouldBe(before);
        }
    }

    [Fact]
    public void A_snapshot_changed_in_any_byte_is_none()
    {
        var bytes = new Snapshot(Hash32.Sha256([1]), 7, Hash32.Sha256([2]), Hash32.Sha256([3]), new Bytes([1, 2, 3]), [new KeptRequest { State = "open" }]).Encode();
        Snapshot.Decode(bytes).Position.ShouldBe(7ul);
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 1;
            Should.Throw<EncodingException>(() => Snapshot.Decode(changed));
        }
        Should.Throw<EncodingException>(() => Snapshot.Decode(bytes.AsMemory(0, 20)));
    }
}
