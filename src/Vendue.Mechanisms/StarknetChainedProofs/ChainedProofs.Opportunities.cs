namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <content>What proposers can do; what provers can, the contract says.</content>
public sealed partial class ChainedProofs
{
    const ushort BlockTag = 66;
    const int MostSubmissionsTold = 8;

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        if (chain.RollingBackTo is not null || RoundOf(account) is not { } round) yield break;
        ulong[] expected = chain.OwedAt(chain.Next);
        bool hasHead = expected.Length > 0 && headAt.TryFind(expected[0], out _);
        var terms = new BlockTerms
        {
            Height = chain.Next,
            Round = round,
            Expected = (ulong)expected.Length,
            IsReady = IsReady(expected),
            IsCritical = IsCritical(expected),
            Price = hasHead && headAt.TryFind(expected[0], out var head) ? PriceOf(heads[head].Request, (uint)expected.Length) : 0,
            Outstanding = (ulong)heads.Count,
            BlockTime = parameters.BlockTime,
            Submissions = [.. submissionsByNumber.All().Take(MostSubmissionsTold).Select(s => Requests[submissions[s].Request].Key)],
        };
        yield return new Opportunity
        {
            Kind = OpportunityKind.Produce,
            Action = BlockTag,
            Request = HeightId(chain.Next),
            From = Later(Starts, (UInt128)round * parameters.RoundTime),
            Until = ulong.MaxValue,
            Payment = Payment,
            Collateral = Payment,
            Terms = new Bytes(Codec<BlockTerms>.Of.Encode(terms)),
        };
    }

    /// <summary>The first round in which an account proposes the next height; null when it never does.</summary>
    ulong? RoundOf(Account account)
    {
        for (ulong round = 0; round < (ulong)int.Max(1, validators.Length); round++)
            if (IsProposer(chain.Next, round, account)) return round;
        return null;
    }

    /// <summary>A block concerns no request before it is there; the height's own id stands for it: SHA-256 over "vendue/starknet-chained-proofs/height/1" and the height.</summary>
    static Hash32 HeightId(ulong height)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/starknet-chained-proofs/height/1"u8);
        writer.UInt64(height);
        return Hash32.Sha256(writer.Written);
    }
}
