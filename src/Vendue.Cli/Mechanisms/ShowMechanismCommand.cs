using System.CommandLine;
using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Mechanisms;

/// <summary><c>vendue mechanisms show</c>: all that a mechanism says of itself.</summary>
static class ShowMechanismCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The mechanism's name, as `vendue mechanisms` lists it." };
        return new Command("show", "Explain a mechanism: its rule, parameters, actions, sources, claims, attacks and choices.") { name }
            .Runs((parse, console, _) =>
            {
                var page = MechanismPage.Of(CatalogueChoice.Find(parse.GetRequiredValue(name)));
                console.Answer(page.ToText(), page.ToJson());
                return Task.FromResult(ExitCode.Success);
            })
            .WithExamples("vendue mechanisms show boundless", "vendue mechanisms show boundless --json");
    }
}
