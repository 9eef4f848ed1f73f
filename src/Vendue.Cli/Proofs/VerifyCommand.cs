using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Proofs;
using Vendue.Proofs.Formats;

namespace Vendue.Cli.Proofs;

/// <summary><c>vendue proof verify</c>: 0 when the proof holds, 1 when it does not, 2 when a file is no such thing.</summary>
static class VerifyCommand
{
    internal static Command Create()
    {
        var key = InputFile.RequiredOption("--vkey", "The verifying key.");
        var proof = InputFile.RequiredOption("--proof", "The proof.");
        var publicValues = InputFile.RequiredOption("--public", "The public values.");
        return new Command("verify", "Verify a proof: Groth16, PLONK or FFLONK, as the key says. Exit code 0: valid; 1: invalid; 2: a file cannot be used.") { key, proof, publicValues }
            .Runs((parse, console, _) => Task.FromResult(Run(
                parse.GetRequiredValue(key), parse.GetRequiredValue(proof), parse.GetRequiredValue(publicValues), console)))
            .WithExamples("vendue proof verify --vkey chain.vkey.json --proof proof.json --public public.json");
    }

    static int Run(FileInfo keyFile, FileInfo proofFile, FileInfo publicFile, CommandConsole console)
    {
        var key = SnarkjsKey.Parse(InputFile.Read(keyFile, VerifyingKeyJson.MaxBytes));
        var proof = key.ReadProof(InputFile.Read(proofFile, ProofJson.MaxBytes));
        var values = PublicValuesJson.Parse(InputFile.Read(publicFile, PublicValuesJson.MaxBytes));
        if (values.Count != key.PublicCount)
            throw new CommandException("public-length",
                $"'{publicFile}' has {values.Count} public values, but the key is for {key.PublicCount}: check which files belong together.");

        var valid = key.Verify(values, proof) == ProofVerdict.Valid;
        console.Answer(
            valid ? "The proof is valid." : "The proof is invalid: it was not made for this key and these public values.",
            new JsonObject { ["valid"] = valid, ["system"] = key.System.Name });
        return valid ? ExitCode.Success : ExitCode.Negative;
    }
}
