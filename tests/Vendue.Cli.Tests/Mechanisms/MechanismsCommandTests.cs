using Vendue.Mechanisms;

namespace Vendue.Cli.Tests.Mechanisms;

public sealed class MechanismsCommandTests
{
    public static TheoryData<string> Names => [.. Catalogue.Names];

    [Fact]
    public async Task Every_mechanism_is_listed()
    {
        var list = await VendueCommand.RunAsync("mechanisms");
        list.ExitCode.ShouldBe(0);
        var names = (await VendueCommand.DoAsync("mechanisms"))["mechanisms"]!.AsArray().Select(m => (string)m!["name"]!).ToList();
        names.ShouldBe(Catalogue.Names);
        foreach (var name in names) list.Output.ShouldContain(name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_mechanism_explains_itself_on_one_page(string name)
    {
        var entry = Catalogue.Modules.Single(m => m.Description.Name == name);
        var page = await VendueCommand.RunAsync("mechanisms", "show", name);
        page.ExitCode.ShouldBe(0);
        foreach (var title in (string[])["Parameters", "Actions", "Sources", "Known attacks"]) page.Output.ShouldContain("\n" + title + "\n");
        page.Output.Split('\n').Max(line => line.Length).ShouldBeLessThan(300);

        var machine = await VendueCommand.DoAsync("mechanisms", "show", name);
        machine["parameters"]!["properties"]!.AsObject().Select(p => p.Key).ShouldBe(entry.Parameters.Shape.Fields.Select(f => f.Name));
        machine["defaults"]!.AsObject().Count.ShouldBe(entry.Parameters.Shape.Fields.Count);
        machine["actions"]!.AsArray().ShouldNotBeEmpty();
        machine["actions"]!.AsArray().ShouldAllBe(a => (int)a!["tag"]! >= 64);
    }

    [Fact]
    public async Task A_parameter_is_told_with_its_meaning_range_and_default()
    {
        var page = (await VendueCommand.RunAsync("mechanisms", "show", "boundless")).Output.ReplaceLineEndings(" ");
        page.ShouldContain("slashingBurnBps (0 to 65535, default 5000): The part of a slashed collateral that is burnt");
    }

    [Fact]
    public async Task A_mechanism_that_does_not_exist_is_told_with_those_that_do()
    {
        (await VendueCommand.FailAsync(2, "mechanisms", "show", "none")).ShouldBe("unknown-mechanism");
        (await VendueCommand.RunAsync("mechanisms", "show", "none")).Error.ShouldContain("boundless");
    }
}
