using System.Diagnostics;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Cli.Proofs;

/// <summary><c>vendue proof prove</c>: a proof from an input, or from a witness made elsewhere.</summary>
static class ProveCommand
{
    internal static Command Create()
    {
        var key = InputFile.RequiredOption("--zkey", "The proving key.");
        var generator = InputFile.Option("--wasm", "The circuit's witness generator, as circom writes it; with --input.");
        var input = InputFile.Option("--input", "The circuit's input: a JSON object with a member for each input signal.");
        var witness = InputFile.Option("--witness", "A witness (.wtns) instead of --wasm and --input.");
        var proof = OutputFiles.RequiredOption("--proof", "Where the proof goes.");
        var publicValues = OutputFiles.RequiredOption("--public", "Where the public values go.");
        return new Command("prove", "Prove a statement.") { key, generator, input, witness, proof, publicValues }.Runs((parse, console, cancellation) =>
        {
            var source = WitnessSource.Of(parse.GetValue(generator), parse.GetValue(input), parse.GetValue(witness));
            return RunAsync(parse.GetRequiredValue(key), source, parse.GetRequiredValue(proof), parse.GetRequiredValue(publicValues), console, cancellation);
        }).WithExamples(
            "vendue proof prove --zkey chain.zkey --wasm chain.wasm --input input.json --proof proof.json --public public.json",
            "vendue proof prove --zkey chain.zkey --witness chain.wtns --proof proof.json --public public.json");
    }

    static async Task<int> RunAsync(
        FileInfo key, WitnessSource source, FileInfo proof, FileInfo publicValues, CommandConsole console, CancellationToken cancellation)
    {
        InputFile.RequireReadable(key, ZKeyFile.DefaultMaxBytes);
        using var outputs = new OutputFiles([proof, publicValues], [key, .. source.Files]);
        var clock = Stopwatch.StartNew();
        var (made, values) = await console.While("Proving", () =>
        {
            var witness = source.Compute(cancellation);
            return new Groth16Prover(ZKeyFile.Read(key.FullName)).Prove(witness, Environment.ProcessorCount, cancellation);
        }, cancellation);
        outputs.Write(proof, stream => ProofJson.Write(made, stream));
        outputs.Write(publicValues, stream => PublicValuesJson.Write(values, stream));
        outputs.Commit();

        console.Answer(
            $"Proven in {clock.Elapsed.TotalSeconds:0.00} s: {proof}, {publicValues}.",
            new JsonObject
            {
                ["proof"] = proof.ToString(),
                ["public"] = publicValues.ToString(),
                ["publicValues"] = new JsonArray([.. values.Elements.ToArray().Select(v => JsonValue.Create(v.ToString()))]),
                ["milliseconds"] = clock.ElapsedMilliseconds,
            });
        return ExitCode.Success;
    }
}
