namespace Vendue.Mechanisms.TaikoBlocks;

/// <summary>When a window or a cooldown is over.</summary>
public static class Deadlines
{
    /// <summary>max(begun, unpaused) + length: before it is in time, at it is over.</summary>
    /// <param name="begun">The block's proposal, or the claim's last step.</param>
    /// <param name="unpaused">When the market was last resumed; 0 for never.</param>
    /// <param name="length">How long it is.</param>
    public static ulong Of(ulong begun, ulong unpaused, ulong length)
    {
        ulong from = ulong.Max(begun, unpaused);
        return from > ulong.MaxValue - length ? ulong.MaxValue : from + length;
    }
}
