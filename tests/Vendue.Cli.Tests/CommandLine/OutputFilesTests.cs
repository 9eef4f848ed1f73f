using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Tests.CommandLine;

public sealed class OutputFilesTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    FileInfo At(string name) => new(folder[name]);

    [Fact]
    public void Nothing_is_in_place_before_everything_is_written()
    {
        File.WriteAllText(folder["a"], "old");
        using (var outputs = new OutputFiles([At("a"), At("b")], []))
        {
            outputs.Write(At("a"), "new"u8.ToArray());
            outputs.Write(At("b"), "other"u8.ToArray());
            File.ReadAllText(folder["a"]).ShouldBe("old");
            File.Exists(folder["b"]).ShouldBeFalse();
            outputs.Commit();
        }
        File.ReadAllText(folder["a"]).ShouldBe("new");
        File.ReadAllText(folder["b"]).ShouldBe("other");
        folder.Names.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Work_that_fails_leaves_what_was_there()
    {
        File.WriteAllText(folder["a"], "old");
        Should.Throw<InvalidDataException>(() =>
        {
            using var outputs = new OutputFiles([At("a"), At("b")], []);
            outputs.Write(At("a"), "half"u8.ToArray());
            throw new InvalidDataException();
        });
        File.ReadAllText(folder["a"]).ShouldBe("old");
        folder.Names.ShouldBe(["a"]);
    }

    [Fact]
    public void Impossible_destinations_are_found_out_first_and_leave_nothing()
    {
        Refusal([At("a"), At("a")], []).ShouldBe("usage");
        Refusal([At("a")], [At("a")]).ShouldBe("usage");
        Refusal([At("a"), new(folder["missing/b"])], []).ShouldBe("file-not-found");
        Refusal([At("a"), new(Path.GetDirectoryName(folder["a"])!)], []).ShouldBe("file-not-accessible");
        folder.Names.ShouldBeEmpty();

        static string Refusal(FileInfo[] destinations, FileInfo[] inputs) =>
            Should.Throw<CommandException>(() => new OutputFiles(destinations, inputs)).Code;
    }

    public void Dispose() => folder.Dispose();
}
