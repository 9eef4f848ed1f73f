using Vendue.Cli.Tests.Proofs;

namespace Vendue.Cli.Tests.Provers;

/// <summary>adapters/snarkjs.mjs with the real snarkjs: what it proves is verified by this process.</summary>
public sealed class SnarkjsAdapterTests(SnarkjsCircuits circuits) : IClassFixture<SnarkjsCircuits>
{
    static string CommandOf(string folder) => $"node '{Repository.Of("adapters/snarkjs.mjs")}' --snarkjs '{Repository.Of("tests/interop")}' --circuits '{folder}'";

    [Theory]
    [InlineData("groth16", "groth16-bn254", 256)]
    [InlineData("plonk", "plonk-bn254", 768)]
    [InlineData("fflonk", "fflonk-bn254", 768)]
    public async Task A_proof_of_each_system_verifies_here(string system, string name, int size)
    {
        Snarkjs.Require();
        var answer = await VendueCommand.DoAsync("prover", "outside", "check", CommandOf(circuits.Of(system)), "--input", SnarkjsCircuits.Input);
        var program = answer["programs"]!.AsArray().Single()!;
        ((string)program["system"]!, (bool)program["verified"]!, (int)answer["proofBytes"]!).ShouldBe((name, true, size));
    }

    [Fact]
    public async Task A_folder_without_snarkjs_is_told_of()
    {
        NodeScript.Require();
        var run = await VendueCommand.RunAsync("prover", "outside", "check", $"node '{Repository.Of("adapters/snarkjs.mjs")}' --snarkjs '{circuits.Folder[""]}' --circuits '{circuits.Folder[""]}'");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("There is no snarkjs in");
        run.Error.ShouldContain("ended before it was ready");
    }
}
