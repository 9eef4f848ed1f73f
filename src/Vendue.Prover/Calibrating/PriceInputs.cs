namespace Vendue.Prover.Calibrating;

/// <summary>A figure, and where it comes from.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Source">Who says so, and when; or that the operator gave it.</param>
public readonly record struct Sourced(Ratio Value, string Source);

/// <summary>
/// What a price is made of:
/// price of a unit = cost of an hour / (3600 · units a second · utilisation) · (1 + margin).
/// The formula is that of the bid calibration in succinctlabs/network, pull request 15 (May 2025). Everything is exact
/// until a price is rounded, and then it is rounded up: no price is below its cost.
/// </summary>
public sealed record PriceInputs
{
    /// <summary>The currency that costs are counted in, for example USD.</summary>
    public required string Currency { get; init; }

    /// <summary>What an hour of all that one proof at a time uses costs, in the currency.</summary>
    public required Sourced CostPerHour { get; init; }

    /// <summary>The part of the time in which there is paid work; above 0, at most 1.</summary>
    public required Sourced Utilisation { get; init; }

    /// <summary>What is added to the cost, as a part of it; 0 or more.</summary>
    public required Sourced Margin { get; init; }

    /// <summary>How many base units of the payment asset one of the currency is worth, as the operator says; null where none was given: then there is no price in the asset.</summary>
    public Ratio? BaseUnitsPerCurrency { get; init; }

    /// <summary>Whether every figure is in its range.</summary>
    public bool IsSound => !Utilisation.Value.IsZero && Utilisation.Value <= Ratio.One && BaseUnitsPerCurrency is not { IsZero: true };

    /// <summary>What is asked for a second of proving, in the currency.</summary>
    public Ratio PerSecond => CostPerHour.Value / (Ratio.Of(3600) * Utilisation.Value) * (Ratio.One + Margin.Value);

    /// <summary>What a second of proving costs, idle time included, in the currency.</summary>
    public Ratio CostPerSecond => CostPerHour.Value / (Ratio.Of(3600) * Utilisation.Value);

    /// <summary>The price of units of work at a speed, in the currency, exactly.</summary>
    /// <param name="units">How many units.</param>
    /// <param name="unitsPerSecond">The speed; above zero.</param>
    public Ratio Price(UInt128 units, Ratio unitsPerSecond) => PerSecond * Ratio.Of(units) / unitsPerSecond;

    /// <summary>The price of a time of proving, in the currency, exactly.</summary>
    public Ratio PriceOfTime(ulong nanoseconds) => PerSecond * new Ratio(nanoseconds, 1_000_000_000);

    /// <summary>The price of a time of proving in base units of the payment asset, exactly; null where no exchange was given.</summary>
    public Ratio? BaseUnitsOfTime(ulong nanoseconds) => BaseUnitsPerCurrency is { } exchange ? PriceOfTime(nanoseconds) * exchange : null;
}
