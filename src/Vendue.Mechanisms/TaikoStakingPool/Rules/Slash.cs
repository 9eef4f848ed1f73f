namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>How much an assignee loses for a block that it did not prove in time.</summary>
public enum SlashRule : byte
{
    /// <summary>A share of its stake per unit of capacity, at least some times the reward.</summary>
    ByReward,
    /// <summary>A share of its whole stake, at least a fixed amount: the pool at its launch.</summary>
    ByPosition,
}

/// <summary>How slashes are sized.</summary>
/// <param name="Rule">By what.</param>
/// <param name="Points">The share of what can be slashed, in hundredths of a percent.</param>
/// <param name="RewardMultiplier">By reward: how many times the reward is lost at least.</param>
/// <param name="Least">By position: what is lost at least, in base units.</param>
public readonly record struct SlashRules(SlashRule Rule, ushort Points, ushort RewardMultiplier, UInt128 Least);

/// <summary>What a slash takes.</summary>
/// <param name="Exit">From money on its way out.</param>
/// <param name="Stake">From the stake.</param>
public readonly record struct Slash(UInt128 Exit, UInt128 Stake)
{
    const uint Whole = 10_000;

    /// <summary>All that it takes.</summary>
    public UInt128 Amount => Exit + Stake;

    /// <summary>
    /// min(max(floor(slashable·points / 10,000 / C), multiplier·proofReward), slashable) by reward, or
    /// min(max(floor(slashable·points / 10,000), least), slashable) by position: taken from the money on its way out
    /// first, then from the stake.
    /// </summary>
    /// <param name="rules">How slashes are sized.</param>
    /// <param name="stake">The stake.</param>
    /// <param name="exit">The money on its way out that has not matured; what has matured counts as nothing.</param>
    /// <param name="capacity">C, the capacity declared last; not 0.</param>
    /// <param name="proofReward">The reward of the block.</param>
    public static Slash Of(in SlashRules rules, UInt128 stake, UInt128 exit, uint capacity, UInt128 proofReward)
    {
        var slashable = stake + exit;
        var share = Wide.MulDivFloor(slashable, rules.Points, Whole);
        var wanted = rules.Rule == SlashRule.ByReward
            ? UInt128.Max(share / capacity, proofReward * rules.RewardMultiplier)
            : UInt128.Max(share, rules.Least);
        var amount = UInt128.Min(wanted, slashable);
        var fromExit = UInt128.Min(amount, exit);
        return new Slash(fromExit, amount - fromExit);
    }
}
