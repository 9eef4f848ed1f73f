namespace Vendue.Mechanisms.Chains;

/// <summary>How far a block of a chain has come.</summary>
public enum BlockState : byte
{
    /// <summary>Appended, not proven, or no longer.</summary>
    Pending,
    /// <summary>Proven; not final before its wait is over and all blocks below are final.</summary>
    Proven,
}

/// <summary>A block that is not final. What a mechanism knows of it beyond this stands in its own table, by height.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="At">When it was appended.</param>
/// <param name="Request">The request that stands for its proof, if one does; several blocks may share one.</param>
/// <param name="State">How far it has come.</param>
/// <param name="ProvenAt">When it was proven; its wait counts from here.</param>
/// <param name="Wait">How long after that it may be contested.</param>
public readonly record struct ChainBlock(ulong Height, Account Proposer, ulong At, Handle<Request> Request, BlockState State, ulong ProvenAt, ulong Wait);

/// <summary>Fees that one payer put into a block: its owner has them back when the block is rolled back.</summary>
readonly record struct FeeRow(ulong Height, Handle<Holding> Pot);

/// <summary>The block at one height must carry a proof of the block at another.</summary>
/// <param name="Carrier">The height that must carry it.</param>
/// <param name="Covered">The height to be proven.</param>
readonly record struct ObligationRow(ulong Carrier, ulong Covered);

/// <summary>A height at which no block can be appended until its gate opens.</summary>
readonly record struct GateRow(ulong Height);

/// <summary>Where a chain stands; all heights are the first for which something does not hold.</summary>
/// <param name="Next">The height of the next block.</param>
/// <param name="Proven">Every block below is proven.</param>
/// <param name="Final">Every block below is final.</param>
/// <param name="RollingBackTo">The height to which a roll-back under way leads; only where <paramref name="IsRollingBack"/>.</param>
/// <param name="IsRollingBack">Whether a roll-back is under way.</param>
/// <param name="IsPaused">Whether an office has paused it.</param>
/// <param name="ResumedAt">When the last pause ended: waits count from there at the earliest.</param>
/// <param name="Timer">The timer that goes on with it.</param>
readonly record struct ChainState(
    ulong Next, ulong Proven, ulong Final, ulong RollingBackTo, bool IsRollingBack, bool IsPaused, ulong ResumedAt, Handle<Kernel.Timer> Timer);

/// <summary>How large a chain may grow.</summary>
/// <param name="First">The height of its first block.</param>
/// <param name="MostBlocks">How many blocks may stand that are not final.</param>
/// <param name="MostObligations">How many obligations, and how many closed gates, may stand.</param>
/// <param name="AtOnce">How many blocks are made final or rolled back in one command; the rest follows by a timer. At least 1.</param>
public readonly record struct ChainLimits(ulong First, uint MostBlocks, uint MostObligations, uint AtOnce);

/// <summary>Told of a block that is leaving the chain, final or rolled back.</summary>
public delegate void BlockHandler(in ChainBlock block);
