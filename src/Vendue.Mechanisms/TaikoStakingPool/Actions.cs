namespace Vendue.Mechanisms.TaikoStakingPool;

/// <summary>A prover takes a seat, changes what it asks, or leaves.</summary>
/// <param name="Amount">A, in base units; 0 with the others 0 to leave.</param>
/// <param name="RewardPerGas">R, in base units.</param>
/// <param name="Capacity">C, how many blocks may be assigned to it at once.</param>
[Action(Tag, "stake", "Takes a seat in the pool with a stake, a reward asked per gas and a capacity, giving an older position up; all zero leaves the pool.")]
public readonly record struct Stake(
    [property: Meaning("The stake, in base units")] UInt128 Amount,
    [property: Meaning("The reward asked per gas, in base units")] ulong RewardPerGas,
    [property: Meaning("How many blocks may be assigned to it at once")] uint Capacity)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 64;
}

/// <summary>A prover leaves the pool.</summary>
[Action(Tag, "exit", "Leaves the pool; the stake can be withdrawn after the exit period.")]
public readonly record struct Exit
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 65;
}

/// <summary>A prover takes out what has matured.</summary>
[Action(Tag, "withdraw-stake", "Takes out the money of an exit whose period is over.")]
public readonly record struct Withdraw
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 66;
}

/// <summary>A proposer proposes a block, and pays for its proof.</summary>
/// <param name="Request">The id of the request that the block opens.</param>
/// <param name="Statement">What is to be proven; its work is the gas limit.</param>
/// <param name="PreviousBlockHash">The hash of the previous block, where the draw hashes that.</param>
/// <param name="MostFee">The most it pays, in base units; 0 for any fee.</param>
[Action(Tag, "propose", "Proposes a block and pays the moving fee for its proof; a prover of the pool is drawn for it.")]
public readonly record struct Propose(
    [property: Meaning("The id of the request that the block opens")] Hash32 Request,
    [property: Meaning("What is to be proven; its work is the gas limit")] Statement Statement,
    [property: Meaning("The hash of the previous block, where the draw hashes that"), Optional] Hash32 PreviousBlockHash,
    [property: Meaning("The most it pays, in base units; 0 for any fee"), Optional] UInt128 MostFee)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 67;
}

/// <summary>A prover proves a block.</summary>
/// <param name="Request">The request.</param>
/// <param name="PublicValues">The proof's public values.</param>
/// <param name="Proof">The proof's bytes, by their SHA-256.</param>
[Action(Tag, "prove", "Proves a block: its assignee at any time, anybody where there is none or its window is over.")]
public readonly record struct Prove(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("The proof's public values")] Bytes PublicValues,
    [property: Meaning("The proof's bytes, by their SHA-256")] Hash32 Proof)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 68;
}

/// <summary>The oracle states a block's result without a proof.</summary>
/// <param name="Request">The request.</param>
/// <param name="PublicValues">What a proof's public values would be.</param>
[Action(Tag, "prove-as-oracle", "The oracle states a block's result without a proof, or overwrites a different one that is not verified yet.")]
public readonly record struct ProveAsOracle(
    [property: Meaning("The request")] Hash32 Request,
    [property: Meaning("What a proof's public values would be")] Bytes PublicValues)
{
    /// <summary>The action's number.</summary>
    public const ushort Tag = 69;
}
