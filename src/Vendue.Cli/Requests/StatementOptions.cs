using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Kernel;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Witnesses;

namespace Vendue.Cli.Requests;

/// <summary>A proof that is wanted.</summary>
/// <param name="Key">The verifying key of its program.</param>
/// <param name="Input">Its input, as the witness generator takes it.</param>
/// <param name="Predicate">What its public values must satisfy.</param>
/// <param name="Work">How much work it takes, in constraints.</param>
/// <param name="Generator">Its witness generator; null for none.</param>
/// <param name="Files">The files that this was read from.</param>
sealed record WantedProof(SnarkjsKey Key, byte[] Input, Predicate Predicate, ulong Work, byte[]? Generator, IReadOnlyList<FileInfo> Files);

/// <summary>The options that say what is to be proven.</summary>
sealed class StatementOptions
{
    readonly Option<FileInfo> zkey = InputFile.Option("--zkey", "The program, by its proving key.");
    readonly Option<FileInfo> vkey = InputFile.Option("--vkey", "The program, by its verifying key: Groth16, PLONK or FFLONK, as snarkjs exports it; with --work.");
    readonly Option<FileInfo> input = InputFile.RequiredOption("--input", "The circuit's input: a JSON object with a member for each input signal. Everybody can read it.");
    readonly Option<FileInfo> publicValues = InputFile.Option("--public", "The public values that the proof must have. Without it any will do, and so will a proof made for another request of the same program.");
    readonly Option<ulong> work = ValueOption.Number("--work", "How many constraints the circuit has. Without it the size of the proving key's domain, which is a little more.", 1, ulong.MaxValue);

    readonly Option<FileInfo> generator = InputFile.Option("--generator", "The circuit's witness generator (.wasm). With it a prover can show that the work is impossible, instead of losing its bond: some take no work without.");

    internal IEnumerable<Option> All => [zkey, vkey, input, publicValues, work, generator];

    /// <summary>Reads and checks all files, before anything is sent.</summary>
    internal WantedProof Read(ParseResult parse)
    {
        var (proving, verifying) = (parse.GetValue(zkey), parse.GetValue(vkey));
        if (proving is null == verifying is null) throw new CommandException("usage", "Give the program either by --zkey or by --vkey: see `vendue request --help`.");
        var inputFile = parse.GetRequiredValue(input);
        var bytes = InputFile.Read(inputFile, WitnessLimits.Default.InputBytes);
        WitnessInput.Parse(bytes, WitnessLimits.Default);
        ulong? amount = parse.GetResult(work) is null ? null : parse.GetValue(work);
        var (key, units) = proving is not null ? OfProvingKey(proving, amount) : OfVerifyingKey(verifying!, amount);
        var expected = parse.GetValue(publicValues);
        var module = parse.GetValue(generator);
        return new WantedProof(
            key, bytes, Predicate(key, expected), units, module is null ? null : InputFile.Read(module, WitnessLimits.Default.ModuleBytes),
            [.. new[] { proving, verifying, inputFile, expected, module }.OfType<FileInfo>()]);
    }

    static (SnarkjsKey, ulong) OfProvingKey(FileInfo file, ulong? work)
    {
        InputFile.RequireReadable(file, ZKeyFile.DefaultMaxBytes);
        var key = ZKeyFile.Read(file.FullName);
        return (SnarkjsKey.Of(key.VerifyingKey), work ?? 1UL << key.LogDomainSize);
    }

    static (SnarkjsKey, ulong) OfVerifyingKey(FileInfo file, ulong? work) =>
        (SnarkjsKey.Parse(InputFile.Read(file, VerifyingKeyJson.MaxBytes)),
            work ?? throw new CommandException("usage", "A verifying key does not say how much work a proof is: give --work, the circuit's number of constraints."));

    static Predicate Predicate(SnarkjsKey key, FileInfo? expected)
    {
        if (expected is null) return default;
        var values = PublicValuesJson.Parse(InputFile.Read(expected, PublicValuesJson.MaxBytes));
        if (values.Count != key.PublicCount)
            throw new CommandException("public-length", $"'{expected}' has {values.Count} public values, but the key is for {key.PublicCount}: check which files belong together.");
        return new Predicate(PredicateKind.Exact, new Bytes(values.ToBytes()));
    }
}
