namespace Vendue.Scenarios.Tests;

public sealed class ExampleTests
{
    public static TheoryData<string> Scenarios => Examples.Named(".scenario.json");

    public static TheoryData<string> Vectors => Examples.Named(".vectors.json");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_example_scenario_comes_out_as_it_says(string file) =>
        ScenarioPlayer.Play(Scenario.Read(Examples.Read(file))).Failures.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_example_scenario_ends_in_the_same_state_when_played_again(string file)
    {
        var scenario = Scenario.Read(Examples.Read(file));
        ScenarioPlayer.Play(scenario).StateHash.ShouldBe(ScenarioPlayer.Play(scenario).StateHash);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_example_vector_is_met(string file) =>
        VectorPlayer.Play(VectorFile.Read(Examples.Read(file))).Failures.ShouldBeEmpty();
}
