namespace Vendue.Prover.Calibrating;

/// <summary>What is assumed where the operator says nothing: published figures, each with its source and date. They are shown wherever they are used.</summary>
public static class ReferenceCosts
{
    /// <summary>The currency of the figures.</summary>
    public const string Currency = "USD";

    /// <summary>0.61 an hour for a fully used node of 96 cores (768 GB), per core.</summary>
    /// <param name="cores">How many cores a proof uses.</param>
    public static Sourced CostPerHour(int cores) => new(
        (new Ratio(61, 100 * 96) * Ratio.Of((UInt128)cores)).RoundUp(9),
        $"reference: a 96-core node at 0.61 USD/h, per core, for {cores} (Gevulot Firestarter pricing, December 2024)");

    /// <summary>Half of the time.</summary>
    public static Sourced Utilisation { get; } = new(new Ratio(1, 2), "reference: 50 % (bid calibration in succinctlabs/network, May 2025)");

    /// <summary>A tenth.</summary>
    public static Sourced Margin { get; } = new(new Ratio(1, 10), "reference: 10 % (bid calibration in succinctlabs/network, May 2025)");
}
