namespace Vendue.Cli.Tests.Scenarios;

public sealed class PlayCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Written(string text)
    {
        File.WriteAllText(folder["file.json"], text);
        return folder["file.json"];
    }

    string Opening(string expectation) => Written($$"""
        {
          // A market in which nothing happens but the passing of time.
          "title": "Time passes", "mechanism": "boundless",
          "accounts": { "ann": { "ETH": "5" } },
          "steps": [ { "at": 10 {{expectation}} } ],
        }
        """);

    [Fact]
    public async Task A_scenario_whose_expectations_hold_is_told_and_succeeds()
    {
        var run = await VendueCommand.RunAsync("play", Opening(""", "balances": { "ann": { "ETH": "5" } } """));
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("Time passes");
        run.Output.ShouldContain("Final books");
        run.Output.ShouldNotContain("FAILED");
    }

    [Fact]
    public async Task A_scenario_without_expectations_is_a_story() =>
        (await VendueCommand.RunAsync("play", Opening(""))).ExitCode.ShouldBe(0);

    [Fact]
    public async Task An_expectation_that_does_not_hold_is_named_and_fails()
    {
        var file = Opening(""", "balances": { "ann": { "ETH": "6" } } """);
        var run = await VendueCommand.RunAsync("play", file);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("steps[0].balances.ann.ETH");
        var machine = await VendueCommand.RunAsync("play", file, "--json");
        machine.ExitCode.ShouldBe(1);
        ((bool)machine.Json["passed"]!).ShouldBeFalse();
        machine.Json["failures"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    public async Task Vectors_of_a_rule_are_checked(int delay, int exitCode)
    {
        var file = Written($$"""
            { "title": "The least times", "rule": "boundless/sdk-timing",
              "cases": [ { "given": { "work": 0 }, "expect": { "delay": {{delay}}, "rampUpPeriod": 600, "lockTimeout": 1800, "timeout": 3600 } } ] }
            """);
        var run = await VendueCommand.RunAsync("play", file, "--json");
        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Json["answers"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "title": "t", "mechanism": "none", "steps": [] }""")]
    [InlineData("""{ "title": "t", "rule": "none", "cases": [ { "given": {}, "expect": {} } ] }""")]
    public async Task A_file_that_cannot_be_used_is_told_in_one_sentence(string text) =>
        (await VendueCommand.FailAsync(2, "play", Written(text))).ShouldBe("scenario-unusable");

    [Fact]
    public async Task A_missing_file_is_named() => (await VendueCommand.FailAsync(2, "play", folder["none.json"])).ShouldBe("file-not-found");
}
