using Vendue.Prover.Calibrating;

namespace Vendue.Prover.Tests.Calibrating;

/// <summary>What a machine of two cores measured of itself, and two programs.</summary>
static class Samples
{
    public static readonly Hash32 Own = Hash32.Sha256("measured program"u8);
    public static readonly Hash32 Other = Hash32.Sha256("another program"u8);

    public static MeasuredSeries Synthetic { get; } = new("synthetic", "groth16-bn254", 1, WorkUnits.Constraints, null,
    [
        Point(511, 60, 63, 73),
        Point(1_022, 65, 72, 134),
        Point(2_047, 113, 118, 129),
        Point(4_094, 175, 177, 186),
        Point(8_191, 358, 370, 420),
        Point(16_382, 570, 584, 593),
    ]);

    public static MeasuredSeries Program { get; } = new("chain", "groth16-bn254", 1, WorkUnits.Constraints, Own, [Point(877, 80, 90, 100)]);

    public static MeasuredSeries Zkvm { get; } = new("guest", "risc0", 1, WorkUnits.Cycles, null, [Point(1_000_000, 2_000, 2_040, 2_100)]);

    public static Calibration Calibration { get; } = new()
    {
        Made = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
        Software = "0.1.0",
        Machine = new Machine("A processor", 2, "X64", 1UL << 33, "A system", ".NET 10"),
        Threads = 2,
        Series = [Synthetic, Program, Zkvm],
        Conversions = new ConversionTable([new WorkConversion("lab-cycles", 2, WorkUnits.ProverGas, WorkUnits.Cycles, 3, 2, "a test, 2026")]),
        Price = PriceTests.Of(new Ratio(36, 10), new Ratio(1, 2), new Ratio(1, 10), Ratio.Of(1_000_000)),
    };

    public static CostModel Model { get; } = new(Calibration, _ => null);

    public static Statement Of(ulong work, Hash32 program, Name? unit = null, Name? system = null) => new() { Program = program, Work = work, WorkUnit = unit ?? "constraints", System = system ?? "groth16-bn254" };

    /// <summary>Times in milliseconds: the fastest, the middle and the slowest; the first proof took twice the slowest.</summary>
    public static MeasuredPoint Point(ulong work, ulong fastest, ulong median, ulong slowest) =>
        new(work, 2 * slowest * 1_000_000, [fastest * 1_000_000, median * 1_000_000, slowest * 1_000_000], 1 << 27);
}
