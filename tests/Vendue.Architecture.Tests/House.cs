using System.Runtime.CompilerServices;

namespace Vendue.Architecture.Tests;

/// <summary>The repository as it stands on disk: its projects and its own files, without what is built or fetched.</summary>
static class House
{
    static readonly string[] NotOurs = ["artifacts", "node_modules", "TestResults", "bin", "obj", ".git", ".vs", ".idea", ".vendue", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file of the repository, as a path from its root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Order(StringComparer.Ordinal)];

    /// <summary>The project files below src, by the project's name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } =
        Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal)).ToDictionary(f => Path.GetFileNameWithoutExtension(f));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder)) yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        foreach (string below in Directory.EnumerateDirectories(folder))
        {
            if (NotOurs.Contains(Path.GetFileName(below))) continue;
            foreach (string file in Walk(below)) yield return file;
        }
    }

    static string FindRoot([CallerFilePath] string here = "")
    {
        string start = File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Vendue.slnx"))) return folder.FullName;
        throw new InvalidOperationException("Vendue.slnx stands in no folder above the tests.");
    }
}
