using Vendue.Mechanisms.TaikoBlocks;

namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>What the draw of a block's prover hashes beside the block's number.</summary>
public enum Seed : byte
{
    /// <summary>The market's beacon, which nobody can choose.</summary>
    Beacon,
    /// <summary>The hash of the previous block as the proposer states it: the source. Who orders proposals knows it beforehand.</summary>
    PreviousBlockHash,
}

/// <summary>The parameters of a Taiko staking pool. Times are in milliseconds, rounded up to the market's time unit; amounts in base units.</summary>
public sealed partial record TaikoStakingPoolParameters
{
    const ulong LongestTime = 315_360_000_000;

    /// <summary>The most that may be asked for a unit of gas, and the highest fee to begin with: products stay within 128 bits.</summary>
    public const ulong HighestRate = 1UL << 48;

    /// <summary>The most gas a block may have.</summary>
    public const ulong MostGas = 1UL << 40;

    /// <summary>How many seats the pool has.</summary>
    [Meaning("How many seats the pool has (1 to 1,024)")]
    public uint PoolSize { get; init; } = 32;

    /// <summary>minCapacity.</summary>
    [Meaning("The least capacity that may be declared, in blocks at once")]
    public uint LeastCapacity { get; init; } = 5;

    /// <summary>minStakePerCapacity.</summary>
    [Meaning("The least stake for each block of capacity, in base units")]
    public UInt128 LeastStakePerCapacity { get; init; } = 10_000;

    /// <summary>The lower bound of a reward.</summary>
    [Meaning("The lower bound of a reward per gas, in percent of the moving fee (0 to 100)")]
    public ushort LowPercent { get; init; } = 75;

    /// <summary>The upper bound of a reward.</summary>
    [Meaning("The upper bound of a reward per gas, in percent of the moving fee (100 to 10,000)")]
    public ushort HighPercent { get; init; } = 125;

    /// <summary>How weights are rounded.</summary>
    [Meaning("How the weight of a seat is rounded: as in the code, or as in the document")]
    public WeightRule Weights { get; init; }

    /// <summary>What a draw hashes.</summary>
    [Meaning("What the draw of a block's prover hashes: the market's beacon, or the previous block's hash as the proposer states it")]
    public Seed Seed { get; init; }

    /// <summary>How long money on its way out can still be slashed.</summary>
    [Meaning("How long money on its way out can still be slashed, in milliseconds")]
    public ulong ExitPeriod { get; init; } = 604_800_000;

    /// <summary>How long after an exit a position must stand.</summary>
    [Meaning("How long a position must stand after the last exit before it may be changed, in milliseconds")]
    public ulong ChangeDelay { get; init; } = 3_600_000;

    /// <summary>By what slashes are sized.</summary>
    [Meaning("By what slashes are sized: the reward and the stake per capacity, or the whole position")]
    public SlashRule SlashBy { get; init; }

    /// <summary>The share of a position that a slash takes.</summary>
    [Meaning("The share of a position that a slash takes, in hundredths of a percent (0 to 10,000)")]
    public ushort SlashPoints { get; init; } = 25;

    /// <summary>By reward: how many times the reward a slash takes at least.</summary>
    [Meaning("Where slashes are sized by the reward: how many times the reward a slash takes at least")]
    public ushort SlashMultiplier { get; init; } = 4;

    /// <summary>By position: what a slash takes at least.</summary>
    [Meaning("Where slashes are sized by the position: what a slash takes at least, in base units")]
    public UInt128 LeastSlash { get; init; } = 100_000_000;

    /// <summary>Whether a member whose stake falls below the least for its capacity loses its seat.</summary>
    [Meaning("Whether a member whose stake falls below the least for its capacity loses its seat")]
    public bool EvictBelowLeast { get; init; } = true;

    /// <summary>The raised reward.</summary>
    [Meaning("What a proof of an open block, or by another than the assignee, is paid, in percent of the plain reward (100 to 10,000)")]
    public ushort RaisedPercent { get; init; } = 150;

    /// <summary>What an assignee loses at the end of its window.</summary>
    [Meaning("What an assignee loses of its reward at the end of its window, in proportion before, in hundredths of a percent (below 10,000)")]
    public ushort DelayPenalty { get; init; } = 250;

    /// <summary>What a late assignee comes to.</summary>
    [Meaning("What an assignee that proves late comes to: nothing, or what anybody who stepped in would")]
    public LateRule Late { get; init; }

    /// <summary>How many blocks that nobody was drawn for may stand.</summary>
    [Meaning("How many blocks that nobody was drawn for may stand")]
    public uint OpenBlocks { get; init; } = 2_000;

    /// <summary>The window in percent of the average delay.</summary>
    [Meaning("An assignee's window in percent of the average delay (101 to 10,000)")]
    public ushort WindowMultiplier { get; init; } = 300;

    /// <summary>The shortest window.</summary>
    [Meaning("The shortest window, in milliseconds")]
    public ulong LeastWindow { get; init; } = 600_000;

    /// <summary>The longest window.</summary>
    [Meaning("The longest window, in milliseconds")]
    public ulong MostWindow { get; init; } = 5_400_000;

    /// <summary>How long a proof waits before it is verified.</summary>
    [Meaning("How long a proof waits before its block is verified, in milliseconds")]
    public ulong Cooldown { get; init; } = 1_800_000;

    /// <summary>How long an oracle's result waits before it is verified.</summary>
    [Meaning("How long an oracle's result waits before its block is verified, in milliseconds; at most the other cooldown")]
    public ulong OracleCooldown { get; init; } = 900_000;

    /// <summary>The gas of proposing and proving any block.</summary>
    [Meaning("The gas of proposing and proving any block")]
    public ulong BaseGas { get; init; } = 20_000;

    /// <summary>The gas of anchoring any block.</summary>
    [Meaning("The gas of anchoring any block")]
    public ulong AnchorGas { get; init; } = 180_000;

    /// <summary>The fee per gas to begin with.</summary>
    [Meaning("The fee per gas to begin with, in base units (1 to 2^48)")]
    public ulong FirstFee { get; init; } = 1_000_000;

    /// <summary>The average delay to begin with.</summary>
    [Meaning("The average delay of proofs to begin with, in milliseconds")]
    public ulong FirstDelay { get; init; } = 600_000;

    /// <summary>How many blocks the averages look back on.</summary>
    [Meaning("How many blocks the averages of fee and delay look back on (1 to 1,000,000)")]
    public uint AverageFactor { get; init; } = 7_200;

    /// <summary>How averages are kept.</summary>
    [Meaning("How averages are kept: rounded down to whole numbers as in the source, or with 32 binary digits behind the point")]
    public AverageMode Averages { get; init; } = AverageMode.FixedPoint;

    /// <summary>Where the public values of a proof say what they claim.</summary>
    [Meaning("Where the public values of a proof say parent, result and gas used: positions of 32-byte elements, 65,535 for none. Gas that is not said is what the request declares as work")]
    public TransitionLayout Layout { get; init; } = TransitionLayout.Unlinked;

    /// <summary>The result that the first block starts at.</summary>
    [Meaning("The result that the first block starts at, where blocks name their parents")]
    public Hash32 FirstParent { get; init; }

    /// <summary>How long a block may stand unproven.</summary>
    [Meaning("How long a block may stand; then it is passed over and its proposer refunded, in milliseconds")]
    public ulong LongestLife { get; init; } = 604_800_000;

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>How many transitions of a block may stand beside the one that is next.</summary>
    [Meaning("How many transitions a block may have, beside the one that starts at the last verified result")]
    public uint MostTransitions { get; init; } = 16;

    /// <summary>How many blocks may stand.</summary>
    [Meaning("How many blocks may stand")]
    public uint MostBlocks { get; init; } = 200_000;

    /// <summary>How many provers may be known.</summary>
    [Meaning("How many provers may have a seat, money on its way out or a block to prove")]
    public uint MostProvers { get; init; } = 100_000;

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Check()
    {
        if (PoolSize is 0 or > 1_024) return "poolSize must be from 1 to 1,024.";
        if (LeastCapacity == 0) return "leastCapacity must be above zero.";
        if (LeastStakePerCapacity > Ledger.LargestSupply || LeastSlash > Ledger.LargestSupply) return "leastStakePerCapacity and leastSlash must be at most 2^120.";
        if (LowPercent > 100 || HighPercent is < 100 or > 10_000) return "lowPercent must be at most 100, and highPercent from 100 to 10,000.";
        if (SlashPoints > 10_000 || DelayPenalty >= 10_000) return "slashPoints must be at most 10,000 and delayPenalty below it.";
        if (RaisedPercent is < 100 or > 10_000) return "raisedPercent must be from 100 to 10,000.";
        if (WindowMultiplier is <= 100 or > 10_000) return "windowMultiplier must be from 101 to 10,000.";
        if (LeastWindow > MostWindow) return "leastWindow must be at most mostWindow.";
        if (OracleCooldown > Cooldown) return "oracleCooldown must be at most cooldown.";
        if (FirstFee is 0 or > HighestRate) return "firstFee must be from 1 to 2^48.";
        if (FirstDelay == 0) return "firstDelay must be above zero.";
        if (AverageFactor is 0 or > 1_000_000) return "averageFactor must be from 1 to 1,000,000.";
        if (BaseGas > MostGas || AnchorGas > MostGas) return "baseGas and anchorGas must be at most 2^40.";
        if (ulong.Max(ulong.Max(ExitPeriod, ChangeDelay), ulong.Max(ulong.Max(MostWindow, Cooldown), ulong.Max(FirstDelay, LongestLife))) > LongestTime) return "Times must be at most ten years.";
        if (LongestLife == 0) return "longestLife must be above zero.";
        if (LongestPredicate > 1 << 20) return "longestPredicate must be at most 1,048,576 bytes.";
        if (MostTransitions is 0 or > 1_024 || MostBlocks is 0 or > 1 << 26 || MostProvers is 0 or > 1 << 30) return "mostTransitions must be from 1 to 1,024, mostBlocks from 1 to 2^26, mostProvers from 1 to 2^30.";
        return (ulong)MostBlocks * (MostTransitions + 1) > 1 << 30 ? "mostBlocks times mostTransitions and one must be at most 2^30." : Layout.Check();
    }
}
