namespace Vendue.Mechanisms.StarknetChainedProofs;

/// <summary>A requester that submits what it wants proven, with all it would pay as the fee.</summary>
sealed class SubmittingRequester : IRequesterStrategy
{
    /// <summary>SHA-256 over "vendue/starknet-chained-proofs/request/1", the requester's name, its secret and the wish's number.</summary>
    public Hash32 RequestOf(Wish wish)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/starknet-chained-proofs/request/1"u8);
        writer.Name(wish.Account);
        writer.Hash32(wish.Secret);
        writer.UInt32(wish.Index);
        return Hash32.Sha256(writer.Written);
    }

    public IReadOnlyList<Deed> Ask(Wish wish) => [Deed.Of(new Submit(RequestOf(wish), wish.Statement, wish.Ceiling, wish.Deadline))];

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("the proposers act for it");
}

/// <summary>
/// A proposer that includes what was submitted first, with the proof when it is there. Where the proof is missing it waits
/// one block time, then proposes an empty block if that lets others go on; it proposes nothing for nothing.
/// </summary>
sealed class PatientProposer : IProducerStrategy
{
    const ushort BlockTag = 66;

    static readonly SubmittingRequester Requests = new();

    public Decision Decide(Opportunity opportunity, ProducerSituation me)
    {
        if (opportunity.Action != BlockTag) return Decision.Pass("nothing that a proposer does");
        var terms = Codec<BlockTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        if (me.Now < opportunity.From) return Decision.Wait(opportunity.From, "its turn has not come");
        bool hasPayload = terms.Submissions.Length > 0 || me.Pending.Count > 0;
        if (!hasPayload && terms.Outstanding == 0) return Decision.Pass("nothing to put into a block, and no proof to carry");
        if (terms.IsReady) return Full(terms, me);
        if (terms.IsCritical) return Decision.Pass("the chain stands still until the proof is there");
        ulong patience = opportunity.From + terms.BlockTime;
        if (me.Now < patience) return Decision.Wait(patience, "the proof may still come");
        return hasPayload || terms.Outstanding > 1
            ? Decision.Send("propose an empty block: the proof is missing", Deed.Of(new ProposeBlock(terms.Height, terms.Round, default, false)))
            : Decision.Pass("an empty block would bring nobody further");
    }

    static Decision Full(BlockTerms terms, ProducerSituation me)
    {
        bool carries = terms.Expected > 0;
        if (terms.Submissions.Length > 0) return Decision.Send("propose a block", Deed.Of(new ProposeBlock(terms.Height, terms.Round, terms.Submissions[0], carries)));
        if (me.Pending.Count == 0) return Decision.Send("propose a block to carry what is proven on", Deed.Of(new ProposeBlock(terms.Height, terms.Round, default, carries)));
        var wish = me.Pending[0];
        var request = Requests.RequestOf(wish);
        // What others want proven the proposer submits itself, at the fee that it has from them.
        return wish.Ceiling > me.FreePayment
            ? Decision.Pass("the fee is not free")
            : Decision.Send("propose a block", Deed.Of(new Submit(request, wish.Statement, wish.Ceiling, wish.Deadline)), Deed.Of(new ProposeBlock(terms.Height, terms.Round, request, carries)));
    }
}
