namespace Vendue.Mechanisms.Chains;

/// <summary>Why a chain takes no block.</summary>
public static class ChainReasons
{
    /// <summary>A roll-back is under way.</summary>
    public static readonly Reason RollingBack = new("rolling-back", "The chain is being rolled back to height {0}; try again when that is done.");

    /// <summary>The gate at the next height is closed.</summary>
    public static readonly Reason Frozen = new("chain-frozen", "No block can be appended at height {0} before what it must carry is there.");

    /// <summary>The chain is paused.</summary>
    public static readonly Reason Paused = new("chain-paused", "The chain is paused; it goes on when the office that paused it says so.");
}
