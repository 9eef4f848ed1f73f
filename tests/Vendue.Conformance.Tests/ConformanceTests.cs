using Vendue.Conformance.Tests.Playing;

namespace Vendue.Conformance.Tests;

/// <summary>
/// Every mechanism of the catalogue against the rules that every market keeps, by hostile games. VENDUE_SOAK=n plays n times
/// as many, VENDUE_SEED=s only the game of one seed.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    /// <summary>The kernel's action that a mechanism may refuse always: not every one can drop a request.</summary>
    const ushort ReportTag = 10;

    /// <summary>Actions of the kernel that need a private input, parties of the beacon or a registrar, which these markets do not have; the kernel's own tests play them.</summary>
    static readonly string[] OfOthers = ["deliver-key", "commit-beacon", "reveal-link", "leave-beacon", "state-program", "revoke-program"];

    /// <summary>What the games do not reach yet: assignments signed outside the market, and the k-th approval of one claim. Scenarios and the mechanisms' own tests do.</summary>
    static readonly (string Mechanism, string Action)[] OutOfReach =
        [("taiko-assigned-blocks", "propose"), ("taiko-assigned-blocks", "approve"), ("taiko-assigned-blocks", "finality-pause"), ("boundless", "boundless-povw-complete-unstake")];

    const int LeastCommands = 10_000;
    const int LeastShareApplied = 20;

    public static TheoryData<string> Names => [.. Subjects.Names];

    public static TheoryData<string> Compositions => [.. Subjects.Compositions];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_command_breaks_a_rule_that_every_market_keeps(string name)
    {
        var subjects = Subjects.Of(name);
        var coverage = Season.Play(subjects, Season.Games);
        output.WriteLine($"{name}: {coverage.Report()}");
        if (Season.OnlySeed is not null) return;
        coverage.Commands.ShouldBeGreaterThanOrEqualTo(LeastCommands);
        (100 * coverage.Accepted / coverage.Commands).ShouldBeGreaterThanOrEqualTo(LeastShareApplied, "too few commands were accepted to reach a market's deeper states");
        var market = subjects[0].Open(subjects[0].Genesis);
        market.Actions.Where(a => !MayStayRefused(a, market) && !coverage.WasAccepted(a.Name)).Select(a => a.Name)
            .ShouldBeEmpty("these actions were never accepted, so nothing was learned of them (one that an office states needs its office in the entry's Offices); " + coverage.Report());
    }

    static bool MayStayRefused(ActionDescription action, Market market) =>
        action.Tag == ReportTag || OfOthers.Contains(action.Name) || OutOfReach.Contains((market.Genesis.Mechanism.ToString(), action.Name)) || (IsOfUpgrades(action) && !CanBeUpgraded(market));

    static bool IsOfUpgrades(ActionDescription action) => action.Name is "upgrade" or "withdraw-upgrade";

    static bool CanBeUpgraded(Market market) => market.Editions.InForce.BySlot.Any(m => Catalogue.Rulebook.MigrationOf(m.Choice.Name, m.Choice.Rules, m.Choice.Rules) is not null);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Compositions))]
    public void No_composition_breaks_a_rule_that_every_market_keeps(string name)
    {
        var coverage = Season.Play(Subjects.Of(name), Season.GamesOfCompositions);
        output.WriteLine($"{name}: {coverage.Report()}");
        coverage.Accepted.ShouldBeGreaterThan(0);
    }
}
