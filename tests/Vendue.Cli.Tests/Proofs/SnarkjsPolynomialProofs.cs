namespace Vendue.Cli.Tests.Proofs;

/// <summary>A fresh PLONK and a fresh FFLONK proof by snarkjs, under keys of its own small ceremony, made when a test first asks.</summary>
public sealed class SnarkjsPolynomialProofs : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Lazy<Task> making;

    public SnarkjsPolynomialProofs() => making = new(MakeAsync);

    public Task Ready => making.Value;

    public string Public => folder["public.json"];

    public string VerifyingKey(string protocol) => folder[$"{protocol}.vkey.json"];

    public string Proof(string protocol) => folder[$"{protocol}.proof.json"];

    async Task MakeAsync()
    {
        string circuit = Path.Combine(AppContext.BaseDirectory, "Snarkjs", "publics-3");
        await Snarkjs.RunAsync("powersoftau", "new", "bn128", "9", folder["new.ptau"]);
        await Snarkjs.RunAsync("powersoftau", "contribute", folder["new.ptau"], folder["one.ptau"], "--name=test", "-e=some entropy");
        await Snarkjs.RunAsync("powersoftau", "prepare", "phase2", folder["one.ptau"], folder["final.ptau"]);
        foreach (string protocol in (string[])["plonk", "fflonk"])
        {
            string zkey = folder[$"{protocol}.zkey"];
            await Snarkjs.RunAsync(protocol, "setup", circuit + ".r1cs", folder["final.ptau"], zkey);
            await Snarkjs.RunAsync("zkey", "export", "verificationkey", zkey, VerifyingKey(protocol));
            await Snarkjs.RunAsync(protocol, "prove", zkey, circuit + ".wtns", Proof(protocol), Public);
        }
    }

    public void Dispose() => folder.Dispose();
}
