using Vendue.Cli.Tests.Proofs;

namespace Vendue.Cli.Tests.Provers;

/// <summary>Keys of the smallest circuit for each of snarkjs's proof systems, by a small ceremony of snarkjs's own, made once for a class of tests.</summary>
public sealed class SnarkjsCircuits : IAsyncLifetime
{
    public TemporaryFolder Folder { get; } = new();

    public static string Input => Repository.Of("circuits/inputs/fifth-power.json");

    public async ValueTask InitializeAsync()
    {
        if (!Snarkjs.IsThere) return;
        string r1cs = Repository.Of("circuits/built/fifth-power.r1cs");
        await Snarkjs.RunAsync("powersoftau", "new", "bn128", "7", Folder["new.ptau"]);
        await Snarkjs.RunAsync("powersoftau", "contribute", Folder["new.ptau"], Folder["one.ptau"], "--name=tests", "-e=entropy that nobody needs to keep");
        await Snarkjs.RunAsync("powersoftau", "prepare", "phase2", Folder["one.ptau"], Folder["final.ptau"]);
        await Snarkjs.RunAsync("groth16", "setup", r1cs, Folder["final.ptau"], Folder["first"]);
        await Snarkjs.RunAsync("zkey", "contribute", Folder["first"], Folder["groth16.zkey"], "--name=tests", "-e=more of it");
        await Snarkjs.RunAsync("plonk", "setup", r1cs, Folder["final.ptau"], Folder["plonk.zkey"]);
        await Snarkjs.RunAsync("fflonk", "setup", r1cs, Folder["final.ptau"], Folder["fflonk.zkey"]);
        foreach (string system in (string[])["groth16", "plonk", "fflonk"]) File.Copy(Repository.Of("circuits/built/fifth-power.wasm"), Folder[$"{system}.wasm"]);
    }

    /// <summary>A folder with the circuit of one system.</summary>
    public string Of(string system)
    {
        string folder = Directory.CreateDirectory(Folder[$"only-{system}"]).FullName;
        foreach (string extension in (string[])["zkey", "wasm"]) File.Copy(Folder[$"{system}.{extension}"], Path.Combine(folder, $"{system}.{extension}"), overwrite: true);
        return folder;
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
