using System.Globalization;

namespace Vendue.Proofs.Tests.Fuzzing;

/// <summary>
/// Every build reads some thousand damaged files. <c>VENDUE_FUZZ=1000000</c> reads about so many over all formats, and
/// <c>VENDUE_SEED</c> chooses others; the counts go to the test's output, and are appended to the file that
/// <c>VENDUE_FUZZ_REPORT</c> names.
/// </summary>
public sealed class FuzzTests
{
    const int DefaultSeed = 20_261_123;
    static readonly int seed = (int)Setting("VENDUE_SEED", DefaultSeed);
    static readonly long longRun = Setting("VENDUE_FUZZ", 0);

    public static TheoryData<string> Formats => [.. FuzzedFormats.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_files_are_refused_by_name_or_are_well_formed(string name)
    {
        FuzzedFormat format = FuzzedFormats.All.Single(format => format.Name == name);
        long count = longRun == 0 ? format.ShortRun : Math.Max(1, longRun * format.LongRun / FuzzedFormats.All.Sum(each => (long)each.LongRun));
        FuzzReport report = new FuzzRun(format, seed).Run(0, count);
        Tell($"seed {seed} {report}");
        report.Files.ShouldBe(count);
        report.Refusals.Values.Sum().ShouldBeGreaterThan(0, "The damage damages nothing.");
        report.Accepted.ShouldBeGreaterThan(0, "The damage is so gross that nothing passes the first checks.");
    }

    [Fact]
    public void One_seed_and_number_give_one_file()
    {
        foreach (FuzzedFormat format in FuzzedFormats.All)
            new FuzzRun(format, 1).FileOf(7).ShouldBe(new FuzzRun(format, 1).FileOf(7));
    }

    [Fact]
    public void Names_of_formats_are_unique() =>
        FuzzedFormats.All.Select(format => format.Name).ShouldBeUnique();

    internal static void Tell(string text)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(text);
        if (Environment.GetEnvironmentVariable("VENDUE_FUZZ_REPORT") is { Length: > 0 } path)
            File.AppendAllText(path, text + "\n");
    }

    static long Setting(string name, long otherwise) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : otherwise;
}
