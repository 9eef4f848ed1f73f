namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>What a timeline is computed from. Times in any one unit.</summary>
public sealed record TimelineGiven
{
    /// <summary>K, at least 1.</summary>
    public uint Strands { get; init; } = 5;

    /// <summary>P.</summary>
    public uint MostEmpty { get; init; } = 2;

    /// <summary>τ: from a block's start to its commit; above zero.</summary>
    public ulong BlockTime { get; init; } = 10;

    /// <summary>t_f: how long the proof of a full block takes.</summary>
    public ulong FullTime { get; init; } = 35;

    /// <summary>t_e: how long an empty block adds.</summary>
    public ulong EmptyTime { get; init; } = 2;

    /// <summary>How many heights, at most 100,000.</summary>
    public uint Heights { get; init; }

    /// <summary>Full blocks that take another time than t_f.</summary>
    public ProofTime[] ProofTimes { get; init; } = [];

    /// <summary>The fees of a full block.</summary>
    public UInt128 Fee { get; init; }

    /// <summary>priceFull.</summary>
    public UInt128 PriceFull { get; init; }

    /// <summary>priceEmpty.</summary>
    public UInt128 PriceEmpty { get; init; }

    /// <summary>The first height of the window over which full blocks and freezes are counted.</summary>
    public uint WindowFrom { get; init; }
}

/// <summary>How long the proof of one block takes.</summary>
public readonly record struct ProofTime(uint Height, ulong Time);

/// <summary>A block of a timeline.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Start">When its predecessor committed.</param>
/// <param name="Proposed">When it could be proposed: its start, or later at the end of a freeze.</param>
/// <param name="Commit">When it committed.</param>
/// <param name="IsFull">Whether it has transactions.</param>
/// <param name="Expected">The heights that it had to prove, ascending.</param>
/// <param name="ReadyAt">When the proof of those was ready; 0 where there were none, or the block did not wait for it.</param>
public sealed record TimelineBlock(uint Height, ulong Start, ulong Proposed, ulong Commit, bool IsFull, uint[] Expected, ulong ReadyAt);

/// <summary>
/// The timed model of chained proofs: height h starts when h − 1 commits and commits τ later; a proposer that has the
/// proof uses it; a freeze lasts until the proof is ready, then τ runs. The work of one strand is serial: an empty block
/// e extends the proof at max(proof so far, commit of e) + t_e. Strands are proven side by side.
/// </summary>
public sealed class Timeline
{
    sealed class StrandState
    {
        public readonly List<uint> Unproven = [];
        public UInt128 Ready;
    }

    const uint MostHeights = 100_000;

    readonly TimelineGiven given;
    readonly StrandState[] strands;
    readonly Dictionary<uint, ulong> proofTimes;

    Timeline(TimelineGiven given)
    {
        this.given = given;
        strands = [.. Enumerable.Range(0, (int)given.Strands).Select(_ => new StrandState())];
        proofTimes = given.ProofTimes.ToDictionary(p => p.Height, p => p.Time);
    }

    /// <summary>The blocks of a timeline, in order.</summary>
    /// <exception cref="OverflowException">A time is beyond 64 bits, or there are more than 100,000 heights or no strands.</exception>
    public static IReadOnlyList<TimelineBlock> Of(TimelineGiven given)
    {
        if (given.Strands is 0 or > MostHeights || given.Heights > MostHeights || given.BlockTime == 0) throw new OverflowException("A timeline has from 1 to 100,000 strands, at most 100,000 heights, and a block time above zero.");
        var timeline = new Timeline(given);
        var blocks = new List<TimelineBlock>((int)given.Heights);
        ulong start = 0;
        for (uint height = 0; height < given.Heights; height++)
        {
            blocks.Add(timeline.Next(height, start));
            start = blocks[^1].Commit;
        }
        return blocks;
    }

    TimelineBlock Next(uint height, ulong start)
    {
        var strand = strands[height % given.Strands];
        uint[] expected = [.. strand.Unproven];
        bool critical = StrandRules.IsCritical((ulong)expected.Length, given.MostEmpty);
        bool isFull = expected.Length == 0 || critical || strand.Ready <= start;
        ulong readyAt = isFull && expected.Length > 0 ? checked((ulong)strand.Ready) : 0;
        ulong proposed = ulong.Max(start, readyAt), commit = checked(proposed + given.BlockTime);
        if (isFull) strand.Unproven.Clear();
        strand.Unproven.Add(height);
        strand.Ready = isFull ? (UInt128)commit + proofTimes.GetValueOrDefault(height, given.FullTime) : UInt128.Max(strand.Ready, commit) + given.EmptyTime;
        return new TimelineBlock(height, start, proposed, commit, isFull, expected, readyAt);
    }
}
