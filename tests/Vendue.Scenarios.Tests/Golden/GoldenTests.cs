namespace Vendue.Scenarios.Tests.Golden;

/// <summary>
/// Released rules never change. To record what is missing: VENDUE_RECORD_GOLDEN=1 and these tests; what stands is never
/// overwritten. A journal of rules that were never released may be deleted and recorded again.
/// </summary>
public sealed class GoldenTests
{
    static readonly bool Recording = Environment.GetEnvironmentVariable("VENDUE_RECORD_GOLDEN") == "1";

    static GoldenTests()
    {
        if (Recording) Recorder.RecordMissing();
    }

    public static TheoryData<string> Journals => [.. Kept()];

    public static TheoryData<string, ushort> Versions => [.. Catalogue.Versions.Select(e => (e.Description.Name.ToString(), e.Description.Rules))];

    [Theory]
    [MemberData(nameof(Journals))]
    public void A_golden_journal_is_replayed_to_the_same_outcomes_and_states(string file)
    {
        var journal = GoldenJournal.Read(file);
        var market = Begin(journal);
        market.StateHash().ToString().ShouldBe(journal.State, "before the first command");
        for (int i = 0; i < journal.Entries.Count; i++)
        {
            var entry = journal.Entries[i];
            entry.Apply(market).Code.ShouldBe(entry.Outcome, $"command {i + 1}, {entry.Name}");
            market.StateHash().ToString().ShouldBe(entry.State, $"after command {i + 1}, {entry.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public void A_golden_journal_goes_on_from_a_snapshot_at_its_middle(string file)
    {
        var journal = GoldenJournal.Read(file);
        var market = Begin(journal);
        int middle = journal.Entries.Count / 2;
        foreach (var entry in journal.Entries.Take(middle)) entry.Apply(market);
        market = Catalogue.Restore(market.Genesis, market.Snapshot());
        foreach (var entry in journal.Entries.Skip(middle)) entry.Apply(market);
        market.StateHash().ToString().ShouldBe(journal.Entries[^1].State);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_version_of_every_module_has_golden_journals(string module, ushort rules) =>
        GoldenJournal.Files.Select(GoldenJournal.Read).SelectMany(j => RulesInForce.Of(j.Begun).BySlot).ShouldContain(m => m.Choice.Name == module && m.Choice.Rules == rules,
            $"Nothing keeps rules {rules} of '{module}' as they are. Write scenarios for it and record them: VENDUE_RECORD_GOLDEN=1.");

    [Fact]
    public void A_journal_that_stands_is_not_overwritten()
    {
        string file = GoldenJournal.Files.First();
        string before = File.ReadAllText(Path.Combine(GoldenJournal.Root, file));
        (GoldenJournal.Read(file) with { State = "another" }).TryKeep(file).ShouldBeFalse();
        File.ReadAllText(Path.Combine(GoldenJournal.Root, file)).ShouldBe(before);
    }

    static IEnumerable<string> Kept()
    {
        if (Recording) Recorder.RecordMissing();
        return GoldenJournal.Files;
    }

    static Market Begin(GoldenJournal journal) =>
        Catalogue.Restore(journal.Begun, GoldenEntry.Bytes(journal.Snapshot).Memory);
}
