namespace Vendue.Scenarios.Tests;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("[]", "The file must be an object.")]
    [InlineData("{", "The file is no JSON")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [], "colour": 1 }""", "The file has no field 'colour'; it may have: $schema, title,")]
    [InlineData("""{ "title": "t", "title": "u", "mechanism": "none", "steps": [] }""", "title stands twice.")]
    [InlineData("""{ "mechanism": "none", "steps": [] }""", "title is missing.")]
    [InlineData("""{ "title": "t", "mechanism": "none" }""", "steps is missing.")]
    [InlineData("""{ "title": "t", "mechanism": "none", "accounts": { "a": { "ETH": 5 } }, "steps": [] }""", "accounts.a.ETH must be an amount: a string of decimal digits.")]
    [InlineData("""{ "title": "t", "mechanism": "none", "accounts": { "a": { "ETH": "-5" } }, "steps": [] }""", "accounts.a.ETH must be an amount: a string of decimal digits.")]
    [InlineData("""{ "title": "t", "mechanism": "none", "accounts": { "a b": {} }, "steps": [] }""", "accounts.a b: 'a b' is no name")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [{ "at": -1 }] }""", "steps[0].at must be a whole number")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [{ "expect": "done" }] }""", "steps[0].expect must be \"applied\", \"marked:code\" or \"refused:code\".")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [{ "do": "lock" }] }""", "steps[0].by is missing")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [{ "by": "a" }] }""", "steps[0].do is missing")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [{ "verdicts": ["maybe"] }] }""", "steps[0].verdicts[0] must be \"valid\", \"invalid\" or \"unexecutable\".")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [{ "balances": { "a": { "ETH": "1e3" } } }] }""", "steps[0].balances.a.ETH must be an amount")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [{ "colour": 1 }] }""", "steps[0] has no field 'colour'")]
    [InlineData("""{ "title": "t", "mechanism": "none", "time": "hours", "steps": [] }""", "time must be \"seconds\" or \"milliseconds\".")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [], "finally": { "conserved": false } }""", "finally.conserved can only be true")]
    public void A_file_that_is_no_scenario_is_refused_with_the_field_at_fault(string file, string message) =>
        Should.Throw<ScenarioException>(() => Scenario.Read(file)).Message.ShouldStartWith(message);

    [Fact]
    public void A_file_beyond_the_longest_is_refused_before_it_is_parsed() =>
        Should.Throw<ScenarioException>(() => Scenario.Read(new string('[', Scenario.LongestFile + 1))).Message.ShouldContain("characters");

    [Fact]
    public void A_file_nested_too_deeply_is_refused() =>
        Should.Throw<ScenarioException>(() => Scenario.Read(new string('[', 100_000))).Message.ShouldStartWith("The file is no JSON");

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() =>
        Scenario.Read("""{ "title": "t", /* why */ "mechanism": "none", "steps": [ { "at": 1, }, ], } // end""").Steps.Count.ShouldBe(1);

    [Fact]
    public void An_unknown_mechanism_is_named_when_played() =>
        Should.Throw<ScenarioException>(() => ScenarioPlayer.Play(Scenario.Read("""{ "title": "t", "mechanism": "none", "steps": [] }""")))
            .Message.ShouldStartWith("mechanism: there is no 'none'");
}
