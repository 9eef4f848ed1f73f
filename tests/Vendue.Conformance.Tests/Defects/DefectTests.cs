using Vendue.Conformance.Tests.Playing;

namespace Vendue.Conformance.Tests.Defects;

/// <summary>The games find what they look for: a mechanism with one defect of each kind fails, and the same one without it passes.</summary>
public sealed class DefectTests
{
    const int MostGames = 8;
    const int Acts = 250;

    public static TheoryData<Flaw, string> Flaws => new()
    {
        { Flaw.Throws, "the market threw" },
        { Flaw.SameKeyTwice, "the market threw: InvariantException: Two rows have the key" },
        { Flaw.HiddenState, "differ" },
        { Flaw.Chance, "differ" },
        { Flaw.Theft, "who never acted" },
        { Flaw.LateTheft, "who never acted" },
        { Flaw.Immortal, "never end" },
        { Flaw.BlindOpportunities, "opportunities could not be read" },
        { Flaw.WritingOpportunities, "differ" },
        { Flaw.BlindClaims, "claims of an action could not be read" },
        { Flaw.FrightenedProver, "a default participant threw" },
        { Flaw.Overdraft, "A holding of" },
        { Flaw.LeftHolding, "ends while" },
        { Flaw.LateOverflow, "a timer's arithmetic failed" },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public void A_defect_is_found_and_told_by_the_commands_that_show_it(Flaw flaw, string told)
    {
        var violation = Enumerable.Range(1, MostGames).Select(seed => Found(flaw, (ulong)seed)).OfType<Violation>().FirstOrDefault(v => v.Message.Contains(told, StringComparison.Ordinal));
        violation.ShouldNotBeNull();
        violation.Message.ShouldContain("VENDUE_SEED=");
    }

    [Fact]
    public void Every_kind_of_defect_has_a_test() => Flaws.Select(f => f.Data.Item1).Append(Flaw.None).Order().ShouldBe(Enum.GetValues<Flaw>());

    [Fact]
    public void Without_a_defect_nothing_is_found()
    {
        for (ulong seed = 1; seed <= MostGames; seed++) Found(Flaw.None, seed).ShouldBeNull();
    }

    [Fact]
    public void The_script_that_is_told_is_shortened_to_what_shows_the_defect()
    {
        var violation = Enumerable.Range(1, MostGames).Select(seed => Found(Flaw.Throws, (ulong)seed)).OfType<Violation>().First();
        var commands = violation.Message.Split('\n').Where(line => line.StartsWith("  t=", StringComparison.Ordinal)).ToArray();
        commands.Length.ShouldBeLessThan(4, violation.Message);
        commands[^1].ShouldContain("ask {");
    }

    [Fact]
    public void The_same_seed_plays_the_same_game()
    {
        var (one, other) = (Script(5), Script(5));
        one.Count.ShouldBeGreaterThanOrEqualTo(Acts);
        one.Zip(other).ShouldAllBe(pair => pair.First.Now == pair.Second.Now && pair.First.Sender == pair.Second.Sender && pair.First.Tag == pair.Second.Tag && pair.First.Body.SequenceEqual(pair.Second.Body));
    }

    static List<Act> Script(ulong seed)
    {
        var game = new Game(SubjectOf(Flaw.None), seed, new Coverage());
        game.Play(Acts);
        return game.Script;
    }

    static Violation? Found(Flaw flaw, ulong seed)
    {
        try
        {
            Season.Play(SubjectOf(flaw), seed, Acts, new Coverage());
            return null;
        }
        catch (Violation violation)
        {
            return violation;
        }
    }

    static Subject SubjectOf(Flaw flaw) => new(
        "flawed", flaw.ToString(),
        Subjects.GenesisOf(TimeUnit.Milliseconds, new Limits { Accounts = 100, Requests = 100, Holdings = 100, Timers = 200, Receipts = 10, Blobs = 100, Keys = 20, Lanes = 50, Transfers = 100 }, ["coin"], []),
        genesis => new Market(genesis, scope => new FlawedMechanism(scope, flaw)),
        (genesis, snapshot) => Market.Restore(genesis, scope => new FlawedMechanism(scope, flaw), snapshot),
        new Roles(new Racer(flaw), new Payer()), [1]);
}
