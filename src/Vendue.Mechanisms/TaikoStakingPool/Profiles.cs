namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>The published versions of the pool, where they differ each on its own.</summary>
public sealed partial record TaikoStakingPoolParameters
{
    /// <summary>The code at the head of branch alpha-4, 3 August 2023.</summary>
    public static TaikoStakingPoolParameters Alpha4 { get; } = new()
    {
        LeastCapacity = 32,
        OpenBlocks = 201_600,
        WindowMultiplier = 200,
        FirstFee = 10,
        Seed = Seed.PreviousBlockHash,
        Averages = AverageMode.Floor,
        EvictBelowLeast = false,
    };

    /// <summary>The code of branch eldfell: longer windows, no penalty for delay, and a late assignee is paid like another.</summary>
    public static TaikoStakingPoolParameters Eldfell { get; } = Alpha4 with
    {
        LeastCapacity = 5,
        WindowMultiplier = 300,
        DelayPenalty = 0,
        Late = LateRule.AsAnother,
    };

    /// <summary>The pool as it was launched on 14 July 2023: slashes of a share of the whole position.</summary>
    public static TaikoStakingPoolParameters Launch { get; } = Alpha4 with
    {
        LeastCapacity = 128,
        OpenBlocks = 2_000,
        RaisedPercent = 200,
        SlashBy = SlashRule.ByPosition,
    };

    /// <summary>The document of June 2023: a narrower clamp, other rounding of weights, shorter averages.</summary>
    public static TaikoStakingPoolParameters Document { get; } = Alpha4 with
    {
        LowPercent = 95,
        HighPercent = 105,
        Weights = WeightRule.FeeSquareOverSquare,
        AverageFactor = 1_024,
        WindowMultiplier = 300,
    };
}
