using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Proofs;
using Vendue.Kernel;
using Vendue.Proofs;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Witnesses;
using Vendue.Proofs.ZkVms;

namespace Vendue.Cli.Requests;

/// <summary>A proof that is wanted.</summary>
/// <param name="Key">The verifying key of its program.</param>
/// <param name="Statement">System, work and what the public values must satisfy; program and files not stored yet.</param>
/// <param name="Input">Its input, as whoever proves it takes it.</param>
/// <param name="Generator">Its witness generator; null for none.</param>
/// <param name="Files">The files that this was read from.</param>
sealed record WantedProof(ProgramKey Key, Statement Statement, byte[] Input, byte[]? Generator, IReadOnlyList<FileInfo> Files);

/// <summary>The options that say what is to be proven.</summary>
sealed class StatementOptions
{
    static readonly WitnessLimits limits = WitnessLimits.Default;

    readonly Option<FileInfo> zkey = InputFile.Option("--zkey", "The program, by its proving key.");
    readonly Option<FileInfo> vkey = InputFile.Option("--vkey", "The program, by its verifying key: Groth16, PLONK or FFLONK, as snarkjs exports it; with --system as `vendue proof program` writes it. With --work.");
    readonly ReceiptOptions receipt = new("The program is a zkVM's, named by --program or --vkey:", required: false);
    readonly Option<FileInfo> input = InputFile.RequiredOption("--input", "The circuit's input: a JSON object with a member for each input signal; with --system any bytes that the zkVM's program reads. Everybody can read it.");
    readonly Option<FileInfo> publicValues = InputFile.Option("--public", "The public values that the proof must have; with --system raw (RISC Zero's journal), or as 0x and hexadecimal digits. Without it any will do, and so will a proof made for another request of the same program.");
    readonly Option<ulong> work = ValueOption.Number("--work", "How many constraints the circuit has; of a zkVM's program how many cycles the run takes. Without it the size of the proving key's domain, which is a little more.", 1, ulong.MaxValue);

    readonly Option<FileInfo> generator = InputFile.Option("--generator", "The circuit's witness generator (.wasm). With it a prover can show that the work is impossible, instead of losing its bond: some take no work without.");

    internal IEnumerable<Option> All => [zkey, vkey, .. receipt.All, input, publicValues, work, generator];

    /// <summary>Reads and checks all files, before anything is sent.</summary>
    internal WantedProof Read(ParseResult parse) =>
        receipt.SystemOf(parse) is { } system ? OfZkVm(parse, system) : OfCircuit(parse);

    WantedProof OfCircuit(ParseResult parse)
    {
        var (proving, verifying) = (parse.GetValue(zkey), parse.GetValue(vkey));
        if (proving is null == verifying is null) throw new CommandException("usage", "Give the program either by --zkey or by --vkey, or a zkVM's by --system: see `vendue request --help`.");
        var bytes = InputFile.Read(parse.GetRequiredValue(input), limits.InputBytes);
        WitnessInput.Parse(bytes, limits);
        var (key, units) = proving is not null ? OfProvingKey(proving, WorkOf(parse)) : OfVerifyingKey(verifying!, WorkOf(parse));
        byte[]? expected = parse.GetValue(publicValues) is { } file ? ValuesOf(key, file) : null;
        byte[]? module = parse.GetValue(generator) is { } wasm ? InputFile.Read(wasm, limits.ModuleBytes) : null;
        return Wanted(parse, key, "constraints", units, expected, bytes, module);
    }

    WantedProof OfZkVm(ParseResult parse, ReceiptSystem system)
    {
        if (parse.GetValue(zkey) is not null || parse.GetValue(generator) is not null)
            throw new CommandException("usage", "--zkey and --generator are a circuit's: leave them out where --system names a zkVM.");
        var program = receipt.PinnedOf(parse, system, parse.GetValue(vkey))
            ?? throw new CommandException("usage", "Give the zkVM's program by --program, or pinned by --vkey: see `vendue request --help`.");
        ulong cycles = WorkOf(parse) ?? throw new CommandException("usage", "A program does not say how much work a run is: give --work, its number of cycles.");
        byte[]? expected = parse.GetValue(publicValues) is { } file ? ReceiptOptions.Bytes(InputFile.Read(file, (2 * ReceiptSystem.MaxPublicBytes) + 4)) : null;
        if (expected?.Length > ReceiptSystem.MaxPublicBytes)
            throw new CommandException("public-length", $"The public values have {expected.Length:N0} bytes and at most {ReceiptSystem.MaxPublicBytes:N0} are taken: let the program state a hash of them.");
        return Wanted(parse, program, "cycles", cycles, expected, InputFile.Read(parse.GetRequiredValue(input), limits.InputBytes), null);
    }

    WantedProof Wanted(ParseResult parse, ProgramKey key, Name unit, ulong amount, byte[]? expected, byte[] bytes, byte[]? module) => new(
        key,
        new Statement
        {
            System = key.System.Name,
            Version = (ushort)key.System.Version,
            Predicate = expected is null ? default : new Predicate(PredicateKind.Exact, new Bytes(expected)),
            WorkUnit = unit,
            Work = amount,
        },
        bytes, module, [.. new[] { zkey, vkey, input, publicValues, generator }.Select(parse.GetValue).OfType<FileInfo>()]);

    ulong? WorkOf(ParseResult parse) => parse.GetResult(work) is null ? null : parse.GetValue(work);

    static (SnarkjsKey, ulong) OfProvingKey(FileInfo file, ulong? work)
    {
        InputFile.RequireReadable(file, ZKeyFile.DefaultMaxBytes);
        var key = ZKeyFile.Read(file.FullName);
        return (SnarkjsKey.Of(key.VerifyingKey), work ?? 1UL << key.LogDomainSize);
    }

    static (SnarkjsKey, ulong) OfVerifyingKey(FileInfo file, ulong? work) =>
        (SnarkjsKey.Parse(InputFile.Read(file, VerifyingKeyJson.MaxBytes)),
            work ?? throw new CommandException("usage", "A verifying key does not say how much work a proof is: give --work, the circuit's number of constraints."));

    static byte[] ValuesOf(SnarkjsKey key, FileInfo expected)
    {
        var values = PublicValuesJson.Parse(InputFile.Read(expected, PublicValuesJson.MaxBytes));
        return values.Count == key.PublicCount
            ? values.ToBytes()
            : throw new CommandException("public-length", $"'{expected}' has {values.Count} public values, but the key is for {key.PublicCount}: check which files belong together.");
    }
}
