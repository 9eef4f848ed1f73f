namespace Vendue;

/// <summary>The repository that the tests were built from.</summary>
static class Repository
{
    /// <summary>Its folder.</summary>
    internal static string Folder { get; } = Find();

    /// <summary>A path in it.</summary>
    internal static string Of(string path) => Path.Combine(Folder, path);

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Vendue.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
