using System.CommandLine;

namespace Vendue.Cli.CommandLine;

/// <summary>Files that a command reads.</summary>
static class InputFile
{
    internal static Option<FileInfo> Option(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE" };

    internal static Option<FileInfo> RequiredOption(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", Required = true };

    /// <summary>Reads a whole file of at most <paramref name="mostBytes"/>.</summary>
    internal static byte[] Read(FileInfo file, long mostBytes)
    {
        RequireReadable(file, mostBytes);
        return File.ReadAllBytes(file.FullName);
    }

    /// <summary>Refuses a file that is missing or too large.</summary>
    internal static void RequireReadable(FileInfo file, long mostBytes)
    {
        if (Directory.Exists(file.FullName))
            throw new CommandException("file-not-found", $"'{file}' is a folder: name a file.");
        if (!file.Exists)
            throw new CommandException("file-not-found", $"There is no file '{file}': check the path.");
        if (file.Length > mostBytes)
            throw new CommandException("file-too-large", $"'{file}' has {file.Length:N0} bytes, but at most {mostBytes:N0} are read.");
    }
}
