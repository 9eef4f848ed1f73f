namespace Vendue.Node.Storage;

/// <summary>Files that are there whole or not at all.</summary>
public static class DurableFile
{
    const string Unfinished = ".part";

    /// <summary>Writes beside the path, synchronises, and moves into place.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string beside = $"{path}.{Guid.NewGuid():N}{Unfinished}";
        try
        {
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536, FileOptions.Asynchronous))
            {
                await file.WriteAsync(bytes, stop).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>The files of a folder that were written whole; none when there is no such folder.</summary>
    public static IEnumerable<string> Among(string folder) => All(folder).Where(path => !path.EndsWith(Unfinished, StringComparison.Ordinal));

    /// <summary>Deletes what a process that was killed left unfinished. Only where nobody else writes.</summary>
    public static void Sweep(string folder)
    {
        foreach (string path in All(folder).Where(path => path.EndsWith(Unfinished, StringComparison.Ordinal)).ToList()) File.Delete(path);
    }

    static IEnumerable<string> All(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];
}
