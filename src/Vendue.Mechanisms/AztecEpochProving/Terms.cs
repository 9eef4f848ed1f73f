namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>What a prover needs to know to quote for an epoch.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="LastSlot">The last slot in which it can be claimed.</param>
/// <param name="Reward">What its blocks bring so far, less what is burnt: the whole of which the fee is a share.</param>
/// <param name="MinBond">The least bond.</param>
/// <param name="Deposit">What the prover has deposited.</param>
/// <param name="MaxBps">The highest fee.</param>
public readonly record struct QuoteTerms(ulong Epoch, ulong LastSlot, UInt128 Reward, UInt128 MinBond, UInt128 Deposit, uint MaxBps);

/// <summary>What a proposer needs to know to propose a block.</summary>
/// <param name="Slot">The current slot.</param>
/// <param name="HasStatement">Whether the epoch under way has a block with a statement already.</param>
/// <param name="NextEpoch">When the next epoch begins.</param>
public readonly record struct ProposeTerms(ulong Slot, bool HasStatement, ulong NextEpoch);

/// <summary>What a proposer needs to know to claim the oldest epoch.</summary>
public sealed record ClaimTerms
{
    /// <summary>The quotes that pass the checks now, or will when the epoch has ended, in order of arrival.</summary>
    [Meaning("The quotes that can be claimed, in order of arrival")]
    public Quote[] Quotes { get; init; } = [];
}
