namespace Vendue.Cli.Tests.Proofs;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task Circuits_that_fill_their_domains_are_proven_cold_and_warm()
    {
        var told = await VendueCommand.DoAsync("proof", "bench", "--largest", "11", "--seconds", "0", "--threads", "2");
        ((int)told["threads"]!).ShouldBe(2);
        told["sizes"]!.AsArray().Select(size => (ulong)size!["constraints"]!).ShouldBe([1022UL, 2046UL]);
        foreach (var size in told["sizes"]!.AsArray())
        {
            ((int)size!["runs"]!).ShouldBeGreaterThanOrEqualTo(3);
            ((ulong)size["medianNanoseconds"]!).ShouldBeGreaterThan(0UL);
            ((ulong)size["coldNanoseconds"]!).ShouldBeGreaterThan(0UL);
            ((ulong)size["peakBytes"]!).ShouldBeGreaterThan(0UL);
        }
    }

    [Fact]
    public async Task People_get_a_table() =>
        (await VendueCommand.RunAsync("proof", "bench", "--largest", "10", "--seconds", "0")).Output.ShouldContain("warm ms");
}
