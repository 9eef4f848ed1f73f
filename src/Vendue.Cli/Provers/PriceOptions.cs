using System.CommandLine;
using Vendue.Cli.CommandLine;
using Vendue.Prover;
using Vendue.Prover.Calibrating;

namespace Vendue.Cli.Provers;

/// <summary>How a prover is told its price: by one price and speed, or by a calibration.</summary>
sealed class PriceOptions
{
    const int OldAfterDays = 30;

    internal Option<UInt128> PerMillion { get; } = ValueOption.Amount("--price-per-million", "The least price for 1,000,000 units of work, in base units of the payment asset; or give --calibration.", required: false);

    internal Option<ulong> WorkPerSecond { get; } = ValueOption.Number("--work-per-second", "With --price-per-million: the speed assumed before the first proof is measured, in units of work a second. Without it 10000.", 1, ulong.MaxValue);

    internal Option<FileInfo> Calibration { get; } = InputFile.Option("--calibration", "Prices and times by this file of `vendue prover calibrate`, in place of --price-per-million and --work-per-second.");

    /// <summary>The options with their price; says what a calibration may no longer fit.</summary>
    internal ProverOptions Apply(ParseResult parse, CommandConsole console, ProverOptions options)
    {
        bool hasPrice = parse.GetResult(PerMillion) is not null, hasSpeed = parse.GetResult(WorkPerSecond) is not null;
        if (parse.GetValue(Calibration) is not { } file)
        {
            // An agent that drains takes on nothing that a price could decide.
            if (!hasPrice && options.Drain) return options with { PricePerMillion = UInt128.MaxValue };
            if (!hasPrice) throw new CommandException("usage", "Give a price: either --calibration with a file of `vendue prover calibrate`, or --price-per-million.");
            options = options with { PricePerMillion = parse.GetValue(PerMillion) };
            return hasSpeed ? options with { WorkPerSecond = parse.GetValue(WorkPerSecond) } : options;
        }
        if (hasPrice || hasSpeed) throw new CommandException("usage", $"--calibration says both price and speed: leave {(hasPrice ? "--price-per-million" : "--work-per-second")} out, or the calibration.");
        InputFile.RequireReadable(file, CalibrationFile.MostBytes);
        var calibration = CalibrationFile.Read(file.FullName);
        // A file without prices is told before anything is connected.
        _ = new CostModel(calibration, _ => null);
        foreach (var doubt in Doubts(calibration, Machine.Here, Machine.Software, DateTimeOffset.UtcNow, options)) console.Warn($"Note: {doubt}");
        return options with { Calibration = calibration };
    }

    /// <summary>What of a calibration may no longer hold here and now.</summary>
    internal static IEnumerable<string> Doubts(Calibration made, Machine here, string software, DateTimeOffset now, ProverOptions options)
    {
        if (!made.Machine.IsLike(here)) yield return $"the calibration was made on another machine ({made.Machine.Processor}, {made.Machine.Cores} cores; this is {here.Processor}, {here.Cores} cores): calibrate here.";
        if (made.Software != software) yield return $"the calibration was made with another version of vendue ({made.Software}; this is {software}): calibrate again.";
        if (now - made.Made > TimeSpan.FromDays(OldAfterDays)) yield return $"the calibration is {(int)(now - made.Made).TotalDays} days old: costs and prices move, calibrate again.";
        if (made.Made - now > TimeSpan.FromHours(1)) yield return "the calibration was made in the future: look at this machine's clock.";
        if (made.Threads != options.ThreadsPerProof) yield return $"the calibration measured proofs of {made.Threads} threads, and this prover uses {options.ThreadsPerProof}: give the same --threads to both.";
        if (options.Slots * options.ThreadsPerProof > Math.Max(here.Cores, options.ThreadsPerProof)) yield return $"{options.Slots} proofs of {options.ThreadsPerProof} threads share {here.Cores} cores, and each takes longer than was measured alone: use fewer --slots or --threads.";
    }
}
