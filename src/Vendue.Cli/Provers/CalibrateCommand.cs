using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Proofs;
using Vendue.Proofs.Witnesses;
using Vendue.Prover.Calibrating;

namespace Vendue.Cli.Provers;

/// <summary><c>vendue prover calibrate</c>: measures this machine, and reckons what it must ask for its work.</summary>
static class CalibrateCommand
{
    const int SmallestDomain = 10, LargestDomain = 20;
    const string InputEnding = ".input.json";

    internal static Option<ulong> ThreadsOption() => ValueOption.Number("--threads", "How many threads one proof uses.", 1, 1024, otherwise: (ulong)Environment.ProcessorCount);

    internal static Command Create()
    {
        var programs = new Option<DirectoryInfo?>("--programs") { Description = $"Circuits to measure: every NAME.zkey with NAME.wasm and an input NAME{InputEnding} beside it. Without it circuits of growing size are made.", HelpName = "DIR" };
        var threads = ThreadsOption();
        var largest = ValueOption.Number("--largest", $"Without --programs: the largest size, as a power of two of constraints, {SmallestDomain} to {LargestDomain}. Each step takes about twice as long, and twice the memory.", SmallestDomain, LargestDomain, otherwise: 14);
        var seconds = ValueOption.Number("--seconds", "How many seconds each size is proven again and again, after its first proof; three times at least.", 0, 3600, otherwise: 3);
        var costs = new CostOptions();
        var file = new Option<FileInfo?>("--out") { Description = "Where the calibration goes, for `vendue prover --calibration`.", HelpName = "FILE" };
        var command = new Command("calibrate", "Measure how fast this machine proves, and reckon the price that covers its cost. Nothing else should run meanwhile.") { programs, threads, largest, seconds, file };
        foreach (var option in costs.All) command.Options.Add(option);
        return command.Runs((parse, console, cancellation) => RunAsync(
            Subjects(parse.GetValue(programs), (int)parse.GetValue(largest)), costs.Read(parse, (int)parse.GetValue(threads)),
            new CalibratorOptions((int)parse.GetValue(threads), TimeSpan.FromSeconds(parse.GetValue(seconds))), parse.GetValue(file), console, cancellation)).WithExamples(
            "vendue prover calibrate",
            "vendue prover calibrate --programs circuits --threads 8 --cost-per-hour 0.25 --exchange 1000000 --out calibration.json");
    }

    static async Task<int> RunAsync(IReadOnlyList<ICalibrationSubject> subjects, PriceInputs price, CalibratorOptions options, FileInfo? file, CommandConsole console, CancellationToken cancellation)
    {
        using var outputs = new OutputFiles(file is null ? [] : [file], []);
        var series = await console.While("Measuring", () => Calibrator.MeasureAsync(subjects, options, s => console.Tell($"Measuring {s.Label}: {s.Work:N0} {s.Unit}"), cancellation)).ConfigureAwait(false);
        var made = new Calibration { Made = DateTimeOffset.UtcNow, Software = Machine.Software, Machine = Machine.Here, Threads = options.Threads, Series = series, Price = price };
        if (file is not null)
        {
            outputs.Write(file, CalibrationFile.ToBytes(made));
            outputs.Commit();
        }
        console.Table(
            $"{made.Machine.Processor}, {options.Threads} threads of {made.Machine.Cores}: one proof at a time", CalibrationText.Columns(price),
            [.. series.SelectMany(s => s.Points.Select(p => CalibrationText.Row(s, p, price)))]);
        console.Answer(
            string.Join('\n', ["Prices, of the median time and rounded up, are made of", .. CostOptions.Lines(price), .. series.SelectMany(s => CalibrationText.Summary(s, price)), .. Written(file, price)]),
            new JsonObject
            {
                ["file"] = file?.ToString(),
                ["software"] = made.Software,
                ["processor"] = made.Machine.Processor,
                ["cores"] = made.Machine.Cores,
                ["threads"] = made.Threads,
                ["inputs"] = CalibrationText.Machine(price),
                ["series"] = new JsonArray([.. series.Select(s => CalibrationText.Machine(s, price))]),
                ["doubts"] = new JsonArray([.. series.SelectMany(CalibrationText.Doubts).Select(d => JsonValue.Create(d))]),
            });
        foreach (var doubt in series.SelectMany(CalibrationText.Doubts)) console.Warn(doubt);
        return ExitCode.Success;
    }

    static IEnumerable<string> Written(FileInfo? file, PriceInputs price)
    {
        if (file is null) return ["Nothing was written: --out FILE keeps it for `vendue prover --calibration FILE`."];
        return price.BaseUnitsPerCurrency is null ? [$"Written to {file}; a prover needs it with --exchange."] : [$"Written to {file}: `vendue prover --calibration {file}` prices by it."];
    }

    static IReadOnlyList<ICalibrationSubject> Subjects(DirectoryInfo? folder, int largest)
    {
        if (folder is null) return [.. SyntheticCircuit.UpTo(SmallestDomain, largest)];
        if (!folder.Exists) throw new CommandException("file-not-found", $"There is no folder '{folder}': name the one with the circuits' .zkey and .wasm files.");
        var keys = folder.EnumerateFiles("*.zkey").Where(k => File.Exists(Path.ChangeExtension(k.FullName, ".wasm"))).OrderBy(k => k.Name, StringComparer.Ordinal).ToList();
        if (keys.Count == 0) throw new CommandException("no-programs", $"'{folder}' has no circuit: put each NAME.zkey there with its NAME.wasm beside it.");
        return [.. keys.Select(Subject)];
    }

    static ICalibrationSubject Subject(FileInfo key)
    {
        var input = new FileInfo(Path.ChangeExtension(key.FullName, InputEnding));
        if (!input.Exists) throw new CommandException("no-input", $"'{key.Name}' has no input to measure it with: put one that a requester could send beside it, as '{input.Name}'.");
        return new MeasuredProgram(key.FullName, Path.ChangeExtension(key.FullName, ".wasm"), InputFile.Read(input, WitnessLimits.Default.InputBytes), WitnessChild.Running);
    }
}
