namespace Vendue.Mechanisms.Mina;

/// <summary>
/// A worker that asks its cost: it takes the first bundle that nobody offers at that or less and nobody else is about to
/// prove, says so where the market has commitments, proves, and offers. What another is about to prove for more it takes
/// only when nothing else is left. The proof is a risk of its own.
/// </summary>
sealed class SnarkWorker : IProverStrategy
{
    const ulong Million = 1_000_000;

    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        if (opportunity.Action is not (OfferWork.Tag or CommitWork.Tag)) return Decision.Pass("nothing that a worker does");
        var terms = TermsOf(opportunity);
        if (FeeOf(opportunity, terms, me) is not { } fee) return Decision.Pass("its cost is beyond what the market counts with");
        if (Pool.Judge(terms.HasOffer ? terms.OfferFee : null, fee, terms.LeastFee, terms.LeastUndercut) is PoolAnswer.Equal or PoolAnswer.Higher) return Decision.Pass("an offer stands that is not above its cost");
        if (!terms.Bundle.IsWhole) return Decision.Pass("it will be paired anew");
        bool isCommitted = terms.HasCommitment && terms.Committed == me.Account;
        if (terms.HasCommitment && !isCommitted && !CommitmentOrder.IsBetter(terms.Bundle, new WorkOffer(me.Account, fee), new WorkOffer(terms.Committed, terms.CommitmentFee)))
            return Decision.Wait(terms.CommitmentUntil + 1, "another is about to prove it for as little");
        if (me.FreeSlots == 0) return Decision.Pass("no free slot");
        if ((terms.HasOffer || terms.HasCommitment) && !isCommitted && terms.Unclaimed > 0) return Decision.Pass("there are bundles that nobody has claimed");
        if (opportunity.Action == CommitWork.Tag) return Decision.Send("commits to prove it at its cost", Deed.Of(new CommitWork(JobsOf(terms), fee)));
        if (terms.TakesCommitments && !isCommitted) return Decision.Pass("commits before it proves");
        return Decision.ProveNow("nobody offers it as cheaply") with
        {
            Bindings = [.. terms.Jobs.Select(j => ProofBinding.Of(j.Job, me.Account, fee, j.Merges))],
            // The proofs hold at this fee only, whatever the prover's prices are when they are made.
            Terms = new Bytes(Codec<WorkTerms>.Of.Encode(terms with { Fee = fee })),
        };
    }

    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        var terms = TermsOf(opportunity);
        JobProof[] proofs = [Unbound(proof), .. proof.Further.Select(Unbound)];
        return [Deed.Of(new OfferWork(JobsOf(terms), me.Account, terms.Fee, proofs))];
    }

    /// <summary>The proof without its last public value, which the market knows.</summary>
    static JobProof Unbound(ProofMade made) => new(new Bytes(made.PublicValues.Span[..int.Max(0, made.PublicValues.Length - Hash32.Size)].ToArray()), made.Proof);

    static JobId[] JobsOf(in WorkTerms terms) => [.. terms.Jobs.Select(j => j.Job)];

    static WorkTerms TermsOf(Opportunity opportunity) => Codec<WorkTerms>.Of.Decode(opportunity.Terms.Span.ToArray());

    /// <summary>ceil(price of 1,000,000 · work / 1,000,000) and the fixed cost, at least the market's least fee; null beyond what the market counts with.</summary>
    static UInt128? FeeOf(Opportunity opportunity, in WorkTerms terms, ProverSituation me)
    {
        UInt128 work = opportunity.Statement.Work;
        foreach (var further in opportunity.Further) work += further.Work;
        if (me.PricePerMillion > Snarketplace.LargestFee * Million / UInt128.Max(1, work) || me.FixedCost > Snarketplace.LargestFee) return null;
        var fee = UInt128.Max(terms.LeastFee, Wide.MulDivCeil(me.PricePerMillion, work, Million) + me.FixedCost);
        return fee <= Snarketplace.LargestFee ? fee : null;
    }
}

/// <summary>
/// A requester that sends a transaction with all that its proof is worth to it as fee, and takes it back when no
/// block has it ten seconds before its time is over.
/// </summary>
sealed class TransactionSender : IRequesterStrategy
{
    const ulong LastSeconds = 10;

    public Hash32 RequestOf(Wish wish) => Snarketplace.IdOf(wish.Account, wish.Index);

    public IReadOnlyList<Deed> Ask(Wish wish) => [Deed.Of(new SendTransaction(wish.Index, wish.Statement, wish.Ceiling, wish.Deadline, 1))];

    public Decision Decide(Opportunity opportunity, Wish wish)
    {
        if (opportunity.Action != CancelTransaction.Tag || opportunity.Request != RequestOf(wish)) return Decision.Pass("nothing that a sender does");
        return wish.Now + (LastSeconds * wish.UnitsPerSecond) < wish.Deadline
            ? Decision.Pass("it waits for a block")
            : Decision.Send("its time is nearly over", Deed.Of(new CancelTransaction(opportunity.Request)));
    }
}

/// <summary>
/// A producer that makes a block in each slot while transactions wait, or are in blocks and not proved: their proofs are
/// bought by the blocks that follow.
/// </summary>
sealed class BlockProducer : IProducerStrategy
{
    public Decision Decide(Opportunity opportunity, ProducerSituation me)
    {
        if (opportunity.Action != ProduceBlock.Tag || opportunity.Kind != OpportunityKind.Produce) return Decision.Pass("nothing that a producer does");
        var terms = Codec<BlockTerms>.Of.Decode(opportunity.Terms.Span.ToArray());
        if (terms.Waiting + terms.Unproved == 0) return Decision.Pass("no transaction waits, and all are proved");
        if (me.Now < opportunity.From) return Decision.Wait(opportunity.From, "the slot has not begun");
        if (terms.Leaves == 0) return Decision.Pass("the work that a block would need is not on offer");
        return Decision.Send($"a block of {terms.Leaves} leaves", Deed.Of(new ProduceBlock(default, [])));
    }
}
