namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>How the money of one block is divided when its epoch is proven.</summary>
/// <param name="Burn">What is burnt: congestionCost · manaUsed.</param>
/// <param name="Prover">The prover's part.</param>
/// <param name="Coinbase">The coinbase's part.</param>
public readonly record struct BlockShares(UInt128 Burn, UInt128 Prover, UInt128 Coinbase)
{
    const uint Whole = 10_000;

    /// <summary>
    /// reward = (fees − burn) + blockReward; the prover has floor(reward·bps/10000), or all of it where the block has no
    /// coinbase; the coinbase has the rest. Rounded down for each block, in the proposer's favour.
    /// </summary>
    /// <param name="fees">The block's fees.</param>
    /// <param name="burn">congestionCost · manaUsed, at most the fees.</param>
    /// <param name="blockReward">What is newly issued for the block; 0 where the rollup is not canonical.</param>
    /// <param name="bps">The prover's share.</param>
    /// <param name="hasCoinbase">Whether the block names a coinbase.</param>
    /// <exception cref="OverflowException">The burn is above the fees.</exception>
    public static BlockShares Of(UInt128 fees, UInt128 burn, UInt128 blockReward, uint bps, bool hasCoinbase)
    {
        var reward = checked(fees - burn + blockReward);
        var prover = hasCoinbase ? Wide.MulDivFloor(reward, bps, Whole) : reward;
        return new(burn, prover, reward - prover);
    }
}

/// <summary>What of a deposit a prover must still have at an instant.</summary>
public static class EscrowRules
{
    /// <summary>minBalanceAtTime(T): 0 if T ≥ now + D; else the deposit, less a pending withdrawal that can be executed by T.</summary>
    /// <param name="deposit">What is deposited, money under a pending withdrawal included.</param>
    /// <param name="withdrawal">The pending withdrawal; 0 for none.</param>
    /// <param name="executableAt">When it can be executed.</param>
    /// <param name="now">The instant of asking.</param>
    /// <param name="at">T.</param>
    /// <param name="delay">D.</param>
    public static UInt128 MinBalanceAt(UInt128 deposit, UInt128 withdrawal, ulong executableAt, ulong now, ulong at, ulong delay)
    {
        if (at >= now && at - now >= delay) return 0;
        return withdrawal > 0 && executableAt <= at ? deposit - UInt128.Min(deposit, withdrawal) : deposit;
    }
}
