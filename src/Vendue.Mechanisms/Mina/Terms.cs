namespace Vendue.Mechanisms.Mina;

/// <summary>A job of a bundle, as its prover must know it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Merges">Of a merge: the hash of what the merged proofs are bound to; zero else.</param>
public readonly record struct JobTerms(JobId Job, Hash32 Merges);

/// <summary>What a prover needs to know to sell the proofs of a bundle.</summary>
/// <param name="Jobs">Its jobs, in order.</param>
/// <param name="HasOffer">Whether an offer stands.</param>
/// <param name="OfferFee">Its fee.</param>
/// <param name="HasCommitment">Whether a commitment stands.</param>
/// <param name="Committed">Whose.</param>
/// <param name="CommitmentFee">Its fee.</param>
/// <param name="CommitmentUntil">The last instant at which it stands.</param>
/// <param name="Unclaimed">How many bundles, of those that will not be paired anew, have neither an offer nor a commitment.</param>
/// <param name="TakesCommitments">Whether the market takes commitments.</param>
/// <param name="LeastFee">The least fee of the market.</param>
/// <param name="LeastUndercut">By how much an offer must be cheaper.</param>
/// <param name="Fee">What the prover has decided to ask; 0 in the market's own list.</param>
public readonly record struct WorkTerms(
    JobTerms[] Jobs, bool HasOffer, UInt128 OfferFee, bool HasCommitment, Name Committed, UInt128 CommitmentFee, ulong CommitmentUntil,
    uint Unclaimed, bool TakesCommitments, UInt128 LeastFee, UInt128 LeastUndercut, UInt128 Fee)
{
    /// <summary>The bundle.</summary>
    public Bundle Bundle => new(Jobs[0].Job, Jobs.Length > 1 ? Jobs[1].Job : default);
}

/// <summary>What a producer needs to know to make a block.</summary>
/// <param name="Waiting">How many transactions wait for a block.</param>
/// <param name="Unproved">How many are in blocks and not proved.</param>
/// <param name="Leaves">How many leaves a block would fill now.</param>
public readonly record struct BlockTerms(ulong Waiting, ulong Unproved, uint Leaves);
