namespace Vendue.Mechanisms.BoundlessPovw;

/// <summary>A work log: the payments that the market settled to one account, as a chain of commitments that only grows.</summary>
/// <param name="Log">The account.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="Head">The commitment to all of them.</param>
/// <param name="HeadWork">Their work, in all.</param>
/// <param name="Posted">The commitment up to which its work was reported to the accounting.</param>
/// <param name="PostedWork">The work up to there, in all.</param>
/// <param name="Paid">The commitment up to which it was paid: a ratchet.</param>
/// <param name="Unpaid">How many of its updates are not yet paid.</param>
readonly record struct LogRow(Account Log, ulong Records, Hash32 Head, UInt128 HeadWork, Hash32 Posted, UInt128 PostedWork, Hash32 Paid, uint Unpaid);

/// <summary>An earlier commitment of a log, up to which it can still be posted.</summary>
/// <param name="Log">The log.</param>
/// <param name="Records">How many records it covers.</param>
/// <param name="Commitment">The commitment.</param>
/// <param name="Work">The work it covers, in all.</param>
readonly record struct MarkRow(Account Log, ulong Records, Hash32 Commitment, UInt128 Work);

/// <summary>What names a mark.</summary>
readonly record struct CommitmentKey(Account Log, Hash32 Commitment);

/// <summary>The order of a log's marks.</summary>
readonly record struct MarkOrder(Account Log, ulong Records) : IComparable<MarkOrder>
{
    public int CompareTo(MarkOrder other) => Log != other.Log ? Log.Index.CompareTo(other.Log.Index) : Records.CompareTo(other.Records);
}

/// <summary>An update of a log that was accepted and not yet paid.</summary>
/// <param name="Log">The log.</param>
/// <param name="Epoch">The epoch in which it was posted, and counts.</param>
/// <param name="Previous">The log's commitment before.</param>
/// <param name="Next">The log's commitment after.</param>
/// <param name="Value">The work reported.</param>
/// <param name="Recipient">Who is to be paid.</param>
readonly record struct UpdateRow(Account Log, ulong Epoch, Hash32 Previous, Hash32 Next, UInt128 Value, Account Recipient);

/// <summary>The epoch whose updates are taken now, until an action comes in a later one.</summary>
/// <param name="Epoch">Its number.</param>
/// <param name="TotalWork">All work reported in it so far.</param>
/// <param name="Updates">How many updates were accepted in it.</param>
readonly record struct PendingEpoch(ulong Epoch, UInt128 TotalWork, uint Updates);

/// <summary>A finalized epoch of which updates are still to be paid.</summary>
/// <param name="Epoch">Its number.</param>
/// <param name="TotalWork">All work reported in it.</param>
/// <param name="Unpaid">How many of its updates are not yet paid.</param>
readonly record struct EpochRow(ulong Epoch, UInt128 TotalWork, uint Unpaid);

/// <summary>A staking position: one an account, not transferable.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Held">Where the money is.</param>
/// <param name="Rewards">Who has its reward power.</param>
/// <param name="Votes">Who has its voting power.</param>
/// <param name="Leaving">Whether unstaking was initiated.</param>
/// <param name="Release">When the money can be had, if so.</param>
readonly record struct StakeRow(Account Owner, Handle<Holding> Held, Account Rewards, Account Votes, bool Leaving, ulong Release);

/// <summary>Which of 128 epochs an account has claimed its staking reward of.</summary>
/// <param name="Staker">The account.</param>
/// <param name="Word">The epochs' number divided by 128.</param>
/// <param name="Bits">One bit an epoch.</param>
readonly record struct ClaimRow(Account Staker, ulong Word, UInt128 Bits);

/// <summary>What names a word of claims.</summary>
readonly record struct ClaimKey(Account Staker, ulong Word) : IComparable<ClaimKey>
{
    public int CompareTo(ClaimKey other) => Staker != other.Staker ? Staker.Index.CompareTo(other.Staker.Index) : Word.CompareTo(other.Word);
}

/// <summary>What was minted so far.</summary>
/// <param name="Mining">For work.</param>
/// <param name="Staking">For stake.</param>
readonly record struct MintedRow(UInt128 Mining, UInt128 Staking);
