using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Kernel;
using Vendue.Proofs;
using Vendue.Proofs.Formats;
using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Proofs;

/// <summary>The options that pin a zkVM's program: which, and under which releases its receipts count.</summary>
sealed class ReceiptOptions
{
    /// <summary>Longest pinned program read, bytes.</summary>
    const int MaxKeyBytes = 4096;
    static readonly ReceiptSystem[] systems = [.. ProofSystems.All.OfType<ReceiptSystem>()];

    readonly Option<string?> system = new("--system") { HelpName = "NAME" };
    readonly Option<Hash32> program = ValueOption.Hash("--program", "The zkVM's program: RISC Zero's image id, or the hash of SP1's program key.", required: false);
    readonly Option<string[]> accept = new("--accept")
    {
        Description = $"A release under which receipts count, once for each; without it those that nothing is known against. {string.Join(". ", systems.Select(Releases))}.",
        HelpName = "RELEASE",
    };

    internal ReceiptOptions(string description, bool required)
    {
        system.Description = $"{description} {Names}.";
        system.Required = required;
    }

    internal IEnumerable<Option> All => [system, program, accept];

    /// <summary>The zkVM; null when none is named.</summary>
    internal ReceiptSystem? SystemOf(ParseResult parse)
    {
        if (parse.GetValue(system) is { } name)
            return systems.FirstOrDefault(s => s.Name == name) ?? throw new CommandException("usage", $"There is no zkVM system '{name}': give {Names}.");
        return parse.GetResult(program) is null && parse.GetResult(accept) is null
            ? null
            : throw new CommandException("usage", $"--program and --accept are of a zkVM's program: say which by --system {Names}.");
    }

    /// <summary>The identity of the program named; null when none is.</summary>
    internal byte[]? IdentityOf(ParseResult parse) => parse.GetResult(program) is null ? null : Convert.FromHexString(parse.GetValue(program).ToString()[2..]);

    /// <summary>The program, from a file that pins it or from the options that do; null when neither is given.</summary>
    internal ReceiptProgram? PinnedOf(ParseResult parse, ReceiptSystem zkVm, FileInfo? key)
    {
        if (key is null) return IdentityOf(parse) is { } identity ? Pin(parse, zkVm, identity) : null;
        if (parse.GetResult(program) is not null || parse.GetResult(accept) is not null)
            throw new CommandException("usage", "Give the program either by --program, with --accept, or pinned by --vkey.");
        return ReceiptProgram.Parse(zkVm, InputFile.Read(key, MaxKeyBytes));
    }

    /// <summary>The program pinned with the releases named.</summary>
    internal ReceiptProgram Pin(ParseResult parse, ReceiptSystem zkVm, byte[] identity) => ReceiptProgram.Of(zkVm, identity, parse.GetValue(accept) ?? []);

    /// <summary>Warns of releases that a careful requester would not accept.</summary>
    internal static void Warn(CommandConsole console, IEnumerable<ReceiptVerifier> verifiers)
    {
        foreach (var verifier in verifiers.Where(v => v.Standing == Standing.Withdrawn))
            console.Warn($"Release {verifier.Version} was withdrawn, so proofs of false statements may exist: {verifier.Source}.");
    }

    /// <summary>Reads a file of raw bytes, or of 0x and hexadecimal digits.</summary>
    internal static byte[] Bytes(byte[] file) =>
        file.AsSpan().StartsWith("0x"u8) && HexText.TryParse(Encoding.ASCII.GetString(file), out byte[] bytes) ? bytes : file;

    /// <summary>What programs are told of releases.</summary>
    internal static JsonArray Machine(IEnumerable<ReceiptVerifier> verifiers) => new([.. verifiers.Select(v => new JsonObject
    {
        ["release"] = v.Version,
        ["selector"] = "0x" + Convert.ToHexStringLower(v.Selector),
        ["digest"] = "0x" + Convert.ToHexStringLower(v.Digest),
        ["standing"] = v.Standing.ToString().ToLowerInvariant(),
    })]);

    static string Names => string.Join(" or ", systems.Select(s => s.Name));

    static string Releases(ReceiptSystem zkVm) => $"{zkVm.Name}: {string.Join(", ", zkVm.Verifiers.Select(v => v.Standing == Standing.Current ? v.Version : $"{v.Version} ({v.Standing.ToString().ToLowerInvariant()})"))}";
}
