using System.Diagnostics;
using System.Text.Json;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Tests.Groth16;
using Vendue.Proofs.Tests.Witnesses;

namespace Vendue.Proofs.Tests.Interop;

/// <summary>On random circuits, what we prove snarkjs accepts and the other way round, and both refuse what is tampered with.</summary>
public sealed class RandomCircuitInteropTests : IDisposable
{
    const int Circuits = 24;
    static readonly string Script = Repository.Of("tests/interop/batch.mjs");
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vendue-interop-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Random_circuits_are_proven_and_verified_alike()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Path.GetDirectoryName(Script)!, "node_modules", "snarkjs")), "snarkjs is not installed: run `npm ci` in tests/interop.");
        List<(string Path, VerifyingKey Key, PublicValues Values, int Tampered)> cases = [];
        for (int seed = 101; seed < 101 + Circuits; seed++)
            cases.Add(Prepare(seed));
        await RunAsync([.. cases.Select(each => each.Path)]);
        foreach ((string path, VerifyingKey key, PublicValues values, int tampered) in cases)
        {
            using JsonDocument verdicts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(path, "verdicts.json")));
            verdicts.RootElement.EnumerateObject().Count().ShouldBe(1 + tampered);
            foreach (JsonProperty verdict in verdicts.RootElement.EnumerateObject())
                verdict.Value.GetBoolean().ShouldBe(verdict.Name == "given", $"{path}: {verdict.Name}");

            using JsonDocument theirs = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(path, "theirs.json")));
            PublicValues theirValues = PublicValuesJson.Parse(Bytes(theirs.RootElement.GetProperty("publicSignals")));
            theirValues.ToBytes().ShouldBe(values.ToBytes());
            Groth16Verifier.Verify(key, theirValues, ProofJson.Parse(Bytes(theirs.RootElement.GetProperty("proof")))).ShouldBeTrue(path);
        }
    }

    (string Path, VerifyingKey Key, PublicValues Values, int Tampered) Prepare(int seed)
    {
        string path = folder.CreateSubdirectory($"{seed}").FullName;
        RandomCircuit random = RandomCircuit.Of(seed);
        ZKey key = DevelopmentSetup.Run(random.Circuit, "interop"u8);
        (Groth16Proof proof, PublicValues values) = new Groth16Prover(key).Prove(random.Witness);
        Write(path, "circuit.zkey", stream => ZKeyFile.Write(key, stream));
        File.WriteAllBytes(Path.Combine(path, "witness.wtns"), random.Witness.ToFile());
        Write(path, "vkey.json", stream => VerifyingKeyJson.Write(key.VerifyingKey, stream));
        Write(path, "proof.json", stream => ProofJson.Write(proof, stream));
        Write(path, "public.json", stream => PublicValuesJson.Write(values, stream));
        int tampered = 0;
        foreach ((Groth16Proof other, PublicValues others) in Tampered(proof, values))
        {
            Groth16Verifier.Verify(key.VerifyingKey, others, other).ShouldBeFalse();
            Write(path, $"tampered-{tampered++}.json", stream =>
            {
                using var writer = new Utf8JsonWriter(stream);
                writer.WriteStartObject();
                writer.WritePropertyName("proof");
                writer.WriteRawValue(Text(inner => ProofJson.Write(other, inner)));
                writer.WritePropertyName("publicSignals");
                writer.WriteRawValue(Text(inner => PublicValuesJson.Write(others, inner)));
                writer.WriteEndObject();
            });
        }

        return (path, key.VerifyingKey, values, tampered);
    }

    static IEnumerable<(Groth16Proof Proof, PublicValues Values)> Tampered(Groth16Proof proof, PublicValues values)
    {
        yield return (proof with { A = -proof.A }, values);
        yield return (proof with { B = -proof.B }, values);
        yield return (proof with { C = -proof.C }, values);
        yield return (proof with { A = proof.C, C = proof.A }, values);
        for (int i = 0; i < values.Count; i++)
        {
            Fr[] changed = [.. values.Elements];
            changed[i] += Fr.One;
            yield return (proof, new PublicValues(changed));
        }
    }

    static async Task RunAsync(string[] folders)
    {
        var start = new ProcessStartInfo("node", [Script, .. folders]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await output + error);
    }

    static void Write(string folder, string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }

    static byte[] Bytes(JsonElement element) => JsonSerializer.SerializeToUtf8Bytes(element);

    static byte[] Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
