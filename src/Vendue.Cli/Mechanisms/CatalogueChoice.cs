using Vendue.Cli.CommandLine;
using Vendue.Mechanisms;

namespace Vendue.Cli.Mechanisms;

/// <summary>A mechanism that a command line names.</summary>
static class CatalogueChoice
{
    internal static (Composition Whole, ModuleEntry Named) Find(string name) =>
        Catalogue.TryCompose(name, out var composition)
            ? (composition, composition.Modules.Select(m => m.Entry).Last(e => e.Description.Name.ToString() == name))
            : throw new CommandException("unknown-mechanism", $"There is no mechanism '{name}': there are {string.Join(", ", Catalogue.Names)}.");
}
