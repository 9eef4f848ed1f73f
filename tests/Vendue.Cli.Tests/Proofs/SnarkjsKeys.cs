namespace Vendue.Cli.Tests.Proofs;

/// <summary>Keys of the small chain by snarkjs' own ceremony, in small, made once when a test first asks.</summary>
public sealed class SnarkjsKeys : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Lazy<Task> ceremony;

    public SnarkjsKeys() => ceremony = new(CeremonyAsync);

    public string ProvingKey => folder["snarkjs.zkey"];

    public string VerifyingKey => folder["snarkjs.vkey.json"];

    public Task Ready => ceremony.Value;

    async Task CeremonyAsync()
    {
        await Snarkjs.RunAsync("powersoftau", "new", "bn128", "10", folder["new.ptau"]);
        await Snarkjs.RunAsync("powersoftau", "contribute", folder["new.ptau"], folder["one.ptau"], "--name=test", "-e=some entropy");
        await Snarkjs.RunAsync("powersoftau", "prepare", "phase2", folder["one.ptau"], folder["final.ptau"]);
        await Snarkjs.RunAsync("groth16", "setup", DevelopmentKeys.Circuit.R1csPath, folder["final.ptau"], folder["new.zkey"]);
        await Snarkjs.RunAsync("zkey", "contribute", folder["new.zkey"], ProvingKey, "--name=test", "-e=more entropy");
        await Snarkjs.RunAsync("zkey", "export", "verificationkey", ProvingKey, VerifyingKey);
    }

    public void Dispose() => folder.Dispose();
}
