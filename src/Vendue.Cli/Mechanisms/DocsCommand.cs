using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Mechanisms;

namespace Vendue.Cli.Mechanisms;

/// <summary><c>vendue mechanisms docs</c>: a page for each module, made from its own description.</summary>
static class DocsCommand
{
    const string IndexFile = "README.md";

    internal static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where the pages go." };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 if a page in the folder is not what would be written." };
        return new Command("docs", "Write a page for each mechanism, finality policy and reward schedule from its own description.") { folder, check }
            .Runs((parse, console, _) => Task.FromResult(Run(parse.GetRequiredValue(folder), parse.GetValue(check), console)))
            .WithExamples("vendue mechanisms docs docs/mechanisms", "vendue mechanisms docs docs/mechanisms --check");
    }

    /// <summary>Every page, by its file's name.</summary>
    internal static IEnumerable<(string File, string Text)> Pages() =>
        Catalogue.Names.Select(name => ($"{name}.md", MechanismMarkdown.Of(MechanismPage.Of(CatalogueChoice.Find(name))))).Prepend((IndexFile, MechanismMarkdown.Index(Catalogue.Modules)));

    static int Run(DirectoryInfo folder, bool check, CommandConsole console)
    {
        var stale = Pages().Where(page => !IsSame(Path.Combine(folder.FullName, page.File), page.Text)).ToList();
        if (!check)
        {
            folder.Create();
            foreach (var (file, text) in stale) File.WriteAllText(Path.Combine(folder.FullName, file), text);
        }
        string files = string.Join(", ", stale.Select(p => p.File));
        console.Answer(
            stale.Count == 0 ? $"The pages in {folder} are as they should be." : check ? $"Not fresh: {files}. Write them with `vendue mechanisms docs {folder}`." : $"Written: {files}.",
            new JsonObject { ["changed"] = new JsonArray([.. stale.Select(p => JsonValue.Create(p.File))]) });
        return check && stale.Count > 0 ? ExitCode.Negative : ExitCode.Success;
    }

    static bool IsSame(string path, string text) => File.Exists(path) && File.ReadAllText(path) == text;
}
