using System.Diagnostics;
using Vendue.Cli.Tests.Markets;

namespace Vendue.Cli.Tests.Provers;

/// <summary>An agent as a process of its own, killed without warning while its outside prover works.</summary>
public sealed class KilledAgentTests(LiveMarket market) : IClassFixture<LiveMarket>, IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(90);
    readonly TemporaryFolder folder = new();
    readonly List<Process> started = [];

    [Fact]
    public async Task An_agent_killed_amid_a_job_and_its_prover_with_it_lose_nothing_and_prove_once()
    {
        File.Copy(market.VerifyingKey, Path.Combine(market.Programs, "chain.vkey.json"), overwrite: true);
        var asked = await VendueCommand.DoAsync("request", "--node", market.Address, "--key", market.Requester, "--input", market.Input, "--zkey", market.ProvingKey, "--ceiling", "1000000", "--deadline", "600");
        string request = (string)asked["request"]!;
        var first = StartAgent();
        await UntilAsync(() => Noted("submitted") == 1);
        first.Kill();
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => HasEnded(int.Parse(File.ReadAllLines(folder["started"]).Single())));

        File.WriteAllText(folder["go"], "");
        StartAgent();
        await UntilAsync(async () => (string?)(await VendueCommand.DoAsync("request", "show", request, "--node", market.Address))["state"] == "settled");
        (Noted("started"), Noted("resumed"), Noted("proven")).ShouldBe((2, 1, 1));
    }

    Process StartAgent()
    {
        string host = Path.Combine(AppContext.BaseDirectory, "Vendue.Prover.TestHost.dll");
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "vendue.dll"), "prover", "--node", market.Address, "--key", market.Prover, "--folder", folder["agent"],
            "--price-per-million", "1", "--work-per-second", "1000000", "--outside", $"dotnet '{host}' Waiting '{market.Programs}' '{folder[""]}'",
        ]);
        var process = Process.Start(start)!;
        started.Add(process);
        return process;
    }

    int Noted(string what) => File.Exists(folder[what]) ? File.ReadAllLines(folder[what]).Length : 0;

    static bool HasEnded(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        while (!await condition()) await Task.Delay(20, limit.Token);
    }

    public void Dispose()
    {
        foreach (var process in started)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
        folder.Dispose();
    }
}
