using Vendue.Node.Tests.Running;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Proofs.Witnesses;

[assembly: AssemblyFixture(typeof(Circuit))]

namespace Vendue.Node.Tests.Running;

/// <summary>The small demonstration circuit under an insecure setup, made once for all tests.</summary>
public sealed class Circuit : IDisposable
{
    readonly TemporaryFolder folder = new();

    public Circuit()
    {
        using var file = File.OpenRead(DemoCircuit.SmallChain.R1csPath);
        var key = DevelopmentSetup.Run(R1csFile.Read(file), "vendue node tests"u8, 2);
        using (var to = File.Create(folder.Of("chain.zkey"))) ZKeyFile.Write(key, to);
        File.WriteAllBytes(folder.Of("chain.vkey"), key.VerifyingKey.ToBytes());
        File.Copy(DemoCircuit.SmallChain.WasmPath, folder.Of("chain.wasm"));
        VerifyingKey = key.VerifyingKey;
        Program = new Hash32(key.VerifyingKey.Hash());
    }

    public VerifyingKey VerifyingKey { get; }

    public Hash32 Program { get; }

    /// <summary>The folder as a prover's library of programs.</summary>
    public string Folder => folder.Path;

    public static byte[] Generator => File.ReadAllBytes(DemoCircuit.SmallChain.WasmPath);

    public static byte[] InputOf(string seed) => DemoStatements.For(DemoCircuit.SmallChain, seed, default).Input.ToJson();

    public (Groth16Proof Proof, Bytes PublicValues) Prove(string seed)
    {
        using var generator = CircomWitness.Load(Generator);
        var (proof, values) = new Groth16Prover(ZKeyFile.Read(folder.Of("chain.zkey"))).Prove(generator.Compute(WitnessInput.Parse(InputOf(seed))), 2);
        return (proof, new Bytes(values.ToBytes()));
    }

    public void Dispose() => folder.Dispose();
}
