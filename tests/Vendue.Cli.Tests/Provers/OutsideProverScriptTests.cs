using Vendue.Cli.Tests.Proofs;

namespace Vendue.Cli.Tests.Provers;

/// <summary>The script of docs/outside-provers.md, with the real command behind it.</summary>
public sealed class OutsideProverScriptTests : IClassFixture<DevelopmentKeys>, IDisposable
{
    readonly DevelopmentKeys keys;
    readonly TemporaryFolder folder = new();

    public OutsideProverScriptTests(DevelopmentKeys keys)
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && File.Exists("/bin/bash"), "The example script needs bash, which is not there.");
        this.keys = keys;
        Directory.CreateDirectory(folder["circuits"]);
        File.Copy(keys.ProvingKey, Path.Combine(folder["circuits"], "chain.zkey"));
        File.Copy(keys.VerifyingKey, Path.Combine(folder["circuits"], "chain.vkey.json"));
        File.Copy(DevelopmentKeys.Circuit.WasmPath, Path.Combine(folder["circuits"], "chain.wasm"));
    }

    string Command => $"bash '{Repository.Of("examples/outside-prover/prover.sh")}' '{folder["circuits"]}' 'dotnet {Path.Combine(AppContext.BaseDirectory, "vendue.dll")}'";

    [Fact]
    public async Task It_keeps_to_the_contract_and_its_proof_verifies()
    {
        var answer = await VendueCommand.DoAsync("prover", "outside", "check", Command, "--input", keys.Input);
        ((string)answer["programs"]![0]!["name"]!).ShouldBe("chain");
        ((bool)answer["programs"]![0]!["verified"]!).ShouldBeTrue();
        ((int)answer["proofBytes"]!).ShouldBe(256);
    }

    [Fact]
    public async Task An_input_that_is_none_is_told_in_a_sentence()
    {
        await File.WriteAllTextAsync(folder["input"], """{ "nonsense": "1" }""", TestContext.Current.CancellationToken);
        (await VendueCommand.FailAsync(2, "prover", "outside", "check", Command, "--input", folder["input"])).ShouldStartWith("witness-");
    }

    [Fact]
    public async Task A_command_that_is_no_outside_prover_is_told_in_a_sentence() =>
        (await VendueCommand.FailAsync(2, "prover", "outside", "check", "echo hello")).ShouldBe("outside-protocol");

    public void Dispose() => folder.Dispose();
}
