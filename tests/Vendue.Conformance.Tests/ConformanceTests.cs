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
        subjects[0].Open(subjects[0].Genesis).Actions.Where(a => a.Tag != ReportTag && !coverage.WasAccepted(a.Name)).Select(a => a.Name)
            .ShouldBeEmpty("these actions were never accepted, so nothing was learned of them (one that an office states needs its office in the entry's Offices); " + coverage.Report());
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Compositions))]
    public void No_composition_breaks_a_rule_that_every_market_keeps(string name)
    {
        var coverage = Season.Play(Subjects.Of(name), Season.GamesOfCompositions);
        output.WriteLine($"{name}: {coverage.Report()}");
        coverage.Accepted.ShouldBeGreaterThan(0);
    }
}
