using System.Runtime.CompilerServices;

namespace Vendue.Scenarios.Tests;

/// <summary>The files under examples/, found from the place of this source file.</summary>
static class Examples
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", "examples"));

    public static TheoryData<string> Named(string ending) =>
        [.. Directory.EnumerateFiles(Root, "*" + ending, SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
