using Vendue.Cli.CommandLine;
using Vendue.Mechanisms;

namespace Vendue.Cli.Mechanisms;

/// <summary>A mechanism that a command line names.</summary>
static class CatalogueChoice
{
    internal static CatalogueEntry Find(string name) =>
        Catalogue.TryFind(name, out var entry)
            ? entry
            : throw new CommandException("unknown-mechanism", $"There is no mechanism '{name}': there are {string.Join(", ", Catalogue.All.Select(e => e.Description.Name))}.");
}
