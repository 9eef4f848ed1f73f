using Vendue.Prover.Outside;

namespace Vendue.Prover.Tests.Outside;

public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("node prover.mjs", "node|prover.mjs")]
    [InlineData("  node   'my prover.mjs'\t--x=\"a b\" ", "node|my prover.mjs|--x=a b")]
    [InlineData("\"C:\\Program Files\\node.exe\" ''", "C:\\Program Files\\node.exe|")]
    public void Blanks_part_words_and_quotes_keep_them_together(string line, string words) => CommandWords.Of(line).ShouldBe(words.Split('|'));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("node 'unclosed")]
    [InlineData("'' x")]
    public void What_is_no_command_is_refused(string line) => Should.Throw<OutsideException>(() => CommandWords.Of(line)).Code.ShouldBe("outside-command");
}
