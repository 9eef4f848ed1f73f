namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>What became of a height.</summary>
public enum BlockKind : byte
{
    /// <summary>It has transactions, and no proof since its strand owed none.</summary>
    Full,
    /// <summary>It has transactions and carries the proof of all that its strand owed.</summary>
    FullWithProof,
    /// <summary>It is empty.</summary>
    Empty,
    /// <summary>The chain stood still until the proof was there, then it was full and carried it.</summary>
    FullAfterFreeze,
}

/// <summary>A height without times: what its strand expected of it, what it was, and what the strand owes after it.</summary>
public sealed record ScheduledBlock(ulong Height, ulong Strand, ulong[] Expected, BlockKind Kind, ulong[] Unproven);

/// <summary>The schedule of strands without times: which heights are full, empty or held up, given those at whose start the proof is missing.</summary>
public static class Schedule
{
    const ulong MostHeights = 100_000;

    /// <summary>The heights from 0, in order.</summary>
    /// <param name="strands">K, from 1 to 100,000.</param>
    /// <param name="mostEmpty">P.</param>
    /// <param name="heights">How many heights, at most 100,000.</param>
    /// <param name="missing">The heights at whose start the proof is not there.</param>
    /// <exception cref="OverflowException">K or the number of heights is out of range.</exception>
    public static IReadOnlyList<ScheduledBlock> Of(ulong strands, ulong mostEmpty, ulong heights, IReadOnlyCollection<ulong> missing)
    {
        if (strands is 0 or > MostHeights || heights > MostHeights) throw new OverflowException("A schedule has from 1 to 100,000 strands and at most 100,000 heights.");
        var unproven = new List<ulong>[strands];
        for (ulong s = 0; s < strands; s++) unproven[s] = [];
        var blocks = new List<ScheduledBlock>();
        for (ulong height = 0; height < heights; height++)
        {
            var owed = unproven[StrandRules.Strand(height, strands)];
            ulong[] expected = [.. owed];
            var kind = KindOf((ulong)expected.Length, mostEmpty, missing.Contains(height));
            if (kind != BlockKind.Empty) owed.Clear();
            owed.Add(height);
            blocks.Add(new ScheduledBlock(height, StrandRules.Strand(height, strands), expected, kind, [.. owed]));
        }
        return blocks;
    }

    static BlockKind KindOf(ulong expected, ulong mostEmpty, bool isMissing)
    {
        if (expected == 0) return BlockKind.Full;
        if (!isMissing) return BlockKind.FullWithProof;
        return StrandRules.IsCritical(expected, mostEmpty) ? BlockKind.FullAfterFreeze : BlockKind.Empty;
    }
}
