using Vendue.Conformance.Tests.Playing;

namespace Vendue.Conformance.Tests;

/// <summary>
/// Every mechanism of the catalogue against the rules that every market keeps, by hostile games. VENDUE_SOAK=n plays n times
/// as many, VENDUE_SEED=s only the game of one seed.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    const int LeastCommands = 10_000;
    const int LeastShareApplied = 20;

    public static TheoryData<string> Names => [.. Subjects.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_command_breaks_a_rule_that_every_market_keeps(string name)
    {
        var subjects = Subjects.Of(name);
        var coverage = Season.Play(subjects);
        output.WriteLine($"{name}: {coverage.Report()}");
        if (Season.OnlySeed is not null) return;
        coverage.Commands.ShouldBeGreaterThanOrEqualTo(LeastCommands);
        (100 * coverage.Accepted / coverage.Commands).ShouldBeGreaterThanOrEqualTo(LeastShareApplied, "too few commands were accepted to reach a market's deeper states");
        subjects[0].Open(subjects[0].Genesis).Actions.Where(a => !coverage.WasAccepted(a.Name)).Select(a => a.Name)
            .ShouldBeEmpty("these actions were never accepted, so nothing was learned of them; " + coverage.Report());
    }
}
