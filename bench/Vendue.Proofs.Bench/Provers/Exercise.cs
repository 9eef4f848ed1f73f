using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Statements;

namespace Vendue.Proofs.Bench.Provers;

/// <summary>A folder with a key, a witness of its circuit, and the proofs that each prover leaves there; deleted in the end.</summary>
sealed class Exercise : IDisposable
{
    public const string Key = "key.zkey";
    public const string Witness = "witness.wtns";
    readonly VerifyingKey verifyingKey;

    public Exercise(int logDomain, int threads)
    {
        Folder = Directory.CreateTempSubdirectory("vendue-proofs-bench-").FullName;
        (R1cs circuit, Witness witness) = ProductChain.Build((1 << logDomain) - ProductChain.FurtherRows);
        ZKey key = DevelopmentSetup.Run(circuit, "bench"u8, threads);
        verifyingKey = key.VerifyingKey;
        Write(Key, stream => ZKeyFile.Write(key, stream));
        Write(Witness, stream => WitnessFile.Write(witness, stream));
        Write("verifying-key.json", stream => VerifyingKeyJson.Write(verifyingKey, stream));
    }

    public string Folder { get; }

    /// <summary>Reads back what a prover left and checks it.</summary>
    /// <param name="prover">The prover's name.</param>
    public void Check(string prover)
    {
        Groth16Proof proof = ProofJson.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{prover}-proof.json")));
        PublicValues values = PublicValuesJson.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{prover}-public.json")));
        if (!Groth16Verifier.Verify(verifyingKey, values, proof))
            throw new InvalidOperationException($"The proof of {prover} is false.");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    void Write(string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(Folder, name));
        write(stream);
    }
}
