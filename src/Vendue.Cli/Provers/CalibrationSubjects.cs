using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Proofs;
using Vendue.Kernel;
using Vendue.Proofs.Formats;
using Vendue.Proofs.Witnesses;
using Vendue.Prover.Calibrating;
using Vendue.Prover.Outside;

namespace Vendue.Cli.Provers;

/// <summary>What is to be measured: circuits of a folder, programs of outside provers, or circuits made for it.</summary>
sealed class CalibrationSubjects
{
    const int SmallestDomain = 10, LargestDomain = 20;
    const string InputEnding = ".input.json";

    readonly Option<DirectoryInfo?> programs = new("--programs") { Description = $"Circuits to measure: every NAME.zkey with NAME.wasm and an input NAME{InputEnding} beside it. Without it, and without --outside, circuits of growing size are made.", HelpName = "DIR" };
    readonly Option<ulong> largest = ValueOption.Number("--largest", $"Where circuits are made: the largest size, as a power of two of constraints, {SmallestDomain} to {LargestDomain}. Each step takes about twice as long, and twice the memory.", SmallestDomain, LargestDomain, otherwise: 14);
    readonly Option<DirectoryInfo?> inputs = new("--inputs") { Description = $"Where the inputs of the outside provers' programs are: NAME{InputEnding} by each program's name. Without one a program goes by the speed that its prover says.", HelpName = "DIR" };
    readonly Option<ulong> work = ValueOption.Number("--work", "How much work the input of an outside prover's program is, in the program's unit, where the prover does not say.", 1, 1UL << 62);

    internal IEnumerable<Option> All => [programs, largest, Outside, OutsideEnvironment, inputs, work];

    internal Option<string[]> Outside { get; } = OutsideProvers.CommandOption();

    internal Option<string[]> OutsideEnvironment { get; } = OutsideProvers.EnvironmentOption();

    /// <summary>The subjects of a command line.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="outside">The outside provers' programs; none where it names no such prover.</param>
    internal IReadOnlyList<ICalibrationSubject> Read(ParseResult parse, IReadOnlyList<OutsideProgram> outside)
    {
        var folder = parse.GetValue(programs);
        if (folder is null && outside.Count == 0) return [.. SyntheticCircuit.UpTo(SmallestDomain, (int)parse.GetValue(largest))];
        ICalibrationSubject[] circuits = folder is null ? [] : [.. KeysIn(folder).Where(k => !IsProvenOutside(k, outside)).Select(Subject)];
        var where = parse.GetValue(inputs);
        if (where is { Exists: false }) throw new CommandException("file-not-found", $"There is no folder '{where}': name the one with the programs' inputs.");
        var measurable = outside.Select(p => (Program: p, Input: InputOf(p, where))).ToList();
        if (circuits.Length == 0 && measurable.All(m => m.Input is null && m.Program.Announced.PerSecond == 0))
            throw new CommandException("no-input", $"Nothing can be measured: put an input of an outside prover's program into a folder, as {string.Join(" or ", outside.Select(p => p.Name + InputEnding))}, and name the folder with --inputs.");
        return [.. circuits, .. measurable.Where(m => m.Input is not null).Select(m => Subject(m.Program, m.Input!, parse.GetValue(work)))];
    }

    static List<FileInfo> KeysIn(DirectoryInfo folder)
    {
        if (!folder.Exists) throw new CommandException("file-not-found", $"There is no folder '{folder}': name the one with the circuits' .zkey and .wasm files.");
        var keys = folder.EnumerateFiles("*.zkey").Where(k => File.Exists(Path.ChangeExtension(k.FullName, ".wasm"))).OrderBy(k => k.Name, StringComparer.Ordinal).ToList();
        return keys.Count > 0 ? keys : throw new CommandException("no-programs", $"'{folder}' has no circuit: put each NAME.zkey there with its NAME.wasm beside it.");
    }

    /// <summary>An agent leaves to an outside prover what both have.</summary>
    static bool IsProvenOutside(FileInfo key, IReadOnlyList<OutsideProgram> outside) =>
        outside.Count > 0 && new Hash32(ZKeyFile.Read(key.FullName).VerifyingKey.Hash()) is var hash && outside.Any(p => p.Program == hash);

    static MeasuredProgram Subject(FileInfo key)
    {
        var input = new FileInfo(Path.ChangeExtension(key.FullName, InputEnding));
        if (!input.Exists) throw new CommandException("no-input", $"'{key.Name}' has no input to measure it with: put one that a requester could send beside it, as '{input.Name}'.");
        return new MeasuredProgram(key.FullName, Path.ChangeExtension(key.FullName, ".wasm"), InputFile.Read(input, WitnessLimits.Default.InputBytes), WitnessChild.Running);
    }

    static MeasuredOutsideProgram Subject(OutsideProgram program, byte[] input, ulong given)
    {
        var declared = DeclaredWork.Of(program) ?? throw new CommandException("no-unit", $"The outside prover's program '{program.Name}' names no unit of work that can be used: see docs/outside-provers.md.");
        ulong work = declared.Size > 0 ? declared.Size : given;
        return work > 0 ? new MeasuredOutsideProgram(program, declared, work, input)
            : throw new CommandException("no-work", $"The outside prover does not say how much work a proof of '{program.Name}' is: give --work, in {declared.Unit}.");
    }

    static byte[]? InputOf(OutsideProgram program, DirectoryInfo? folder)
    {
        // The name is a stranger's: it leads to no other folder.
        if (folder is null || program.Name != Path.GetFileName(program.Name)) return null;
        var file = new FileInfo(Path.Combine(folder.FullName, program.Name + InputEnding));
        return file.Exists ? InputFile.Read(file, WitnessLimits.Default.InputBytes) : null;
    }
}
