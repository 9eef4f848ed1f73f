using System.Runtime.CompilerServices;
using Vendue.Mechanisms;

namespace Vendue.Cli.Tests.Mechanisms;

public sealed class DocsCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_pages_in_the_docs_are_fresh()
    {
        var run = await VendueCommand.RunAsync("mechanisms", "docs", DocsFolder(), "--check");
        run.ExitCode.ShouldBe(0, run.Output + "Write them with `dotnet run --project src/Vendue.Cli -- mechanisms docs docs/mechanisms`.");
    }

    [Fact]
    public void The_docs_have_no_page_of_what_the_catalogue_does_not_have() =>
        Directory.EnumerateFiles(DocsFolder()).Select(f => Path.GetFileNameWithoutExtension(f)).ShouldAllBe(name => name == "README" || Catalogue.Names.Contains(name));

    [Fact]
    public async Task A_page_that_is_missing_or_changed_is_found_and_written_again()
    {
        (await VendueCommand.DoAsync("mechanisms", "docs", folder["pages"]))["changed"]!.AsArray().Count.ShouldBe(Catalogue.Modules.Count() + 1);
        (await VendueCommand.RunAsync("mechanisms", "docs", folder["pages"], "--check")).ExitCode.ShouldBe(0);
        string page = Path.Combine(folder["pages"], "boundless.md");
        File.AppendAllText(page, "A sentence that nobody described.");
        var stale = await VendueCommand.RunAsync("mechanisms", "docs", folder["pages"], "--check", "--json");
        stale.ExitCode.ShouldBe(1);
        stale.Json["changed"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldBe("boundless.md");
        await VendueCommand.DoAsync("mechanisms", "docs", folder["pages"]);
        File.ReadAllText(page).ShouldNotContain("nobody described");
    }

    [Fact]
    public async Task A_page_tells_rule_parameters_actions_attacks_and_sources()
    {
        await VendueCommand.DoAsync("mechanisms", "docs", folder["pages"]);
        foreach (var entry in Catalogue.Modules)
        {
            string page = File.ReadAllText(Path.Combine(folder["pages"], $"{entry.Description.Name}.md"));
            page.ShouldContain(entry.Description.Rule);
            foreach (var field in entry.Parameters.Shape.Fields) page.ShouldContain(field.Name);
            foreach (string attack in entry.Description.Attacks) page.ShouldContain(attack);
            foreach (string source in entry.Description.Sources) page.ShouldContain(source);
        }
    }

    static string DocsFolder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "mechanisms"));
}
