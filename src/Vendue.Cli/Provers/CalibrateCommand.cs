using System.CommandLine;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Proofs;
using Vendue.Prover.Calibrating;
using Vendue.Prover.Outside;
using Vendue.Prover.Programs;

namespace Vendue.Cli.Provers;

/// <summary><c>vendue prover calibrate</c>: measures this machine, and reckons what it must ask for its work.</summary>
static class CalibrateCommand
{
    internal static Option<ulong> ThreadsOption() => ValueOption.Number("--threads", "How many threads one proof uses.", 1, 1024, otherwise: (ulong)Environment.ProcessorCount);

    internal static Command Create()
    {
        var subjects = new CalibrationSubjects();
        var threads = ThreadsOption();
        var seconds = ValueOption.Number("--seconds", "How many seconds each size is proven again and again, after its first proof; three times at least.", 0, 3600, otherwise: 3);
        var costs = new CostOptions();
        var file = new Option<FileInfo?>("--out") { Description = "Where the calibration goes, for `vendue prover --calibration`.", HelpName = "FILE" };
        var command = new Command("calibrate", "Measure how fast this machine proves, and reckon the price that covers its cost. Nothing else should run meanwhile.") { threads, seconds, file };
        foreach (var option in (Option[])[.. subjects.All, .. costs.All]) command.Options.Add(option);
        return command.Runs(async (parse, console, cancellation) =>
        {
            var price = costs.Read(parse, (int)parse.GetValue(threads));
            var jobs = Directory.CreateTempSubdirectory("vendue-calibrate-");
            try
            {
                using var library = new ProgramLibrary();
                await using var provers = await OutsideProvers.StartAsync(parse.GetValue(subjects.Outside) ?? [], parse.GetValue(subjects.OutsideEnvironment) ?? [], jobs.FullName, WitnessChild.Running, library, (_, line) => console.Warn(line), cancellation).ConfigureAwait(false);
                var outside = library.Provable.OfType<OutsideProgram>().ToList();
                return await RunAsync(subjects.Read(parse, outside), outside, price, new CalibratorOptions((int)parse.GetValue(threads), TimeSpan.FromSeconds(parse.GetValue(seconds))), parse.GetValue(file), console, cancellation).ConfigureAwait(false);
            }
            finally
            {
                jobs.Delete(recursive: true);
            }
        }).WithExamples(
            "vendue prover calibrate",
            "vendue prover calibrate --outside 'bash prover.sh circuits' --inputs inputs --work 877 --cost-per-hour 0.80 --exchange 1000000 --out calibration.json",
            "vendue prover calibrate --programs circuits --threads 8 --cost-per-hour 0.25 --exchange 1000000 --out calibration.json");
    }

    static async Task<int> RunAsync(IReadOnlyList<ICalibrationSubject> subjects, IReadOnlyList<OutsideProgram> outside, PriceInputs price, CalibratorOptions options, FileInfo? file, CommandConsole console, CancellationToken cancellation)
    {
        using var outputs = new OutputFiles(file is null ? [] : [file], []);
        var series = await console.While("Measuring", () => Calibrator.MeasureAsync(subjects, options, s => console.Tell($"Measuring {s.Label}: {s.Work:N0} {s.Unit}"), cancellation)).ConfigureAwait(false);
        var made = new Calibration { Made = DateTimeOffset.UtcNow, Software = Machine.Software, Machine = Machine.Here, Threads = options.Threads, Series = series, Price = price };
        if (file is not null)
        {
            outputs.Write(file, CalibrationFile.ToBytes(made));
            outputs.Commit();
        }
        var byWord = outside.Select(DeclaredWork.Of).OfType<DeclaredWork>().Where(d => d.PerSecond > 0 && series.All(m => m.Program != d.Program)).ToList();
        if (series.Count > 0) console.Table(
            $"{made.Machine.Processor}, {options.Threads} threads of {made.Machine.Cores}: one proof at a time", CalibrationText.Columns(price),
            [.. series.SelectMany(s => s.Points.Select(p => CalibrationText.Row(s, p, price)))]);
        console.Answer(
            string.Join('\n', ["Prices, of the median time and rounded up, are made of", .. CostOptions.Lines(price), .. series.SelectMany(s => CalibrationText.Summary(s, price)), .. byWord.Select(d => CalibrationText.ByWord(d, NameOf(d, outside), price)), .. Written(file, price)]),
            new JsonObject
            {
                ["file"] = file?.ToString(),
                ["software"] = made.Software,
                ["processor"] = made.Machine.Processor,
                ["cores"] = made.Machine.Cores,
                ["threads"] = made.Threads,
                ["inputs"] = CalibrationText.Machine(price),
                ["series"] = new JsonArray([.. series.Select(s => CalibrationText.Machine(s, price))]),
                ["byWord"] = new JsonArray([.. byWord.Select(d => CalibrationText.Machine(d, NameOf(d, outside), price))]),
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

    static string NameOf(DeclaredWork said, IReadOnlyList<OutsideProgram> outside) => outside.First(p => p.Program == said.Program).Name;
}
