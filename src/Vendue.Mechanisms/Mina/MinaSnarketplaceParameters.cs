namespace Vendue.Mechanisms.Mina;

/// <summary>The parameters of a Mina Snarketplace. Times are in milliseconds, rounded up to the market's time unit.</summary>
public sealed record MinaSnarketplaceParameters
{
    const ulong LongestTime = 86_400_000, TenYears = 315_360_000_000;

    /// <summary>d: a block has at most 2^d transactions.</summary>
    [Meaning("transaction_capacity_log_2: a block has at most 2 to this power transactions (1 to 10)")]
    public uint CapacityLog2 { get; init; } = 7;

    /// <summary>How many trees lie between the one being filled and the one whose leaves are on sale.</summary>
    [Meaning("work_delay: how many trees later work is on sale (1 to 10)")]
    public uint WorkDelay { get; init; } = 2;

    /// <summary>What a block with a coinbase issues.</summary>
    [Meaning("coinbase_amount: what a block issues to its producer, in base units")]
    public UInt128 CoinbaseAmount { get; init; } = 720_000_000_000;

    /// <summary>What opening an account by a payment costs.</summary>
    [Meaning("account_creation_fee: what is burnt of the first payment that opens an account, in base units")]
    public UInt128 AccountCreationFee { get; init; } = 1_000_000_000;

    /// <summary>The length of a slot, in which there is at most one block.</summary>
    [Meaning("The length of a slot, in which there is at most one block, in milliseconds (1 to 86,400,000)")]
    public ulong Slot { get; init; } = 180_000;

    /// <summary>minFee: the least fee of an offer. The source has none.</summary>
    [Meaning("The least fee of an offer, in base units; 0 for none, as the source has it")]
    public UInt128 LeastFee { get; init; }

    /// <summary>minDelta: by how much an offer must be cheaper than the one it replaces. The source wants any less.</summary>
    [Meaning("By how much an offer must be cheaper than the one it replaces, in base units; 0 for by anything, as the source has it")]
    public UInt128 LeastUndercut { get; init; }

    /// <summary>Whether provers can say beforehand what they are proving.</summary>
    [Meaning("Whether provers can commit to a bundle and a fee before they prove; advisory")]
    public bool Commitments { get; init; } = true;

    /// <summary>How long a commitment lasts for each account update of its bundle.</summary>
    [Meaning("How long a commitment lasts for each account update of its bundle, in milliseconds")]
    public ulong CommitmentTime { get; init; } = 10_000;

    /// <summary>How long it lasts beyond that.</summary>
    [Meaning("How long a commitment lasts beyond that, in milliseconds")]
    public ulong CommitmentLatency { get; init; } = 10_000;

    /// <summary>Every how many blocks offers for bundles that are no more are dropped.</summary>
    [Meaning("Every how many blocks bundles that are none any more are dropped with their offers (1 to 1,000)")]
    public uint PurgeEvery { get; init; } = 10;

    /// <summary>How long a request may stand: a transaction in a block, or a bundle on sale. The source has no deadline; a bundle that is still wanted opens anew with the next block.</summary>
    [Meaning("How long a bundle, or a transaction in a block, may stand before its request ends, in milliseconds (at most 10 years)")]
    public ulong LongestLife { get; init; } = 604_800_000;

    /// <summary>How many transactions may wait or be unproved.</summary>
    [Meaning("How many transactions may wait for a block or for their proof")]
    public uint MostTransactions { get; init; } = 100_000;

    /// <summary>The longest data of a predicate.</summary>
    [Meaning("The longest data of a predicate, in bytes")]
    public uint LongestPredicate { get; init; } = 4_096;

    /// <summary>What is wrong with the parameters, in one sentence; null when nothing is.</summary>
    public string? Check()
    {
        if (CapacityLog2 is 0 or > 10) return "capacityLog2 must be from 1 to 10.";
        if (WorkDelay is 0 or > 10) return "workDelay must be from 1 to 10: without a delay a block would need proofs of its own transactions.";
        if (CoinbaseAmount > Snarketplace.LargestFee || AccountCreationFee > Snarketplace.LargestFee) return "coinbaseAmount and accountCreationFee must be at most 2^100.";
        if (Slot is 0 or > LongestTime) return "slot must be from 1 to 86,400,000 ms.";
        if (LeastFee > Snarketplace.LargestFee || LeastUndercut > Snarketplace.LargestFee) return "leastFee and leastUndercut must be at most 2^100.";
        if (CommitmentTime > LongestTime || CommitmentLatency > LongestTime) return "commitmentTime and commitmentLatency must be at most 86,400,000 ms.";
        if (PurgeEvery is 0 or > 1_000) return "purgeEvery must be from 1 to 1,000 blocks.";
        if (LongestLife is 0 or > TenYears) return "longestLife must be from 1 ms to ten years.";
        if (MostTransactions is 0 or > 1 << 24) return "mostTransactions must be from 1 to 16,777,216.";
        return LongestPredicate > 1 << 20 ? "longestPredicate must be at most 1,048,576 bytes." : null;
    }
}
