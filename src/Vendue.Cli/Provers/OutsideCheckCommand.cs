using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Proofs;
using Vendue.Kernel;
using Vendue.Prover.Outside;
using Vendue.Prover.Programs;

namespace Vendue.Cli.Provers;

/// <summary><c>vendue prover outside check</c>: whether a command is an outside prover, before any bond depends on it.</summary>
static class OutsideCheckCommand
{
    internal static Command Create()
    {
        var command = new Argument<string>("COMMAND") { Description = "The outside prover's command and arguments, in quotes." };
        var input = InputFile.Option("--input", "An input to prove, as the program takes it; without it only the handshake is tried.");
        var program = new Option<string?>("--program") { Description = "Which program proves it, by its name; the first when not given.", HelpName = "NAME" };
        var environment = OutsideProvers.EnvironmentOption();
        var check = new Command("check", "Start an outside prover, show what it announces, and have it make a proof, which is verified.") { command, input, program, environment }
            .Runs((parse, console, cancellation) => RunAsync(parse.GetRequiredValue(command), parse.GetValue(input), parse.GetValue(program), parse.GetValue(environment) ?? [], console, cancellation))
            .WithExamples("vendue prover outside check 'bash prover.sh circuits' --input input.json");
        return new Command("outside", "Outside provers: programs of your own that make the proofs.") { check };
    }

    static async Task<int> RunAsync(string command, FileInfo? input, string? name, string[] environment, CommandConsole console, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("vendue-outside-");
        try
        {
            var options = OutsideProvers.OptionsOf(command, environment, folder.FullName, WitnessChild.Running);
            await using var prover = await console.While("Starting", () => OutsideProver.StartAsync(options, line => console.Warn(line), cancellation)).ConfigureAwait(false);
            TellPrograms(prover, console);
            var made = input is null ? null : await ProveAsync(prover, input, name, console, cancellation).ConfigureAwait(false);
            console.Answer(made is null ? $"'{prover.Announcement.Name}' keeps to the contract's handshake; give --input to have it prove." : $"Proven and verified in {made.Took?.TotalSeconds ?? 0:0.00} s.", AnswerOf(prover, made));
            return ExitCode.Success;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<MadeProof> ProveAsync(OutsideProver prover, FileInfo input, string? name, CommandConsole console, CancellationToken cancellation)
    {
        var program = prover.Programs.FirstOrDefault(p => name is null || p.Name == name)
            ?? throw new CommandException("unknown-program", $"'{prover.Announcement.Name}' has no program '{name}': it has {string.Join(", ", prover.Programs.Select(p => p.Name))}.");
        var order = new ProofOrder { Id = new Hash32(RandomNumberGenerator.GetBytes(Hash32.Size)), Input = InputFile.Read(input, Vendue.Proofs.Witnesses.WitnessLimits.Default.InputBytes) };
        var made = await console.While("Proving", () => program.ProveAsync(order, cancellation)).ConfigureAwait(false);
        program.Forget(order.Id);
        return made;
    }

    static void TellPrograms(OutsideProver prover, CommandConsole console) => console.Table(
        $"{prover.Announcement.Name}, {prover.Announcement.Slots} at a time",
        ["program", "system", "verifying key's hash", "verified", "public values foretold", "speed"],
        [.. prover.Programs.Select(p => new[]
        {
            p.Name, $"{p.System} {p.Version}", p.Program.ToString(), p.IsVerifiedHere ? "here" : "by the prover alone",
            p.Announced.Generator is null ? "no" : "yes", p.Announced.PerSecond > 0 ? $"{p.Announced.PerSecond:N0} {p.Announced.Unit}/s" : "not said",
        })]);

    static JsonObject AnswerOf(OutsideProver prover, MadeProof? made) => new()
    {
        ["name"] = prover.Announcement.Name,
        ["slots"] = prover.Announcement.Slots,
        ["programs"] = new JsonArray([.. prover.Programs.Select(p => new JsonObject
        {
            ["name"] = p.Name, ["program"] = p.Program.ToString(), ["system"] = p.System.ToString(), ["version"] = p.Version,
            ["verified"] = p.IsVerifiedHere, ["unit"] = p.Announced.Unit, ["perSecond"] = p.Announced.PerSecond,
        })]),
        ["milliseconds"] = made?.Took is { } took ? (long)took.TotalMilliseconds : null,
        ["proofBytes"] = made?.Proof.Length,
    };
}
