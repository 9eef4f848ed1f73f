using System.Diagnostics;
using System.Text.Json;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Proofs.Bench;

/// <summary>snarkjs at work on the same key and witness; each side must accept the other's proof or the run fails.</summary>
static class Snarkjs
{
    public sealed record Result(double ProveMilliseconds, double VerifyMilliseconds);

    public static Result Run(string modules, ZKey key, Witness witness, Groth16Proof proof, PublicValues publicValues, int repetitions)
    {
        string folder = Directory.CreateTempSubdirectory("vendue-proofs-bench-").FullName;
        try
        {
            Write(folder, "key.zkey", stream => ZKeyFile.Write(key, stream));
            Write(folder, "witness.wtns", stream => WitnessFile.Write(witness, stream));
            Write(folder, "key.json", stream => VerifyingKeyJson.Write(key.VerifyingKey, stream));
            Write(folder, "proof.json", stream => ProofJson.Write(proof, stream));
            Write(folder, "public.json", stream => PublicValuesJson.Write(publicValues, stream));
            using JsonDocument report = JsonDocument.Parse(Node(modules, folder, repetitions));
            JsonElement root = report.RootElement;
            if (!root.GetProperty("accepted").GetBoolean() || !root.GetProperty("sameKey").GetBoolean())
                throw new InvalidOperationException("snarkjs does not accept our proof or exports another verifying key.");
            Groth16Proof theirs = ProofJson.Parse(File.ReadAllBytes(Path.Combine(folder, "snarkjs-proof.json")));
            PublicValues stated = PublicValuesJson.Parse(File.ReadAllBytes(Path.Combine(folder, "snarkjs-public.json")));
            if (!Groth16Verifier.Verify(key.VerifyingKey, stated, theirs))
                throw new InvalidOperationException("We do not accept the proof of snarkjs.");
            return new Result(root.GetProperty("prove").GetDouble(), root.GetProperty("verify").GetDouble());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Write(string folder, string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }

    static string Node(string modules, string folder, int repetitions)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "snarkjs.cjs"));
        start.ArgumentList.Add(Path.GetFullPath(modules));
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(repetitions.ToString());
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException("node failed.");
    }
}
