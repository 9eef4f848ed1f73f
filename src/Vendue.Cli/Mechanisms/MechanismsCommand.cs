using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Mechanisms;

namespace Vendue.Cli.Mechanisms;

/// <summary><c>vendue mechanisms</c>: the catalogue.</summary>
static class MechanismsCommand
{
    internal static Command Create() => new Command("mechanisms", "List the mechanisms that a market can have.") { ShowMechanismCommand.Create(), DocsCommand.Create() }
        .Runs((_, console, _) => Task.FromResult(List(console)))
        .WithExamples("vendue mechanisms", "vendue mechanisms show boundless", "vendue mechanisms --json");

    static int List(CommandConsole console)
    {
        var all = Catalogue.Modules.Select(e => e.Description).ToList();
        int names = all.Select(d => d.Name.Length).DefaultIfEmpty().Max(), titles = all.Select(d => d.Title.Length).DefaultIfEmpty().Max();
        console.Answer(
            string.Join('\n', all.Select(d => $"{d.Name.ToString().PadRight(names)}  {d.Title.PadRight(titles)}  {Words.Of(d.Family)}, {Words.Of(d.Status)}")),
            new JsonObject
            {
                ["mechanisms"] = new JsonArray([.. all.Select(d => new JsonObject
                {
                    ["name"] = d.Name.ToString(),
                    ["title"] = d.Title,
                    ["rules"] = d.Rules,
                    ["family"] = Words.Of(d.Family),
                    ["status"] = Words.Of(d.Status),
                })]),
            });
        return ExitCode.Success;
    }
}
