using System.Text.Json;

namespace Vendue.Scenarios.Tests;

public sealed class ExpectationTests
{
    const string Request = """
        { "at": 5, "by": "c", "do": "request", "with": { "index": 1, "statement": {}, "offer": { "minPrice": "10", "maxPrice": "20",
          "rampUpStart": 10, "rampUpPeriod": 10, "lockTimeout": 20, "timeout": 30, "lockCollateral": "7" } },
          "remember": { "id": "version-posted.request", "A": "version-posted.digest" } }
        """;

    [Theory]
    [InlineData("\"expect\": \"refused:request-is-locked\"", "steps[1].expect", "refused:request-is-locked", "applied (Done.)")]
    [InlineData("\"balances\": { \"c\": { \"ETH\": \"86\" } }", "steps[1].balances.c.ETH", "86", "85")]
    [InlineData("\"held\": { \"ZKC\": \"8\" }", "steps[1].held.ZKC", "8", "7")]
    [InlineData("\"counts\": { \"locks\": 2 }", "steps[1].counts.locks", "2 rows", "1 rows")]
    [InlineData("\"items\": [\"applied\"]", "steps[1].items", "[applied]", "[]")]
    [InlineData("\"events\": [{ \"event\": \"settled\" }]", "steps[1].events[0]", "settled {}", "only [moved, moved, assigned, request-locked]")]
    public void A_wrong_expectation_is_told_with_its_step_what_was_expected_and_what_was_found(string expectation, string where, string expected, string found)
    {
        var failure = PlayLock(expectation).Failures.ShouldHaveSingleItem();
        failure.ShouldBe(new Failure(2, where, expected, found));
        failure.ToString().ShouldBe($"Step 2, {where}: expected {expected}, found {found}.");
    }

    [Fact]
    public void A_row_that_does_not_stand_is_told_with_those_that_do() =>
        PlayLock("\"rows\": { \"locks\": [{ \"price\": \"16\" }] }").Failures.ShouldHaveSingleItem().Found.ShouldContain("\"price\":\"15\"");

    [Fact]
    public void An_event_in_the_wrong_order_is_a_failure()
    {
        const string inOrder = "{ \"event\": \"moved\", \"asset\": \"ETH\" }, { \"event\": \"request-locked\" }";
        const string swapped = "{ \"event\": \"request-locked\" }, { \"event\": \"moved\", \"asset\": \"ETH\" }";
        PlayLock($"\"events\": [{inOrder}]").Passed.ShouldBeTrue();
        PlayLock($"\"events\": [{swapped}]").Passed.ShouldBeFalse();
    }

    [Fact]
    public void An_outcome_not_stated_must_be_applied_in_a_file_that_expects_anything() =>
        Play("""{ "at": 15, "by": "c", "do": "slash", "with": { "request": "$id" }, "counts": { "locks": 0 } }""").Failures.ShouldHaveSingleItem().Where.ShouldBe("steps[1].expect");

    [Fact]
    public void A_file_that_expects_nothing_is_a_story_in_which_any_outcome_will_do()
    {
        var report = Play("""{ "at": 15, "by": "c", "do": "slash", "with": { "request": "$id" } }""");
        report.Passed.ShouldBeTrue();
        report.Steps[1].Outcome.Code.ShouldBe("request-is-not-locked");
    }

    [Theory]
    [InlineData("""{ "at": 4 }""", "steps[1].at is 4, before that of the step before it, 5.")]
    [InlineData("""{ "by": "nobody", "do": "tick" }""", "steps[1].by: there is no account 'nobody'")]
    [InlineData("""{ "by": "c", "do": "sing" }""", "steps[1].do: 'boundless' has no action 'sing'")]
    [InlineData("""{ "by": "c", "do": "slash" }""", "steps[1].with.request is missing.")]
    [InlineData("""{ "by": "c", "do": "slash", "with": { "request": "$id", "colour": 1 } }""", "steps[1].with has no field 'colour'")]
    [InlineData("""{ "by": "c", "do": "slash", "with": { "request": "$unheard" } }""", "steps[1].with.request: nothing is called 'unheard' yet")]
    [InlineData("""{ "by": "c", "do": "slash", "with": { "request": "0x12" } }""", "steps[1].with.request must be 0x and 64 hexadecimal digits.")]
    [InlineData("""{ "rows": { "songs": [{}] } }""", "steps[1].rows.songs[0]: there is no table 'songs'")]
    [InlineData("""{ "balances": { "c": { "GOLD": "1" } } }""", "steps[1].balances.c.GOLD: there is no asset 'GOLD'")]
    [InlineData("""{ "let": { "x": { "rule": "none/such", "given": {} } } }""", "steps[1].let.x.rule: there is no rule 'none/such'")]
    [InlineData("""{ "let": { "x": { "rule": "boundless/price-at", "given": { "at": [7], "offer": { "minPrice": "0", "maxPrice": "1", "rampUpStart": 5, "rampUpPeriod": 18446744073709551615, "lockTimeout": 18446744073709551615, "timeout": 0, "lockCollateral": "0" } } } } }""", "steps[1].let.x.given: the numbers take 'boundless/price-at' beyond its range")]
    [InlineData("""{ "remember": { "x": "settled.fee" } }""", "steps[1].remember.x: the step told no 'settled'")]
    public void What_does_not_exist_is_refused_with_the_field_that_names_it(string step, string message) =>
        Should.Throw<ScenarioException>(() => Play(step)).Message.ShouldStartWith(message);

    [Fact]
    public void A_wrong_parameter_is_refused_with_its_range() =>
        Should.Throw<ScenarioException>(() => ScenarioPlayer.Play(Scenario.Read("""{ "title": "t", "mechanism": "boundless", "parameters": { "marketFeeBps": 10001 }, "steps": [] }""")))
            .Message.ShouldBe("marketFeeBps must be from 0 to 10000.");

    [Fact]
    public void The_report_in_JSON_says_all_that_the_story_says()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) ReportJson.Write(writer, PlayLock("\"expect\": \"refused:x\""));
        var report = JsonElement.Parse(bytes.ToArray());
        report.GetProperty("passed").GetBoolean().ShouldBeFalse();
        report.GetProperty("steps")[1].GetProperty("outcome").GetString().ShouldBe("applied");
        report.GetProperty("failures")[0].GetProperty("where").GetString().ShouldBe("steps[1].expect");
        report.GetProperty("held")[0].GetProperty("amount").GetString().ShouldBe("15");
    }

    [Fact]
    public void The_story_tells_who_did_what_which_money_moved_and_what_failed()
    {
        using var story = new StringWriter();
        Story.Write(story, PlayLock("\"expect\": \"refused:x\", \"note\": \"half-way\""));
        story.ToString().ShouldContain("15  p lock: applied");
        story.ToString().ShouldContain("# half-way");
        story.ToString().ShouldContain("15 ETH: c -> c's escrow (lock)");
        story.ToString().ShouldContain("FAILED  Step 2, steps[1].expect: expected refused:x, found applied (Done.).");
    }

    [Fact]
    public void A_vector_that_is_not_met_is_told_with_its_case()
    {
        const string file = """{ "title": "t", "rule": "boundless/flags-at", "cases": [ { "given": { "index": 0 }, "expect": { "offset": 0 } }, { "given": { "index": 1 }, "expect": { "offset": 3 } } ] }""";
        VectorPlayer.Play(VectorFile.Read(file)).Failures.ShouldHaveSingleItem().ShouldBe(new Failure(2, "cases[1].expect.offset", "3", "2"));
    }

    static ScenarioReport PlayLock(string expectation) =>
        Play($$"""{ "at": 15, "by": "p", "do": "lock", "with": { "request": "$id", "digest": "$A" }, {{expectation}} }""");

    static ScenarioReport Play(string step) =>
        ScenarioPlayer.Play(Scenario.Read($$"""{ "title": "t", "mechanism": "boundless", "accounts": { "c": { "ETH": "100" }, "p": { "ZKC": "100" } }, "steps": [ {{Request}}, {{step}} ] }"""));
}
