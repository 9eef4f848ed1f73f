using System.CommandLine;
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
        var key = InputFile.Option("--vkey", "The verifying key; of a zkVM's program as `vendue proof program` writes it, or --program instead.");
        var proof = InputFile.RequiredOption("--proof", "The proof. With --system the receipt as it goes on chain, raw or as 0x and hexadecimal digits; or the JSON that the makers' tools write: RISC Zero's Receipt, or seal, journal and image_id; SP1's vkey, publicValues and proof.");
        var publicValues = InputFile.Option("--public", "The public values. With --system the raw bytes (RISC Zero's journal), or 0x and hexadecimal digits.");
        var receipt = new ReceiptOptions("The proof is the receipt of a zkVM:", required: false);
        var command = new Command("verify", "Verify a proof: Groth16, PLONK or FFLONK, as the key says; with --system a receipt. Exit code 0: valid; 1: invalid; 2: a file cannot be used.") { key, proof, publicValues };
        foreach (var option in receipt.All) command.Add(option);
        return command.Runs((parse, console, _) => Task.FromResult(receipt.SystemOf(parse) is { } system
                ? new ReceiptVerification(parse.GetValue(key), parse.GetRequiredValue(proof), parse.GetValue(publicValues)).Run(system, receipt, parse, console)
                : Run(Required(parse, key), parse.GetRequiredValue(proof), Required(parse, publicValues), console)))
            .WithExamples(
                "vendue proof verify --vkey chain.vkey.json --proof proof.json --public public.json",
                "vendue proof verify --system risc0-groth16 --program 0x11d264ed8dfdee222b820f0278e4d7f55d4b69a5472253a471c102265a91ea1a --proof seal.hex --public journal.bin",
                "vendue proof verify --system risc0-groth16 --program 0x11d264ed8dfdee222b820f0278e4d7f55d4b69a5472253a471c102265a91ea1a --proof receipt.json",
                "vendue proof verify --system sp1-groth16 --proof groth16-fixture.json",
                "vendue proof verify --system sp1-groth16 --vkey app.vkey --proof proof.bin --public values.bin");
    }

    static FileInfo Required(ParseResult parse, Option<FileInfo> option) =>
        parse.GetValue(option) ?? throw new CommandException("usage", $"Option '{option.Name}' is required: see `vendue proof verify --help`.");

    static int Run(FileInfo keyFile, FileInfo proofFile, FileInfo publicFile, CommandConsole console)
    {
        var key = SnarkjsKey.Parse(InputFile.Read(keyFile, VerifyingKeyJson.MaxBytes));
        var proof = key.ReadProof(InputFile.Read(proofFile, ProofJson.MaxBytes));
        var values = PublicValuesJson.Parse(InputFile.Read(publicFile, PublicValuesJson.MaxBytes));
        if (values.Count != key.PublicCount)
            throw new CommandException("public-length",
                $"'{publicFile}' has {values.Count} public values, but the key is for {key.PublicCount}: check which files belong together.");

        var valid = key.Verify(values.ToBytes(), proof) == ProofVerdict.Valid;
        console.Answer(
            valid ? "The proof is valid." : "The proof is invalid: it was not made for this key and these public values.",
            new JsonObject { ["valid"] = valid, ["system"] = key.System.Name });
        return valid ? ExitCode.Success : ExitCode.Negative;
    }
}
