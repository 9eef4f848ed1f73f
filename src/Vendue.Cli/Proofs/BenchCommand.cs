using System.Globalization;
using System.Text.Json.Nodes;
using Vendue.Cli.CommandLine;
using Vendue.Cli.Provers;
using Vendue.Proofs;
using Vendue.Proofs.Statements;
using Vendue.Prover.Calibrating;

namespace Vendue.Cli.Proofs;

/// <summary><c>vendue proof bench</c>: how fast this machine proves, from small circuits to large ones.</summary>
static class BenchCommand
{
    const int SmallestDomain = 10, LargestDomain = 20;
    const ulong NanosecondsPerMillisecond = 1_000_000;

    internal static Command Create()
    {
        var threads = CalibrateCommand.ThreadsOption();
        var largest = ValueOption.Number("--largest", $"The largest evaluation domain, as a power of two, {SmallestDomain} to {LargestDomain}. Each step takes twice as long, and twice the memory.", SmallestDomain, LargestDomain, otherwise: 14);
        var seconds = ValueOption.Number("--seconds", "How many seconds each size is proven again and again, after its first proof; three times at least.", 0, 3600, otherwise: 3);
        return new Command("bench", "Time Groth16 on circuits made for it, each filling its evaluation domain: the first proof of a key (cold) and the following ones (warm).") { threads, largest, seconds }
            .Runs((parse, console, cancellation) => RunAsync(
                (int)parse.GetValue(largest), new CalibratorOptions((int)parse.GetValue(threads), TimeSpan.FromSeconds(parse.GetValue(seconds))), console, cancellation)).WithExamples(
                "vendue proof bench",
                "vendue proof bench --largest 18 --threads 8 --json");
    }

    static async Task<int> RunAsync(int largest, CalibratorOptions options, CommandConsole console, CancellationToken cancellation)
    {
        var sizes = Enumerable.Range(SmallestDomain, largest - SmallestDomain + 1).Select(log => new SyntheticCircuit((1 << log) - ProductChain.FurtherRows));
        var series = await console.While("Proving", () => Calibrator.MeasureAsync(sizes, options, s => console.Tell($"Proving {s.Work:N0} constraints"), cancellation)).ConfigureAwait(false);
        var points = series.Single().Points;
        console.Table($"Groth16 over BN254, {options.Threads} threads of {Environment.ProcessorCount}", ["domain", "constraints", "cold ms", "warm ms (median)", "runs", "constraints/s", "peak MB"], [.. points.Select(Row)]);
        console.Answer(
            ProofArithmetic.HasVectors
                ? "Points are added eight at a time, in 512-bit vectors."
                : "This processor has no AVX-512: points are added one at a time, which takes three to four times as long.",
            new JsonObject
            {
                ["system"] = "groth16-bn254",
                ["threads"] = options.Threads,
                ["vectors"] = ProofArithmetic.HasVectors,
                ["sizes"] = new JsonArray([.. points.Select(p => new JsonObject
                {
                    ["constraints"] = p.Work,
                    ["coldNanoseconds"] = p.ColdNanoseconds,
                    ["medianNanoseconds"] = p.Median,
                    ["runs"] = p.Nanoseconds.Count,
                    ["peakBytes"] = p.PeakBytes,
                })]),
            });
        return ExitCode.Success;
    }

    static string[] Row(MeasuredPoint point) =>
    [
        $"2^{System.Numerics.BitOperations.Log2(point.Work) + 1}", Text(point.Work), Text(point.ColdNanoseconds / NanosecondsPerMillisecond),
        Text(point.Median / NanosecondsPerMillisecond), Text((ulong)point.Nanoseconds.Count), Text(point.Work * 1_000_000_000 / point.Median), Text(point.PeakBytes / 1_000_000),
    ];

    static string Text(ulong number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
