using Vendue.Proofs.Formats;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Witnesses;

namespace Vendue.Cli.Tests.Proofs;

/// <summary>What we make snarkjs accepts, and the other way round.</summary>
public sealed class SnarkjsInteropTests : IClassFixture<DevelopmentKeys>, IClassFixture<SnarkjsKeys>, IDisposable
{
    readonly DevelopmentKeys ours;
    readonly SnarkjsKeys theirs;
    readonly TemporaryFolder folder = new();

    public SnarkjsInteropTests(DevelopmentKeys ours, SnarkjsKeys theirs)
    {
        Snarkjs.Require();
        this.ours = ours;
        this.theirs = theirs;
    }

    public static TheoryData<DemoCircuit> Circuits => [.. DemoCircuit.All];

    public void Dispose() => folder.Dispose();

    /// <summary>The witness of the class' one statement, by snarkjs.</summary>
    async Task<string> TheirWitnessAsync()
    {
        await Snarkjs.RunAsync("wtns", "calculate", DevelopmentKeys.Circuit.WasmPath, ours.Input, folder["wtns"]);
        return folder["wtns"];
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public async Task Witnesses_are_the_same_byte_for_byte(DemoCircuit circuit)
    {
        var input = DemoStatements.For(circuit, "interop", Fr.FromInteger(7)).Input;
        await File.WriteAllBytesAsync(folder["input.json"], input.ToJson(), TestContext.Current.CancellationToken);
        await Snarkjs.RunAsync("wtns", "calculate", circuit.WasmPath, folder["input.json"], folder["wtns"]);

        using var generator = CircomWitness.Load(await File.ReadAllBytesAsync(circuit.WasmPath, TestContext.Current.CancellationToken));
        using var ourFile = new MemoryStream();
        WitnessFile.Write(generator.Compute(input, TestContext.Current.CancellationToken), ourFile);
        ourFile.ToArray().ShouldBe(await File.ReadAllBytesAsync(folder["wtns"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Snarkjs_accepts_our_proof_under_our_key() =>
        await Snarkjs.RunAsync("groth16", "verify", ours.VerifyingKey, ours.Public, ours.Proof);

    [Fact]
    public async Task Snarkjs_refuses_our_proof_for_other_values()
    {
        await File.WriteAllTextAsync(folder["other"], (await File.ReadAllTextAsync(ours.Public, TestContext.Current.CancellationToken)).Replace("\"7\"", "\"8\""), TestContext.Current.CancellationToken);
        (await Snarkjs.TryAsync("groth16", "verify", ours.VerifyingKey, folder["other"], ours.Proof)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Snarkjs_proves_with_our_development_key()
    {
        await Snarkjs.RunAsync("groth16", "prove", ours.ProvingKey, await TheirWitnessAsync(), folder["proof"], folder["public"]);
        (await ours.VerifyAsync(folder["proof"], folder["public"])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Snarkjs_reads_the_same_verifying_key_from_our_proving_key()
    {
        await Snarkjs.RunAsync("zkey", "export", "verificationkey", ours.ProvingKey, folder["exported"]);
        (await ours.VerifyAsync(vkey: folder["exported"])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task We_accept_snarkjs_proof_under_snarkjs_key()
    {
        await theirs.Ready;
        await Snarkjs.RunAsync("groth16", "prove", theirs.ProvingKey, await TheirWitnessAsync(), folder["proof"], folder["public"]);
        (await ours.VerifyAsync(folder["proof"], folder["public"], theirs.VerifyingKey)).ExitCode.ShouldBe(0);
        (await ours.VerifyAsync(folder["proof"], folder["public"])).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task We_prove_with_snarkjs_key_and_both_accept()
    {
        await theirs.Ready;
        (await ours.ProveAsync(folder["proof"], folder["public"], theirs.ProvingKey)).ExitCode.ShouldBe(0);
        await Snarkjs.RunAsync("groth16", "verify", theirs.VerifyingKey, folder["public"], folder["proof"]);
        (await ours.VerifyAsync(folder["proof"], folder["public"], theirs.VerifyingKey)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task We_prove_from_snarkjs_witness_file()
    {
        var prove = await VendueCommand.RunAsync("proof", "prove", "--zkey", ours.ProvingKey, "--witness", await TheirWitnessAsync(),
            "--proof", folder["proof"], "--public", folder["public"]);
        prove.ExitCode.ShouldBe(0);
        await Snarkjs.RunAsync("groth16", "verify", ours.VerifyingKey, folder["public"], folder["proof"]);
    }
}
