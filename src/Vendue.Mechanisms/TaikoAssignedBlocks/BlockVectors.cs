namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>A block's random number.</summary>
public sealed record TierGiven
{
    /// <summary>The odds, in order.</summary>
    public TierOdds[] Odds { get; init; } = [];

    /// <summary>The number.</summary>
    public UInt128 Random { get; init; }
}

/// <summary>A minimum tier.</summary>
public readonly record struct TierAnswer(Name Tier);

/// <summary>The mechanism's pure rules by name.</summary>
static class BlockVectors
{
    public static IReadOnlyList<VectorRule> All { get; } =
    [
        VectorRule.Of<TierGiven, TierAnswer>("taiko-assigned-blocks/minimum-tier", "The tier that a block needs at least.", Minimum),
    ];

    static TierAnswer Minimum(TierGiven given)
    {
        if (given.Odds.Length == 0 || given.Odds.Any(o => o.Modulus == 0)) throw new EncodingException("given: there must be odds, and their moduli above zero.");
        return new TierAnswer(MinimumTier.Of(given.Odds, modulus => (ulong)(given.Random % modulus)));
    }
}
