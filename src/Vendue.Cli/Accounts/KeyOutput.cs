using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Accounts;

/// <summary>Where new keys go: never over another.</summary>
static class KeyOutput
{
    internal static void Save(FileInfo file, Action<string> save)
    {
        if (file.Exists) throw new CommandException("key-exists", $"There is a file '{file}' already, and a key is never overwritten: choose another name.");
        save(file.FullName);
    }
}
