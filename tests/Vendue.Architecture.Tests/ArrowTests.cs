using System.Xml.Linq;

namespace Vendue.Architecture.Tests;

/// <summary>Arrows between the projects point one way.</summary>
public sealed class ArrowTests
{
    /// <summary>What each project may reach, directly or through others.</summary>
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Vendue.Market"] = [],
        ["Vendue.Mechanisms"] = ["Vendue.Market"],
        ["Vendue.Proofs"] = ["Vendue.Market"],
        ["Vendue.Scenarios"] = ["Vendue.Mechanisms"],
        ["Vendue.Lab"] = ["Vendue.Mechanisms", "Vendue.Scenarios"],
        ["Vendue.Client"] = ["Vendue.Mechanisms"],
        ["Vendue.Node"] = ["Vendue.Mechanisms", "Vendue.Proofs", "Vendue.Client", "Vendue.Dashboard"],
        ["Vendue.Prover"] = ["Vendue.Mechanisms", "Vendue.Client", "Vendue.Proofs"],
        ["Vendue.Dashboard"] = ["Vendue.Client"],
    };

    const string Everything = "Vendue.Cli";

    public static TheoryData<string> Projects => [.. House.Projects.Keys.Order()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_that_the_house_lets_it(string project)
    {
        if (project == Everything) return;
        Allowed.ShouldContainKey(project, "a new project says here what it may refer to");
        var reach = Allowed[project].SelectMany(Reach).Concat(Allowed[project]).ToHashSet();
        References(project).ShouldAllBe(r => reach.Contains(r));
    }

    [Fact]
    public void Nothing_refers_to_the_command_line() =>
        House.Projects.Keys.SelectMany(References).ShouldNotContain(Everything);

    [Fact]
    public void The_kernel_has_no_package_at_run_time() => RunTimePackages("Vendue.Market").ShouldBeEmpty();

    [Fact]
    public void The_mechanisms_have_no_package_at_run_time() => RunTimePackages("Vendue.Mechanisms").ShouldBeEmpty();

    [Theory]
    [InlineData("Vendue.Market")]
    [InlineData("Vendue.Mechanisms")]
    public void Kernel_and_mechanisms_are_compiled_against_the_list_of_banned_interfaces(string project)
    {
        var document = Load(project);
        document.Descendants("PackageReference").Select(p => (string?)p.Attribute("Include")).ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        var lists = document.Descendants("AdditionalFiles").Where(a => ((string?)a.Attribute("Include"))?.EndsWith("BannedInKernel.txt", StringComparison.Ordinal) == true).ToArray();
        lists.Length.ShouldBe(1);
        ((string?)lists[0].Attribute("Link")).ShouldBe("BannedSymbols.txt", "the analyzer reads its list under this name only");
        House.Read("src/BannedInKernel.txt").ShouldContain("T:System.Random;");
    }

    [Fact]
    public void Only_the_hash_tables_secret_lifts_the_ban_in_the_kernel() =>
        House.Files.Where(f => (f.StartsWith("src/Vendue.Market/", StringComparison.Ordinal) || f.StartsWith("src/Vendue.Mechanisms/", StringComparison.Ordinal)) && f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => House.Read(f).Contains("RS0030", StringComparison.Ordinal)).ShouldBe(["src/Vendue.Market/Encoding/TableHash.cs"]);

    static IEnumerable<string> Reach(string project) => Allowed.TryGetValue(project, out var direct) ? direct.Concat(direct.SelectMany(Reach)) : [];

    static IEnumerable<string> References(string project) =>
        Load(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/')));

    static IEnumerable<string?> RunTimePackages(string project) =>
        Load(project).Descendants("PackageReference").Where(p => (string?)p.Attribute("PrivateAssets") != "all").Select(p => (string?)p.Attribute("Include"));

    static XDocument Load(string project) => XDocument.Parse(House.Read(House.Projects[project]));
}
