using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Groth16;

namespace Vendue.Cli.Proofs;

/// <summary><c>vendue proof setup</c>: keys for development, in seconds and without a ceremony.</summary>
static class SetupCommand
{
    internal static Command Create()
    {
        var circuit = InputFile.RequiredOption("--r1cs", "The circuit's constraints, as circom writes them.");
        var provingKey = OutputFiles.RequiredOption("--zkey", "Where the proving key goes.");
        var verifyingKey = OutputFiles.RequiredOption("--vkey", "Where the verifying key goes.");
        var seed = new Option<string?>("--seed") { Description = "The same text gives the same keys; without it they are random.", HelpName = "TEXT" };
        return new Command("setup", "Make a proving and a verifying key for development. Whoever makes them can forge proofs: real money needs a ceremony's .zkey.")
        {
            circuit, provingKey, verifyingKey, seed,
        }.Runs((parse, console, cancellation) => RunAsync(
            parse.GetRequiredValue(circuit), parse.GetRequiredValue(provingKey), parse.GetRequiredValue(verifyingKey),
            SeedOf(parse.GetValue(seed)), console, cancellation)).WithExamples(
            "vendue proof setup --r1cs chain.r1cs --zkey chain.zkey --vkey chain.vkey.json",
            "vendue proof setup --r1cs chain.r1cs --zkey chain.zkey --vkey chain.vkey.json --seed demo");
    }

    static async Task<int> RunAsync(
        FileInfo circuit, FileInfo provingKey, FileInfo verifyingKey, byte[] seed, CommandConsole console, CancellationToken cancellation)
    {
        InputFile.RequireReadable(circuit, R1csFile.DefaultMaxBytes);
        using var outputs = new OutputFiles([provingKey, verifyingKey], [circuit]);
        var constraints = R1csFile.Read(circuit.FullName);
        var key = await console.While("Making keys", () => DevelopmentSetup.Run(constraints, seed, Environment.ProcessorCount, cancellation), cancellation);
        outputs.Write(provingKey, stream => ZKeyFile.Write(key, stream));
        outputs.Write(verifyingKey, stream => VerifyingKeyJson.Write(key.VerifyingKey, stream));
        outputs.Commit();

        var hash = Convert.ToHexStringLower(key.VerifyingKey.Hash());
        console.Answer(
            $"Keys for {constraints.ConstraintCount:N0} constraints and {constraints.PublicCount} public values: {provingKey}, {verifyingKey} (verifying key {hash}).",
            new JsonObject
            {
                ["zkey"] = provingKey.ToString(),
                ["vkey"] = verifyingKey.ToString(),
                ["verifyingKeyHash"] = hash,
                ["constraints"] = constraints.ConstraintCount,
                ["publicValues"] = constraints.PublicCount,
                ["insecure"] = true,
            });
        console.Warn("These keys are for development only: whoever knows the seed can forge proofs.");
        return ExitCode.Success;
    }

    static byte[] SeedOf(string? text)
    {
        if (text is null) return RandomNumberGenerator.GetBytes(32);
        var seed = Encoding.UTF8.GetBytes(text);
        return seed.Length is > 0 and <= DevelopmentSetup.MaxSeedLength
            ? seed
            : throw new CommandException("usage", $"The seed must have 1 to {DevelopmentSetup.MaxSeedLength} bytes: give another, or none for random keys.");
    }
}
