using Vendue.Cli.Tests.Markets;

namespace Vendue.Cli.Tests.Provers;

public sealed class DrainingProverTests(LiveMarket market) : IClassFixture<LiveMarket>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string[] Prover(params string[] more) => ["prover", "--node", market.Address, "--key", market.Prover, "--programs", market.Programs, "--folder", folder["prover"], .. more];

    [Fact]
    public async Task It_needs_no_price_takes_on_nothing_and_ends()
    {
        var asked = await VendueCommand.DoAsync("request", "--node", market.Address, "--key", market.Requester, "--input", market.Input, "--zkey", market.ProvingKey, "--ceiling", "1000000", "--deadline", "600");
        var run = await VendueCommand.RunAsync(Prover("--drain"));
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("Drained");
        (await VendueCommand.DoAsync("request", "show", (string)asked["request"]!, "--node", market.Address))["state"]!.ToString().ShouldBe("open");
    }

    [Fact]
    public async Task A_folder_in_which_another_prover_works_is_told_as_such()
    {
        await using var working = new RunningCommand(Prover("--price-per-million", "1"));
        await working.LineAsync(l => (string?)l["step"] == "ready");
        (await VendueCommand.FailAsync(2, Prover("--drain"))).ShouldBe("folder-in-use");
    }
}
