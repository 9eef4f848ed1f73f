using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Proofs;
using Vendue.Proofs.Formats;
using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Proofs;

/// <summary><c>vendue proof verify --system</c>: the receipt of a zkVM.</summary>
/// <param name="Key">The pinned program; null to pin it by options.</param>
/// <param name="Proof">The receipt: raw, in hexadecimal, or the makers' JSON with public values.</param>
/// <param name="PublicValues">The public values; null when the receipt's file holds them.</param>
sealed record ReceiptVerification(FileInfo? Key, FileInfo Proof, FileInfo? PublicValues)
{
    internal int Run(ReceiptSystem system, ReceiptOptions options, ParseResult parse, CommandConsole console)
    {
        var proof = InputFile.Read(Proof, RiscZeroReceiptJson.MaxBytes);
        var stated = ProgramKey.IsJson(proof) ? system.ReadJson(proof) : null;
        var key = KeyOf(system, options, parse, stated, console);
        var values = PublicValues is not null ? ReceiptOptions.Bytes(InputFile.Read(PublicValues, RiscZeroReceiptJson.MaxBytes))
            : stated?.PublicValues ?? throw new CommandException("usage", "Give the public values by --public: see `vendue proof verify --help`.");

        var check = system.Check(key.ToBytes(), values, stated?.Proof ?? ReceiptOptions.Bytes(proof));
        if (check.Verdict == ProofVerdict.Malformed) throw new CommandException(check.Code, check.Message);
        bool valid = check.Verdict == ProofVerdict.Valid;
        console.Answer(check.Message, new JsonObject
        {
            ["valid"] = valid,
            ["code"] = check.Code,
            ["program"] = "0x" + Convert.ToHexStringLower(key.Id),
            ["release"] = check.Verifier?.Version,
            ["accepted"] = ReceiptOptions.Machine(key.Verifiers),
        });
        if (valid) ReceiptOptions.Warn(console, [check.Verifier!]);
        return valid ? ExitCode.Success : ExitCode.Negative;
    }

    ReceiptProgram KeyOf(ReceiptSystem system, ReceiptOptions options, ParseResult parse, StatedReceipt? stated, CommandConsole console)
    {
        var pinned = options.PinnedOf(parse, system, Key);
        if (pinned is not null && stated?.Program is { } said && !pinned.Id.SequenceEqual(said))
            throw new CommandException("program-differs", $"The file is a receipt of program 0x{Convert.ToHexStringLower(said)}, not of the one given: check which belong together.");
        if (pinned is not null) return pinned;
        if (stated?.Program is not { } only)
            throw new CommandException("usage", "Give the program by --program, or pinned by --vkey: see `vendue proof verify --help`.");
        console.Warn($"Which program this is says only the file (0x{Convert.ToHexStringLower(only)}): give --program to be sure.");
        return options.Pin(parse, system, only);
    }
}
