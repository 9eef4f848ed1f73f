using System.Diagnostics;
using System.Text.Json.Nodes;
using Vendue.Cli.Tests.Markets;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Tests.Witnesses;

namespace Vendue.Cli.Tests.Provers;

/// <summary>A prover's agent as a process of its own, one of whose circuits came with a hostile witness generator.</summary>
public sealed class HostileGeneratorTests(LiveMarket market) : IClassFixture<LiveMarket>, IDisposable
{
    // Blocks in blocks cost the compiler the square of their number, and nothing stops it in its own process.
    const int Deep = 60_000;

    static readonly TimeSpan patience = TimeSpan.FromSeconds(90);

    readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Hostile => new()
    {
        { "endless loop", "witness-timed-out" },
        { "endless compilation", "witness-timed-out" },
        { "memory at once", "witness-out-of-memory" },
        { "memory by growth", "witness-trapped" },
    };

    static byte[] ModuleOf(string kind) => kind switch
    {
        "endless loop" => Generators.Make(init: "(loop br 0)"),
        "endless compilation" => Generators.Make(extra: $"(func (local i32) {string.Concat(Enumerable.Repeat("(if (local.get 0) (then ", Deep))}{new string(')', 2 * Deep)})"),
        "memory at once" => Generators.Make(pages: "65536"),
        _ => Generators.Make(extra: "(global $p (mut i32) (i32.const 0))", init: "(loop i32.const 16 memory.grow i32.const -1 i32.eq if unreachable end global.get $p i32.const 1 i32.store global.get $p i32.const 65536 i32.add global.set $p br 0)"),
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task An_agent_refuses_its_job_with_a_reason_lives_and_earns_with_its_other_circuits(string kind, string code)
    {
        await VendueCommand.DoAsync("proof", "setup", "--r1cs", DemoCircuit.SmallChain.R1csPath, "--zkey", folder["hostile.zkey"], "--vkey", folder["hostile.vkey.json"], "--seed", kind);
        await File.WriteAllBytesAsync(folder["hostile.wasm"], ModuleOf(kind), TestContext.Current.CancellationToken);
        foreach (var file in (string[])["chain.zkey", "chain.wasm"]) File.Copy(Path.Combine(market.Programs, file), folder[file]);
        using var agent = StartAgent();
        try
        {
            string lost = await AskAsync(folder["hostile.zkey"]);
            var refused = await LineAsync(agent, l => (string?)l["step"] == "failed" && (string?)l["request"] == lost);
            ((string?)refused["code"]).ShouldBe(code);
            string won = await AskAsync(folder["chain.zkey"]);
            ((string?)(await LineAsync(agent, l => (string?)l["step"] is "delivered" or "failed"))["request"]).ShouldBe(won);
            agent.HasExited.ShouldBeFalse();
        }
        finally
        {
            agent.Kill(entireProcessTree: true);
            await agent.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    async Task<string> AskAsync(string key) => (string)(await VendueCommand.DoAsync(
        "request", "--node", market.Address, "--key", market.Requester, "--input", market.Input, "--zkey", key, "--ceiling", "1000000", "--deadline", "600"))["request"]!;

    Process StartAgent() => Process.Start(new ProcessStartInfo("dotnet",
    [
        Path.Combine(AppContext.BaseDirectory, "vendue.dll"), "prover", "--node", market.Address, "--key", market.Prover, "--folder", folder["agent"],
        "--price-per-million", "1", "--work-per-second", "1000000", "--programs", folder[""], "--witness-seconds", "5", "--json",
    ])
    { RedirectStandardOutput = true })!;

    static async Task<JsonNode> LineAsync(Process agent, Func<JsonNode, bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        while (await agent.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            if (JsonNode.Parse(line) is { } told && condition(told)) return told;
        throw new InvalidOperationException("The agent ended.");
    }

    public void Dispose() => folder.Dispose();
}
