using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;

namespace Vendue.Cli.Proofs;

/// <summary><c>vendue proof program</c>: pins a zkVM's program, as a market registers it.</summary>
static class ProgramCommand
{
    internal static Command Create()
    {
        var receipt = new ReceiptOptions("The zkVM:", required: true);
        var key = OutputFiles.RequiredOption("--vkey", "Where the pinned program goes: its verifying key on a market.");
        var command = new Command("program", "Pin a zkVM's program and the releases under which its receipts count. The result is its verifying key on a market.") { key };
        foreach (var option in receipt.All) command.Add(option);
        return command.Runs((parse, console, _) =>
        {
            var identity = receipt.IdentityOf(parse) ?? throw new CommandException("usage", "Give the program by --program: see `vendue proof program --help`.");
            var pinned = receipt.Pin(parse, receipt.SystemOf(parse)!, identity);
            var file = parse.GetRequiredValue(key);
            using var outputs = new OutputFiles([file], []);
            outputs.Write(file, stream => stream.Write(pinned.ToBytes()));
            outputs.Commit();
            var name = "0x" + Convert.ToHexStringLower(pinned.Hash());
            console.Answer(
                $"Program {name} accepts receipts of {string.Join(", ", pinned.Verifiers.Select(v => v.Version))}: {file}.",
                new JsonObject { ["vkey"] = file.ToString(), ["market"] = name, ["accepted"] = ReceiptOptions.Machine(pinned.Verifiers) });
            ReceiptOptions.Warn(console, pinned.Verifiers);
            return Task.FromResult(ExitCode.Success);
        }).WithExamples(
            "vendue proof program --system risc0-groth16 --program 0x11d264ed8dfdee222b820f0278e4d7f55d4b69a5472253a471c102265a91ea1a --vkey app.vkey",
            "vendue proof program --system sp1-groth16 --program 0x00ef99aa9ca5343648ec4bf880180e8f9a05d8be759659925cec813035acf507 --accept 6.1.0 --vkey app.vkey");
    }
}
