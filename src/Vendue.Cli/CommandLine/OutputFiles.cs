using System.CommandLine;

namespace Vendue.Cli.CommandLine;

/// <summary>
/// Files that a command writes. Each is written beside its destination and renamed at the end, so that nobody ever sees
/// half a file, and a command that fails leaves what was there before.
/// </summary>
sealed class OutputFiles : IDisposable
{
    readonly List<(string Destination, string Draft)> files = [];

    internal static Option<FileInfo> RequiredOption(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", Required = true };

    /// <summary>Opens the drafts at once: a destination that cannot be written is found out before the work, not after.</summary>
    internal OutputFiles(IReadOnlyCollection<FileInfo> destinations, IReadOnlyCollection<FileInfo> inputs)
    {
        try
        {
            foreach (var destination in destinations) Open(destination, inputs);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Fills the draft of a destination.</summary>
    internal void Write(FileInfo destination, Action<Stream> content)
    {
        using var stream = new FileStream(files.Single(f => f.Destination == destination.FullName).Draft, FileMode.Create, FileAccess.Write);
        content(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Fills the draft of a destination.</summary>
    internal void Write(FileInfo destination, ReadOnlyMemory<byte> content) => Write(destination, stream => stream.Write(content.Span));

    /// <summary>Puts every file in its place.</summary>
    internal void Commit()
    {
        foreach (var (destination, draft) in files) File.Move(draft, destination, overwrite: true);
        files.Clear();
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        foreach (var (_, draft) in files) File.Delete(draft);
        files.Clear();
    }

    void Open(FileInfo file, IReadOnlyCollection<FileInfo> inputs)
    {
        var destination = file.FullName;
        if (inputs.Any(input => input.FullName == destination))
            throw new CommandException("usage", $"'{file}' is both read and to be written: name another file.");
        if (files.Any(other => other.Destination == destination))
            throw new CommandException("usage", $"'{file}' is named for two outputs: name another file for one of them.");
        if (Directory.Exists(destination))
            throw new CommandException("file-not-accessible", $"'{file}' is a folder: name a file.");
        if (!Directory.Exists(file.DirectoryName))
            throw new CommandException("file-not-found", $"There is no folder '{file.DirectoryName}' for '{file.Name}': make it first.");
        var draft = Path.Combine(file.DirectoryName!, $".{file.Name}.{Guid.NewGuid():N}.draft");
        new FileStream(draft, FileMode.CreateNew, FileAccess.Write).Dispose();
        files.Add((destination, draft));
    }
}
