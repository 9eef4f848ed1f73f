namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>What a prover has in the escrow.</summary>
/// <param name="Prover">The prover.</param>
/// <param name="Stake">The money.</param>
/// <param name="Withdrawing">What it has asked back; 0 for nothing.</param>
/// <param name="ExecutableAt">From when on it can take that out.</param>
readonly record struct DepositRow(Account Prover, Handle<Holding> Stake, UInt128 Withdrawing, ulong ExecutableAt);

/// <summary>A block beyond what the chain knows of it.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="Coinbase">Who earns its reward; none for nobody.</param>
/// <param name="Burn">What of its fees is burnt.</param>
readonly record struct ProposedRow(ulong Height, ulong Slot, Account Coinbase, UInt128 Burn);

/// <summary>An epoch with unproven blocks.</summary>
/// <param name="Epoch">Its number.</param>
/// <param name="First">Its first unproven block.</param>
/// <param name="Last">Its last block.</param>
/// <param name="Request">The request that stands for its proof: that of its block with a statement, or one of its own.</param>
/// <param name="HasStatement">Whether it is a block's.</param>
readonly record struct EpochRow(ulong Epoch, ulong First, ulong Last, Handle<Request> Request, bool HasStatement);

/// <summary>A published quote.</summary>
/// <param name="Number">Its place in the order of arrival.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="ValidUntilSlot">The last slot in which it can be claimed.</param>
/// <param name="Bond">The bond.</param>
/// <param name="Prover">The prover.</param>
/// <param name="Bps">The fee.</param>
readonly record struct QuoteRow(ulong Number, ulong Epoch, ulong ValidUntilSlot, UInt128 Bond, Account Prover, uint Bps);

/// <summary>What names a published quote.</summary>
readonly record struct QuoteKey(ulong Epoch, Account Prover);

/// <summary>The quotes of an epoch in order of arrival.</summary>
readonly record struct QuoteOrder(ulong Epoch, ulong Number) : IComparable<QuoteOrder>
{
    public int CompareTo(QuoteOrder other) => Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Number.CompareTo(other.Number);
}

/// <summary>The claim that was recorded last.</summary>
/// <param name="Stands">Whether it stands; with the source's quirks it does even when its epoch is proven.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Bps">The fee.</param>
/// <param name="Bond">The bond.</param>
/// <param name="Prover">The prover.</param>
/// <param name="Held">Where the bond is held; none once it was released.</param>
readonly record struct ClaimRow(bool Stands, ulong Epoch, uint Bps, UInt128 Bond, Account Prover, Handle<Holding> Held);

/// <summary>What the market counts.</summary>
/// <param name="LastNumber">The number given last to a quote.</param>
/// <param name="NextSlot">The first slot that can have a block.</param>
/// <param name="PruneTimer">The timer of the next roll-back.</param>
readonly record struct Progress(ulong LastNumber, ulong NextSlot, Handle<Kernel.Timer> PruneTimer);
