using Vendue.Proofs.Statements;

namespace Vendue.Cli.Tests.Proofs;

/// <summary>Keys of the small chain by the development setup, and one proof under them, made once for a class of tests.</summary>
public sealed class DevelopmentKeys : IAsyncLifetime
{
    public static DemoCircuit Circuit => DemoCircuit.SmallChain;

    public TemporaryFolder Folder { get; } = new();

    public string ProvingKey => Folder["chain.zkey"];

    public string VerifyingKey => Folder["chain.vkey.json"];

    public string Input => Folder["input.json"];

    public string Proof => Folder["proof.json"];

    public string Public => Folder["public.json"];

    public async ValueTask InitializeAsync()
    {
        (await VendueCommand.RunAsync("proof", "setup", "--r1cs", Circuit.R1csPath, "--zkey", ProvingKey, "--vkey", VerifyingKey, "--seed", "test"))
            .ExitCode.ShouldBe(0);
        File.WriteAllText(Input, """{"start": "5", "prover": 7}""");
        (await ProveAsync(Proof, Public)).ExitCode.ShouldBe(0);
    }

    internal Task<Run> ProveAsync(string proof, string publicValues, string? zkey = null, string? wasm = null, string? input = null, params string[] more) =>
        VendueCommand.RunAsync(["proof", "prove", "--zkey", zkey ?? ProvingKey, "--wasm", wasm ?? Circuit.WasmPath,
            "--input", input ?? Input, "--proof", proof, "--public", publicValues, .. more]);

    internal Task<Run> VerifyAsync(string? proof = null, string? publicValues = null, string? vkey = null, params string[] more) =>
        VendueCommand.RunAsync(["proof", "verify", "--vkey", vkey ?? VerifyingKey, "--proof", proof ?? Proof, "--public", publicValues ?? Public, .. more]);

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
