namespace Vendue.Mechanisms.Mina;

/// <summary>What an account can do now: prove and sell bundles, say that it is about to, make a block.</summary>
public sealed partial class Snarketplace
{
    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        if (Scope.Holds(ProducerOffice, account)) yield return ToProduce(account);
        foreach (var waiting in Waiting())
            if (transactions[waiting].Sender == account) yield return ToTakeBack(transactions[waiting]);
        var name = Ledger.NameOf(account);
        var provable = bundlesInOrder.Between(0, uint.MaxValue - 1).ToArray();
        uint unclaimed = (uint)provable.Count(b => bundles[b].Bundle.IsWhole && !offerOf.TryFind(b, out _) && !commitmentOf.TryFind(b, out _));
        foreach (var handle in provable)
        {
            if (offerOf.TryFind(handle, out var offer) && offers[offer].Prover == name) continue;
            var found = ToSell(handle, unclaimed);
            yield return found;
            bool committed = commitmentOf.TryFind(handle, out var commitment) && commitments[commitment].Prover == account;
            if (parameters.Commitments && !committed) yield return found with { Kind = OpportunityKind.Offer, Action = CommitWork.Tag };
        }
    }

    Opportunity ToSell(Handle<BundleRow> handle, uint unclaimed)
    {
        var row = bundles[handle];
        var terms = TermsOf(handle, row.Bundle, unclaimed);
        var ends = Requests[row.Request].Ends;
        return new Opportunity
        {
            Kind = OpportunityKind.Race,
            Action = OfferWork.Tag,
            Request = Requests[row.Request].Key,
            Statement = StatementOf(row.Bundle.First),
            Further = row.Bundle.Count > 1 ? [StatementOf(row.Bundle.Second)] : [],
            From = Scope.Now,
            Until = ends,
            ProofDue = ends,
            Payment = Payment,
            Price = terms.HasOffer ? terms.OfferFee : LargestFee,
            PriceCeiling = terms.HasOffer ? terms.OfferFee : LargestFee,
            Collateral = Payment,
            Terms = new Bytes(Codec<WorkTerms>.Of.Encode(terms)),
        };
    }

    WorkTerms TermsOf(Handle<BundleRow> handle, in Bundle bundle, uint unclaimed)
    {
        var jobsOf = new JobTerms[bundle.Count];
        for (int i = 0; i < jobsOf.Length; i++) jobsOf[i] = new JobTerms(bundle[i], MergesOf(bundle[i]));
        var offer = offerOf.TryFind(handle, out var offered) ? offers[offered] : default;
        var commitment = commitmentOf.TryFind(handle, out var committed) ? commitments[committed] : default;
        var by = commitment.Prover.IsNone ? default : Ledger.NameOf(commitment.Prover);
        return new WorkTerms(
            jobsOf, !offer.Prover.IsEmpty, offer.Fee, !by.IsEmpty, by, commitment.Fee, commitment.Until,
            unclaimed, parameters.Commitments, parameters.LeastFee, parameters.LeastUndercut, 0);
    }

    Opportunity ToTakeBack(in TransactionRow row) => new()
    {
        Kind = OpportunityKind.Step,
        Action = CancelTransaction.Tag,
        Request = Requests[row.Request].Key,
        Statement = Requests.StatementOf(row.Request),
        From = Scope.Now,
        Until = Requests[row.Request].Ends,
        Payment = Payment,
        Price = row.Fee,
        PriceCeiling = row.Fee,
        Collateral = Payment,
    };

    Opportunity ToProduce(Account account)
    {
        var (waiting, from) = (Waiting(), NextBlockFrom());
        var draft = DraftOf(Ledger.NameOf(account), waiting);
        uint leaves = CanStateLeaves(draft) ? (uint)draft.Leaves : 0;
        return new Opportunity
        {
            Kind = OpportunityKind.Produce,
            Action = ProduceBlock.Tag,
            From = ulong.Max(Scope.Now, from),
            Until = ulong.MaxValue,
            Payment = Payment,
            Price = parameters.CoinbaseAmount,
            PriceCeiling = parameters.CoinbaseAmount,
            Terms = new Bytes(Codec<BlockTerms>.Of.Encode(new BlockTerms((ulong)waiting.Length, (ulong)(transactions.Count - waiting.Length), leaves))),
        };
    }
}
