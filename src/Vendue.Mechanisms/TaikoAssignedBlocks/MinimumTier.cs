namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>A tier that a block needs at least when its random number is divisible.</summary>
/// <param name="Modulus">By what; 1 for always.</param>
/// <param name="Tier">The tier.</param>
public readonly record struct TierOdds(ulong Modulus, Name Tier);

/// <summary>The tier that a block needs at least, by its random number.</summary>
public static class MinimumTier
{
    /// <summary>The tier of the first odds whose modulus divides the number.</summary>
    /// <param name="odds">In order; the last has modulus 1.</param>
    /// <param name="remainder">The number's remainder by a modulus.</param>
    public static Name Of(ReadOnlySpan<TierOdds> odds, Func<ulong, ulong> remainder)
    {
        foreach (var chance in odds)
            if (chance.Modulus == 1 || remainder(chance.Modulus) == 0) return chance.Tier;
        return odds[^1].Tier;
    }
}
