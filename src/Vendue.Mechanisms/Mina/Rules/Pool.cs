namespace Vendue.Mechanisms.Mina;

/// <summary>What becomes of an offer at the pool.</summary>
public enum PoolAnswer : byte
{
    /// <summary>The first for its bundle.</summary>
    Stored,
    /// <summary>Cheaper than the one that stood, in whose place it stands now.</summary>
    Replaces,
    /// <summary>As dear as the one that stands, which came first.</summary>
    Equal,
    /// <summary>Dearer than the one that stands, or not cheaper by enough.</summary>
    Higher,
    /// <summary>Below the least fee of the market.</summary>
    BelowLeast,
}

/// <summary>The pool keeps the cheapest offer of each bundle; who is first wins ties.</summary>
public static class Pool
{
    /// <summary>Judges an offer.</summary>
    /// <param name="standing">The fee of the offer that stands; null for none.</param>
    /// <param name="fee">The fee offered.</param>
    /// <param name="least">minFee: the least fee of the market; the source has none.</param>
    /// <param name="undercut">minDelta: by how much an offer must be cheaper; 0 and 1 both mean strictly.</param>
    public static PoolAnswer Judge(UInt128? standing, UInt128 fee, UInt128 least, UInt128 undercut)
    {
        if (fee < least) return PoolAnswer.BelowLeast;
        if (standing is not { } stands) return PoolAnswer.Stored;
        if (fee == stands) return PoolAnswer.Equal;
        return fee < stands && stands - fee >= undercut ? PoolAnswer.Replaces : PoolAnswer.Higher;
    }

    /// <summary>Whether a producer can use an offer: a fee that would open its prover's account must pay for that.</summary>
    public static bool IsUsable(UInt128 fee, bool proverExists, UInt128 accountCreationFee) => proverExists || fee == 0 || fee >= accountCreationFee;
}
