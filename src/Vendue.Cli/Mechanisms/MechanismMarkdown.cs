using System.Text;
using Vendue.Client;
using Vendue.Kernel;
using Vendue.Mechanisms;

namespace Vendue.Cli.Mechanisms;

/// <summary>A module of the catalogue as a page of the docs.</summary>
static class MechanismMarkdown
{
    const string Generated = "<!-- Made by `vendue mechanisms docs docs/mechanisms` from the description in the catalogue; change it there. -->\n\n";

    /// <summary>The page of one module.</summary>
    internal static string Of(MechanismPage page)
    {
        var (entry, description) = (page.Entry, page.Entry.Description);
        var text = new StringBuilder(Generated).Append($"# {description.Title}\n\n`{description.Name}`, {Words.Of(description.Family)}, {Words.Of(description.Status)}, rules version {description.Rules}.\n\n{description.Rule}\n");
        text.Append($"\nAssets, by position: {string.Join(", ", entry.AssetRoles)}.\n");
        Parameters(text, page);
        List(text, "Profiles", [.. entry.Profiles.Select(p => $"`{p.Name}`: {p.Summary}")]);
        text.Append("\n## Actions\n");
        foreach (var action in page.Actions) Action(text, action);
        List(text, "Offices", [.. entry.Offices.Select(o => $"`{o.Role}`: {o.Does}")]);
        text.Append("\n## Cancelling and replacing\n\n").Append(description.Cancelling).Append('\n');
        List(text, "Claims", description.Claims);
        List(text, "Known attacks", description.Attacks);
        List(text, "Choices where the source is silent", description.Choices);
        List(text, "Sources", description.Sources);
        return text.ToString();
    }

    /// <summary>The page that lists all others.</summary>
    internal static string Index(IEnumerable<ModuleEntry> entries)
    {
        var text = new StringBuilder(Generated).Append("# Mechanisms\n\nEvery mechanism, finality policy and reward schedule of the catalogue. `vendue mechanisms show NAME` says the same in a terminal.\n\n| name | title | family | status | rules |\n|---|---|---|---|---|\n");
        foreach (var d in entries.Select(e => e.Description).OrderBy(d => d.Name))
            text.Append($"| [{d.Name}]({d.Name}.md) | {Cell(d.Title)} | {Words.Of(d.Family)} | {Words.Of(d.Status)} | {d.Rules} |\n");
        return text.ToString();
    }

    static void Parameters(StringBuilder text, MechanismPage page)
    {
        text.Append("\n## Parameters\n\n| name | range | default | meaning |\n|---|---|---|---|\n");
        foreach (var (path, field, value) in page.Parameters()) text.Append($"| `{path}` | {Cell(MechanismPage.Range(field.Shape))} | {Cell(value)} | {Cell(field.Meaning)} |\n");
    }

    static void Action(StringBuilder text, ActionDescription action)
    {
        text.Append($"\n### {action.Name}\n\nNumber {action.Tag}. {action.Summary}\n");
        var options = ActionOptions.Of(action).ToList();
        if (options.Count == 0) return;
        text.Append("\n| field | value | meaning |\n|---|---|---|\n");
        foreach (var option in options)
            text.Append($"| `{option.Path.TrimStart('-')}` | {Cell(option.Value)} | {Cell(option.Meaning)}{(option.Required ? "" : option.Default.Length > 0 ? $" (default {Cell(option.Default)})" : " (optional)")} |\n");
    }

    static void List(StringBuilder text, string title, IReadOnlyList<string> items)
    {
        if (items.Count == 0) return;
        text.Append($"\n## {title}\n\n");
        foreach (string item in items) text.Append($"- {item}\n");
    }

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
