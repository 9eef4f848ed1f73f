namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>What every block costs beside its own gas.</summary>
/// <param name="Base">The gas of proposing and proving any block.</param>
/// <param name="Anchor">The gas of the transaction that anchors a block.</param>
public readonly record struct GasTerms(ulong Base, ulong Anchor)
{
    /// <summary>What a proposer pays: F·(gasLimit + anchor + base).</summary>
    public UInt128 ProposalFee(ulong fee, ulong gasLimit) => fee * ((UInt128)gasLimit + Anchor + Base);

    /// <summary>What a proposer gets back: (gasLimit + anchor − gasUsed)·F of the block.</summary>
    /// <exception cref="OverflowException">More gas was used than the limit and the anchor allow.</exception>
    public UInt128 Refund(ulong fee, ulong gasLimit, ulong gasUsed) => ((UInt128)gasLimit + Anchor - gasUsed) * fee;

    /// <summary>reward0 = (base + gasUsed)·R' of the block.</summary>
    public UInt128 Reward(ulong rewardPerGas, ulong gasUsed) => ((UInt128)Base + gasUsed) * rewardPerGas;
}
