namespace Vendue.Mechanisms.TaikoStakingPool;

#pragma warning disable CS1573 // Fields that their names explain are not explained twice.

/// <summary>A seat of the pool; its place in the table is its slot. It is never removed.</summary>
/// <param name="Prover">Its holder; none when it is empty.</param>
/// <param name="Stake">The stake.</param>
/// <param name="Reward">R.</param>
/// <param name="Free">How many more blocks may be assigned to it.</param>
readonly record struct SeatRow(Account Prover, Handle<Holding> Stake, ulong Reward, uint Free);

/// <summary>A prover that has a seat, money on its way out, or a block to prove.</summary>
/// <param name="Seat">The slot of its seat plus one; 0 for none.</param>
/// <param name="Capacity">C as it declared it last.</param>
/// <param name="Exit">The money on its way out; none when there is none.</param>
/// <param name="HasExited">Whether <paramref name="ExitedAt"/> counts.</param>
/// <param name="ExitedAt">When it last exited.</param>
/// <param name="Blocks">How many blocks that stand were assigned to it.</param>
readonly record struct ProverRow(Account Prover, uint Seat, uint Capacity, Handle<Holding> Exit, bool HasExited, ulong ExitedAt, uint Blocks);

/// <summary>A block that is not verified.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Fee">F when it was proposed.</param>
/// <param name="RewardPerGas">R' of its assignee; F where there is none.</param>
/// <param name="Assignee">Its assignee; none for an open block.</param>
/// <param name="Released">Whether the assignee's capacity was given back.</param>
/// <param name="Transitions">How many transitions it has.</param>
readonly record struct BlockRow(
    ulong Number, Handle<Request> Request, Account Proposer, ulong ProposedAt, ulong Window, ulong Fee, ulong RewardPerGas, ulong GasLimit, Account Assignee, bool Released, uint Transitions);

/// <summary>A proven transition of a block.</summary>
/// <param name="Cooled">Whether its cooldown is over.</param>
/// <param name="Cooling">The timer of its cooldown.</param>
readonly record struct TransitionRow(
    ulong Block, Hash32 Parent, Hash32 Result, Account Prover, ulong GasUsed, ulong ProvenAt, bool ByOracle, bool Cooled, Handle<Kernel.Timer> Cooling);

/// <summary>Finds a transition.</summary>
readonly record struct TransitionKey(ulong Block, Hash32 Parent);

/// <summary>Where the chain and the averages stand.</summary>
/// <param name="LastBlock">The number of the last block proposed.</param>
/// <param name="Verified">The number of the last block verified or passed over.</param>
/// <param name="Result">The result that the next block starts at.</param>
/// <param name="Open">How many blocks stand that nobody was drawn for.</param>
/// <param name="Fee">The average fee, with its binary digits behind the point.</param>
/// <param name="Delay">The average delay, likewise.</param>
readonly record struct PoolState(ulong LastBlock, ulong Verified, Hash32 Result, uint Open, UInt128 Fee, UInt128 Delay);
