namespace Vendue.Kernel.Tests;

public sealed class BatchTests
{
    readonly TrialMarket trial = new("alice", "bob");

    [Fact]
    public void A_refused_item_undoes_its_own_writes_and_events_and_the_others_stand()
    {
        trial.Do("alice", new Give([new("bob", 1, false), new("carol", 5_000, false), new("dave", 2, true)])).IsApplied.ShouldBeTrue();
        trial.Market.Items.Select(i => i.Code).ShouldBe(["applied", "insufficient-balance", "trial-asked"]);
        trial.Market.Items[2].Kind.ShouldBe(OutcomeKind.Marked);
        trial.Market.Ledger.TryFind("carol", out Account _).ShouldBeFalse();
        trial.Free("bob").ShouldBe(1_001);
        trial.Free("dave").ShouldBe(2);
        trial.Market.Events.OfType<AccountOpened>().Select(o => o.Name).ShouldBe([(Name)"dave"]);
    }

    [Fact]
    public void A_refused_batch_undoes_all_its_items()
    {
        var before = trial.Market.StateHash();
        trial.Market.Apply(trial.By("alice"), new Give([new("carol", 5_000, false)])).Code.ShouldBe("trial-asked");
        trial.Market.Events.Count.ShouldBe(0);
        trial.Market.Ledger.TryFind("carol", out Account _).ShouldBeFalse();
        trial.Market.StateHash().ShouldNotBe(before, "the clock has counted the command");
        RowsBut(trial.Market, "clock").ShouldBe(RowsBut(new TrialMarket("alice", "bob").Market, "clock"));
    }

    [Fact]
    public void Items_are_those_of_the_last_command()
    {
        trial.Do("alice", new Give([new("bob", 1, false)]));
        trial.Do("alice", new Note([], false));
        trial.Market.Items.ShouldBeEmpty();
    }

    internal static IEnumerable<string> RowsBut(Market market, string but)
    {
        var rows = new List<string>();
        foreach (var table in market.Tables.Where(t => t.Name != but)) table.Visit((place, row) => rows.Add($"{table.Name} {place} {Convert.ToHexString(row.Span)}"));
        return rows;
    }
}
