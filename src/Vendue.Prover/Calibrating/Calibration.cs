using Vendue.Mechanisms;

namespace Vendue.Prover.Calibrating;

/// <summary>How long proofs of one size took.</summary>
/// <param name="Work">The size, in the series' unit.</param>
/// <param name="ColdNanoseconds">The first proof, with all that is loaded and prepared for it.</param>
/// <param name="Nanoseconds">The proofs after it, the fastest first.</param>
/// <param name="PeakBytes">The most memory that the process held meanwhile.</param>
public sealed record MeasuredPoint(ulong Work, ulong ColdNanoseconds, IReadOnlyList<ulong> Nanoseconds, ulong PeakBytes)
{
    /// <summary>The fastest proof.</summary>
    public ulong Fastest => Nanoseconds[0];

    /// <summary>The middle one; of two middle ones the slower.</summary>
    public ulong Median => Nanoseconds[Nanoseconds.Count / 2];

    /// <summary>The slowest proof.</summary>
    public ulong Slowest => Nanoseconds[^1];
}

/// <summary>What was measured of a proof system: of one program, or of circuits made to be measured.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="System">The proof system.</param>
/// <param name="SystemVersion">Its version.</param>
/// <param name="Unit">The unit of its sizes.</param>
/// <param name="Program">The program; null when the measure is for any.</param>
/// <param name="Points">What was measured, the smallest size first, no size twice; at least one.</param>
public sealed record MeasuredSeries(string Label, Name System, ushort SystemVersion, WorkUnit Unit, Hash32? Program, IReadOnlyList<MeasuredPoint> Points);

/// <summary>What a machine measured of itself, and what a price is made of.</summary>
public sealed record Calibration
{
    /// <summary>When it was measured.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The version of the software that was measured.</summary>
    public required string Software { get; init; }

    /// <summary>The machine.</summary>
    public required Machine Machine { get; init; }

    /// <summary>How many threads one proof used.</summary>
    public required int Threads { get; init; }

    /// <summary>The measurements.</summary>
    public required IReadOnlyList<MeasuredSeries> Series { get; init; }

    /// <summary>The conversions of units that the operator goes by.</summary>
    public ConversionTable Conversions { get; init; } = ConversionTable.None;

    /// <summary>What a price is made of.</summary>
    public required PriceInputs Price { get; init; }
}
