using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Proofs.Fflonk;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;
using Vendue.Proofs.Plonk;

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
        var key = InputFile.Read(keyFile, VerifyingKeyJson.MaxBytes);
        var proof = InputFile.Read(proofFile, ProofJson.MaxBytes);
        var values = PublicValuesJson.Parse(InputFile.Read(publicFile, PublicValuesJson.MaxBytes));
        var protocol = SnarkjsProtocol.Of(key);
        var (publicCount, check) = Read(protocol, key, proof, values);
        if (values.Count != publicCount)
            throw new CommandException("public-length",
                $"'{publicFile}' has {values.Count} public values, but the key is for {publicCount}: check which files belong together.");

        var valid = check();
        console.Answer(
            valid ? "The proof is valid." : "The proof is invalid: it was not made for this key and these public values.",
            new JsonObject { ["valid"] = valid, ["protocol"] = protocol });
        return valid ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>Reads both files, before anything is checked: the number of public values wanted, and the check.</summary>
    static (int PublicCount, Func<bool> Check) Read(string protocol, byte[] keyFile, byte[] proofFile, PublicValues values)
    {
        switch (protocol)
        {
            case SnarkjsProtocol.Plonk:
                var (plonkKey, plonkProof) = (PlonkVerifyingKeyJson.Parse(keyFile), PlonkProofJson.Parse(proofFile));
                return (plonkKey.Circuit.PublicCount, () => PlonkVerifier.Verify(plonkKey, values, plonkProof));
            case SnarkjsProtocol.Fflonk:
                var (fflonkKey, fflonkProof) = (FflonkVerifyingKeyJson.Parse(keyFile), FflonkProofJson.Parse(proofFile));
                return (fflonkKey.Circuit.PublicCount, () => FflonkVerifier.Verify(fflonkKey, values, fflonkProof));
            default:
                var (key, proof) = (VerifyingKeyJson.Parse(keyFile), ProofJson.Parse(proofFile));
                return (key.PublicCount, () => Groth16Verifier.Verify(key, values, proof));
        }
    }
}
