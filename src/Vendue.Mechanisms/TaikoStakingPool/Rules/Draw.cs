using System.Buffers.Binary;

namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>How the weight of a seat is rounded.</summary>
public enum WeightRule : byte
{
    /// <summary>floor(floor(A / R') / R'): the code.</summary>
    StakeOverSquare,
    /// <summary>floor(A·F² / R'²): the document. The same proportions, with finer rounding.</summary>
    FeeSquareOverSquare,
}

/// <summary>The draw of a block's prover: a seat with probability proportional to stake over the square of its clamped reward.</summary>
public static class Draw
{
    /// <summary>How many bytes are hashed for a draw.</summary>
    public const int SeedSize = 2 * Hash32.Size;

    /// <summary>R' = clamp(R, floor(F·low/100), floor(F·high/100)).</summary>
    /// <param name="reward">R, the reward asked per gas.</param>
    /// <param name="fee">F, the moving fee per gas.</param>
    /// <param name="low">The lower bound, in percent of F.</param>
    /// <param name="high">The upper bound, in percent of F; not below the lower one.</param>
    public static ulong ClampedReward(ulong reward, ulong fee, ushort low, ushort high)
    {
        UInt128 least = (UInt128)fee * low / 100, most = (UInt128)fee * high / 100;
        return (ulong)UInt128.Clamp(reward, least, most);
    }

    /// <summary>The weight of a seat: at least 1 while it has capacity and R' is above zero, else 0.</summary>
    /// <param name="rule">How it is rounded.</param>
    /// <param name="seat">The seat.</param>
    /// <param name="clamped">R'.</param>
    /// <param name="fee">F.</param>
    public static UInt128 Weight(WeightRule rule, in Seat seat, ulong clamped, ulong fee)
    {
        if (seat.Capacity == 0 || clamped == 0) return 0;
        var weight = rule == WeightRule.StakeOverSquare
            ? seat.Stake / clamped / clamped
            : Wide.MulDivFloor(seat.Stake, (UInt128)fee * fee, (UInt128)clamped * clamped);
        return UInt128.Max(weight, 1);
    }

    /// <summary>Writes what is hashed for a draw: the previous block's hash, then the block's number as 32 big-endian bytes.</summary>
    public static void WriteSeed(Hash32 previousBlockHash, ulong block, Span<byte> to)
    {
        to[..SeedSize].Clear();
        previousBlockHash.CopyTo(to);
        BinaryPrimitives.WriteUInt64BigEndian(to[(SeedSize - sizeof(ulong))..SeedSize], block);
    }
}
