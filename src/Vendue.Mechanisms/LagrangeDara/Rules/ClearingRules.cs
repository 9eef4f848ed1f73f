namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>How the prices are found.</summary>
public enum Variant : byte
{
    /// <summary>The prices are those of the agents dropped last.</summary>
    Lookback,
    /// <summary>A price that rises meets one that falls: for thin markets, with almost no surplus.</summary>
    Clock,
}

/// <summary>How the work of the jobs that won is divided over the provers that are left.</summary>
public enum Fill : byte
{
    /// <summary>In an order that does not look at asks.</summary>
    Priority,
    /// <summary>The lowest ask first, each unit paid its threshold. With <see cref="Variant.Lookback"/> and splittable jobs only.</summary>
    CheapestFirst,
}

/// <summary>The parameters of one clearing.</summary>
/// <param name="Variant">How the prices are found.</param>
/// <param name="Fill">How the work is divided.</param>
/// <param name="Splittable">Whether a job may be cut into slices for several provers; otherwise jobs are packed whole.</param>
/// <param name="HighestAsk">rMax: asks above it do not count, and the Clock's price of provers opens there.</param>
public readonly record struct ClearingRules(Variant Variant, Fill Fill, bool Splittable, UInt128 HighestAsk);
