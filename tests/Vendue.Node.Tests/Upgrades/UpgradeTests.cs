using Vendue.Node.Journal;
using Vendue.Node.Tests.Running;

namespace Vendue.Node.Tests.Upgrades;

public sealed class UpgradeTests
{
    static readonly MarketSettings RulesOne = new() { Mechanism = "lagrange-dara", Rules = 1, Development = true, Time = TimeUnit.Milliseconds, UpgradeNotice = TimeSpan.Zero };

    [Fact]
    public async Task A_live_market_goes_over_to_other_rules_and_is_restarted_and_audited_under_them()
    {
        await using var market = await LiveMarket.StartAsync(settings: RulesOne);
        var governor = await market.ClientAsync(market.Node.Keys.Custodian);
        governor.Rules.Mechanism.Rules.ShouldBe((ushort)1);
        var announced = await governor.SendAsync(new Upgrade("lagrange-dara", 2, default, (await governor.GetMarketAsync()).Now + 200));
        announced.IsApplied.ShouldBeTrue(announced.Message);
        (await governor.GetMarketAsync()).Upgrades.ShouldAllBe(u => u.Rules == 2);
        await UpgradedAsync(governor);
        await governor.ReadRulesAsync();
        governor.Rules.Mechanism.Rules.ShouldBe((ushort)2);
        (await governor.GetMarketAsync()).Upgrades.ShouldBeEmpty();

        var owner = await market.AccountAsync();
        await market.RestartAsync();
        var again = await market.ClientAsync(owner);
        again.Rules.Mechanism.Rules.ShouldBe((ushort)2);
        (await again.SendAsync(new Withdraw(again.Genesis.Assets[0], 1, default))).IsApplied.ShouldBeTrue();
        await market.StopAsync();
        var report = await market.AuditAsync();
        report.Findings.ShouldBeEmpty();
        await market.StartAgainAsync();
    }

    [Fact]
    public async Task Rules_that_the_node_does_not_have_never_reach_the_journal()
    {
        await using var market = await LiveMarket.StartAsync(settings: RulesOne);
        var governor = await market.ClientAsync(market.Node.Keys.Custodian);
        var turnedAway = await Should.ThrowAsync<MarketClientException>(governor.SendAsync(new Upgrade("lagrange-dara", 9, default, ulong.MaxValue)));
        turnedAway.Code.ShouldBe("rules-unknown");
        turnedAway.Message.ShouldContain("no way from rules 1 of 'lagrange-dara' to rules 9");
        turnedAway.Message.ShouldContain("it has rules 1, 2");
    }

    [Fact]
    public async Task A_journal_that_needs_rules_which_the_program_does_not_have_says_which_and_where()
    {
        await using var market = await LiveMarket.StartAsync(settings: RulesOne);
        await market.AccountAsync();
        var governor = market.Node.Keys.Custodian.Address;
        await market.StopAsync();
        ulong position = Forge(market, new Upgrade("lagrange-dara", 9, default, ulong.MaxValue), governor);
        var missing = await Should.ThrowAsync<JournalException>(market.StartAgainAsync());
        missing.Code.ShouldBe("rules-missing");
        missing.Message.ShouldBe($"Entry {position}: The market's journal needs rules 9 of 'lagrange-dara', after rules 1; this program has rules 1, 2. Replay it with a program that has them.");
        (await market.AuditAsync()).Findings.ShouldContain(f => f.Code == "rules-missing" && f.Message == missing.Message);
        Sql.Run(VendueNode.JournalPath(market.Options.Folder), "DELETE FROM groups WHERE first = $0", (long)position);
        await market.StartAgainAsync();
    }

    /// <summary>Appends what a later program would have journaled.</summary>
    static ulong Forge(LiveMarket market, Upgrade upgrade, Name governor)
    {
        using var journal = SqliteJournal.Open(VendueNode.JournalPath(market.Options.Folder), null);
        ulong epoch = journal.TakeOver();
        var genesis = Codec<Genesis>.Of.Decode(journal.Genesis);
        var last = Codec<JournalEntry>.Of.Decode(journal.Read().Last().Entries[^1]);
        var entry = new JournalEntry { Now = last.Now, Block = last.Block, Command = new SignedCommand(CommandEnvelope.Of(genesis.Hash(), governor, default, 7, 1, 0, upgrade), default) };
        byte[] bytes = Codec<JournalEntry>.Of.Encode(entry);
        ulong position = journal.Position + 1;
        journal.Append(epoch, journal.Position, new CommitGroup(position, [bytes], JournalEntry.Chain(journal.Head, bytes)), new Projection([], []));
        return position;
    }

    static async Task UpgradedAsync(MarketClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await foreach (var happened in client.SubscribeAsync(1, patience.Token))
            if (happened.Event == "upgraded") return;
    }
}
