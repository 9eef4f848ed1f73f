using Vendue.Proofs.Curves;

namespace Vendue.Proofs.Groth16;

/// <summary>
/// Many claims under one key for the price of a few: their equations, each raised to a weight of 128 bits that follows from
/// all claims by hashing, hold together when each holds; when one does not, they hold together for at most one of the 2^128
/// values of its weight (Bellare, Garay and Rabin 1998), all points being of groups of prime order. A forger who tries t batches
/// of n claims therefore succeeds with probability at most t n / 2^130, a batch of n having at most n / 4 parts.
/// <para>
/// When a batch fails, its halves are checked down to blocks of eight, and the claims of a failing block one by one: a proof
/// is never called false but by a check of its own. In blocks of eight that all hold a false claim, n claims cost n single
/// checks, the batch itself and less than n / 4 checks of products, each about a single one: under twice one by one. Claims
/// too few for a block are checked one by one from the start.
/// </para>
/// </summary>
sealed class BatchVerification
{
    readonly VerifyingKey key;
    readonly Groth16Claim[] claims;
    readonly MillerLines?[] lines;
    readonly BatchBlock[] blocks;

    BatchVerification(VerifyingKey key, Groth16Claim[] claims, MillerLines?[] lines)
    {
        this.key = key;
        this.claims = claims;
        this.lines = lines;
        BatchWeight[] weights = BatchWeight.Of(key.Prepared, claims);
        (int full, int rest) = Math.DivRem(claims.Length, BatchBlock.Size);
        blocks = new BatchBlock[rest < BatchBlock.Fewest ? full : full + 1];
        Verdicts = new bool[claims.Length];
        for (int i = 0; i < blocks.Length; i++)
        {
            Range range = ClaimsOf(i);
            blocks[i] = BatchBlock.Of(claims.AsSpan(range), lines.AsSpan(range), weights.AsSpan(range));
        }
    }

    bool[] Verdicts { get; }

    /// <summary>Checks claims.</summary>
    /// <param name="key">The key of all.</param>
    /// <param name="claims">Claims with as many public values as the key has.</param>
    /// <param name="lines">The lines of each claim's B, which is not infinity.</param>
    /// <returns>What <see cref="Groth16Verifier.Verify"/> says of each.</returns>
    public static bool[] Run(VerifyingKey key, Groth16Claim[] claims, MillerLines?[] lines)
    {
        var batch = new BatchVerification(key, claims, lines);
        int inBlocks = Math.Min(batch.blocks.Length * BatchBlock.Size, claims.Length);
        batch.JudgeEach(inBlocks..claims.Length);
        if (inBlocks > 0)
            batch.Judge(0, batch.blocks.Length, knownToFail: false);
        return batch.Verdicts;
    }

    /// <summary>Judges some of the blocks.</summary>
    /// <param name="from">The first block.</param>
    /// <param name="to">The block after the last.</param>
    /// <param name="knownToFail">Whether a check of their product is already known to fail.</param>
    /// <returns>Whether all their claims hold.</returns>
    bool Judge(int from, int to, bool knownToFail)
    {
        if (!knownToFail && BatchBlock.Product(blocks.AsSpan(from, to - from)).Holds(key))
        {
            Verdicts.AsSpan(ClaimsOf(from).Start.Value..ClaimsOf(to - 1).End.Value).Fill(true);
            return true;
        }

        if (to - from == 1)
            return JudgeEach(ClaimsOf(from));
        int middle = (from + to) / 2;
        bool firstHolds = Judge(from, middle, knownToFail: false);
        return Judge(middle, to, knownToFail: firstHolds) && firstHolds;
    }

    bool JudgeEach(Range range)
    {
        (int start, int count) = range.GetOffsetAndLength(claims.Length);
        bool all = true;
        for (int i = start; i < start + count; i++)
        {
            Verdicts[i] = Groth16Verifier.Holds(key, claims[i], lines[i]!);
            all &= Verdicts[i];
        }

        return all;
    }

    Range ClaimsOf(int block) => (block * BatchBlock.Size)..Math.Min((block + 1) * BatchBlock.Size, claims.Length);
}
