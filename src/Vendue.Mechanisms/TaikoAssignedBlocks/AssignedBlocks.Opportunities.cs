namespace Vendue.Mechanisms.TaikoAssignedBlocks;

/// <summary>What an account can do now: offer to take blocks on, prove them, settle disputes, approve results.</summary>
public sealed partial class AssignedBlocks
{
    static readonly Hash32 OfferId = Hash32.Sha256("vendue/taiko-assigned-blocks/offer/1"u8);

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        if (!offerByProver.TryFind(account, out _)) yield return ToOffer();
        foreach (var handle in blocks)
        {
            var block = blocks[handle];
            if (!block.IsProven) yield return ToProve(block, account);
            if (!block.IsDisputed) continue;
            if (ToSettle(block) is { } proof) yield return proof;
            if (ToApprove(block, account) is { } approval) yield return approval;
        }
    }

    Opportunity ToOffer() => new()
    {
        Kind = OpportunityKind.Offer,
        Action = OfferService.Tag,
        Request = OfferId,
        From = Scope.Now,
        Until = ulong.MaxValue,
        Payment = Token,
        PriceCeiling = HighestPrice,
        Collateral = Token,
        Bond = parameters.LivenessBond,
    };

    Opportunity ToProve(in BlockRow block, Account account)
    {
        bool mine = account == block.Assignee;
        ulong over = WindowEnd(block);
        var earned = mine ? block.Fee : parameters.Liveness == LivenessRule.AtFinality ? parameters.LivenessBond - (parameters.LivenessBond / 2) : 0;
        return OnBlock(block, block.MinimumTier) with
        {
            Kind = mine ? OpportunityKind.Prove : OpportunityKind.Race,
            From = mine ? Scope.Now : ulong.Max(Scope.Now, over),
            ProofDue = mine && over > 0 ? over - 1 : Requests[block.Request].Ends,
            Price = earned,
            PriceCeiling = earned,
            Bond = mine && !block.Liveness.IsNone ? parameters.LivenessBond : 0,
        };
    }

    /// <summary>A dispute, to be settled by a proof at the next tier that has proofs.</summary>
    Opportunity? ToSettle(in BlockRow block)
    {
        for (byte tier = (byte)(block.Tier + 1); tier < tiers.Length; tier++)
        {
            if (tiers[tier].Programs.Length == 0) continue;
            return OnBlock(block, tier) with { Kind = OpportunityKind.Race, From = Scope.Now, ProofDue = Requests[block.Request].Ends, Price = block.LeastEarned, PriceCeiling = block.MostEarned };
        }
        return null;
    }

    Opportunity? ToApprove(in BlockRow block, Account account)
    {
        int tier = Array.FindLastIndex(tiers, t => !t.Guardians.IsEmpty && Scope.Holds(t.Guardians, account));
        if (tier <= block.Tier) return null;
        return OnBlock(block, (byte)tier) with
        {
            Kind = OpportunityKind.Step,
            Action = TaikoAssignedBlocks.Approve.Tag,
            From = Scope.Now,
            Price = block.LeastEarned,
            PriceCeiling = block.MostEarned,
            Terms = new Bytes(Codec<ApproveTerms>.Of.Encode(new ApproveTerms(tiers[tier].Name))),
        };
    }

    Opportunity OnBlock(in BlockRow block, byte tier) => new()
    {
        Action = TaikoAssignedBlocks.Prove.Tag,
        Request = Requests[block.Request].Key,
        Statement = Requests.StatementOf(block.Request),
        Until = Requests[block.Request].Ends,
        Payment = Token,
        Collateral = Token,
        Terms = new Bytes(Codec<ProveTerms>.Of.Encode(new ProveTerms(tiers[tier].Name, (uint)tiers[tier].Programs.Length))),
    };
}
