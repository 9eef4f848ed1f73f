using Vendue.Proofs;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;
using Vendue.Prover.Programs;
using Vendue.Prover.Tests.Outside;

[assembly: AssemblyFixture(typeof(Chain))]

namespace Vendue.Prover.Tests.Outside;

/// <summary>The small demonstration circuit under an insecure setup, made once for all tests.</summary>
public sealed class Chain : IDisposable
{
    public Chain()
    {
        using var file = File.OpenRead(DemoCircuit.SmallChain.R1csPath);
        var key = DevelopmentSetup.Run(R1csFile.Read(file), "vendue prover tests"u8, 2);
        using (var to = File.Create(Path.Combine(Folder, "chain.zkey"))) ZKeyFile.Write(key, to);
        using (var to = File.Create(Path.Combine(Folder, "chain.vkey.json"))) VerifyingKeyJson.Write(key.VerifyingKey, to);
        File.WriteAllBytes(Path.Combine(Folder, "chain.vkey"), key.VerifyingKey.ToBytes());
        File.Copy(DemoCircuit.SmallChain.WasmPath, Path.Combine(Folder, "chain.wasm"));
        VerifyingKey = key.VerifyingKey;
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("vendue-chain-").FullName;

    public VerifyingKey VerifyingKey { get; }

    public static ProofOrder Order(string seed, Hash32? binding = null) => new()
    {
        Id = Hash32.Sha256(System.Text.Encoding.UTF8.GetBytes(seed)),
        Input = DemoStatements.For(DemoCircuit.SmallChain, seed, default).Input.ToJson(),
        Binding = binding,
    };

    /// <summary>Whether a proof is valid, and about this order.</summary>
    public bool Proves(MadeProof made, string seed) =>
        new Groth16Bn254().Verify(VerifyingKey.ToBytes(), made.PublicValues.Span, made.Proof.Span) == ProofVerdict.Valid
        && made.PublicValues.Span.SequenceEqual(new PublicValues([.. DemoStatements.For(DemoCircuit.SmallChain, seed, default).PublicValues]).ToBytes());

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
