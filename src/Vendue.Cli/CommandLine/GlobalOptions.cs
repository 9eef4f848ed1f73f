using System.CommandLine;

namespace Vendue.Cli.CommandLine;

/// <summary>Options that every command understands.</summary>
static class GlobalOptions
{
    internal static Option<bool> Json { get; } = new("--json")
    {
        Description = "Write results (and errors) as JSON, for programs.",
        Recursive = true,
    };
}
