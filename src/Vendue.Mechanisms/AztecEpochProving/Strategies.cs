namespace Vendue.Mechanisms.AztecEpochProving;

/// <summary>
/// A prover that keeps its deposit between two and ten times the least bond, quotes its cost as a share of the epoch's
/// reward with the least bond, and proves what is claimed for it.
/// </summary>
public sealed class QuotingProver : IProverStrategy
{
    const uint LeastTimesBond = 2, TargetTimesBond = 10, Million = 1_000_000;
    const ushort DepositTag = 64, QuoteTag = 70;

    /// <inheritdoc/>
    public Decision Decide(Opportunity opportunity, ProverSituation me)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        ArgumentNullException.ThrowIfNull(me);
        return opportunity.Kind switch
        {
            OpportunityKind.Step when opportunity.Action == DepositTag => Deposit(Codec<QuoteTerms>.Of.Decode(opportunity.Terms.Span.ToArray()), me),
            OpportunityKind.Offer when opportunity.Action == QuoteTag => Quote(opportunity, Codec<QuoteTerms>.Of.Decode(opportunity.Terms.Span.ToArray()), me),
            OpportunityKind.Prove => me.Now > opportunity.ProofDue ? Decision.Pass("the epoch is over") : Decision.ProveNow("the epoch was claimed for this prover"),
            _ => Decision.Pass("nothing that this prover does"),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Deed> Deliver(Opportunity opportunity, ProofMade proof, ProverSituation me)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        ArgumentNullException.ThrowIfNull(proof);
        return [Deed.Of(new ProveEpoch(opportunity.Request, opportunity.Statement.Program, opportunity.Statement.System, proof.PublicValues, proof.Proof, 0))];
    }

    /// <summary>The reference node's rule: below MIN, top up to TARGET.</summary>
    static Decision Deposit(in QuoteTerms terms, ProverSituation me)
    {
        if (terms.Deposit >= LeastTimesBond * terms.MinBond) return Decision.Pass("the deposit is enough");
        var missing = UInt128.Min((TargetTimesBond * terms.MinBond) - terms.Deposit, me.FreeCollateral);
        return missing == 0 ? Decision.Pass("nothing is free to deposit") : Decision.Send($"deposit {missing} for bonds", Deed.Of(new DepositBond(missing)));
    }

    static Decision Quote(Opportunity opportunity, in QuoteTerms terms, ProverSituation me)
    {
        if (opportunity.Statement.Program.IsZero) return Decision.Pass("the epoch has no statement that this prover could prove");
        if (me.FreeSlots == 0) return Decision.Pass("no free slot");
        if (terms.Deposit < terms.MinBond) return Decision.Pass("the deposit does not cover the least bond");
        if (FeeOf(opportunity.Statement.Work, terms, me) is not { } bps) return Decision.Pass("the epoch's reward does not cover our cost");
        var quote = new Quote(terms.Epoch, terms.LastSlot, terms.MinBond, me.Account, bps);
        return Decision.Send($"quote {bps} basis points", Deed.Of(new PublishQuote(quote)));
    }

    /// <summary>ceil(cost · 10000 / reward): the least share that covers the cost; null above the highest fee.</summary>
    static uint? FeeOf(ulong work, in QuoteTerms terms, ProverSituation me)
    {
        if (me.PricePerMillion > Ledger.LargestSupply || me.FixedCost > Ledger.LargestSupply) return null;
        var cost = Wide.MulDivCeil(me.PricePerMillion, work, Million) + me.FixedCost;
        if (cost > terms.Reward || terms.Reward == 0) return null;
        var bps = Wide.MulDivCeil(cost, AztecEpochProvingParameters.Whole, terms.Reward);
        return bps > terms.MaxBps ? null : (uint)bps;
    }
}

/// <summary>Requesters hand what they want proven to the proposers; nothing is left for them to do.</summary>
sealed class WaitingRequester : IRequesterStrategy
{
    /// <summary>SHA-256 over "vendue/aztec-epoch-proving/request/1", the requester's name, its secret and the wish's number.</summary>
    public Hash32 RequestOf(Wish wish)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/aztec-epoch-proving/request/1"u8);
        writer.Name(wish.Account);
        writer.Hash32(wish.Secret);
        writer.UInt32(wish.Index);
        return Hash32.Sha256(writer.Written);
    }

    public IReadOnlyList<Deed> Ask(Wish wish) => [];

    public Decision Decide(Opportunity opportunity, Wish wish) => Decision.Pass("the proposers act for it");
}

/// <summary>
/// A proposer that puts one wish into each epoch and claims the oldest epoch for one of the quotes: the cheapest, as the
/// reference node does, or the dearest, as one does who is paid for it on the side. It chooses the price, and others pay it:
/// the design's agency flaw.
/// </summary>
public sealed class Proposer : IProducerStrategy
{
    const ushort ProposeTag = 69, ClaimTag = 71;

    static readonly WaitingRequester Requests = new();

    readonly bool dearest;

    Proposer(bool dearest) => this.dearest = dearest;

    /// <summary>Takes the quote with the lowest fee, the earliest on ties.</summary>
    public static Proposer Honest { get; } = new(dearest: false);

    /// <summary>Takes the quote with the highest fee, for a side payment that the market does not see.</summary>
    public static Proposer KickedBack { get; } = new(dearest: true);

    /// <inheritdoc/>
    public Decision Decide(Opportunity opportunity, ProducerSituation me)
    {
        ArgumentNullException.ThrowIfNull(opportunity);
        ArgumentNullException.ThrowIfNull(me);
        return opportunity.Action switch
        {
            ProposeTag => Propose(Codec<ProposeTerms>.Of.Decode(opportunity.Terms.Span.ToArray()), me),
            ClaimTag => Claim(opportunity, me),
            _ => Decision.Pass("nothing that a proposer does"),
        };
    }

    static Decision Propose(in ProposeTerms terms, ProducerSituation me)
    {
        if (me.Pending.Count == 0) return Decision.Pass("nothing to put into a block");
        if (terms.HasStatement) return Decision.Wait(terms.NextEpoch, "the epoch has its statement");
        var wish = me.Pending[0];
        if (wish.Ceiling > me.FreePayment) return Decision.Pass("the block's fees are not free");
        return Decision.Send("propose a block", Deed.Of(new Propose(me.Account, wish.Ceiling, 0, 0, Requests.RequestOf(wish), wish.Statement)));
    }

    Decision Claim(Opportunity opportunity, ProducerSituation me)
    {
        if (me.Now < opportunity.From) return Decision.Wait(opportunity.From, "the epoch has not ended");
        var quotes = Codec<ClaimTerms>.Of.Decode(opportunity.Terms.Span.ToArray()).Quotes;
        // Turning the fees round makes the cheapest the dearest; ties stay with the earliest.
        int chosen = ClaimChecks.Cheapest([.. quotes.Select(q => dearest ? uint.MaxValue - q.BasisPointFee : q.BasisPointFee)]);
        return chosen < 0 ? Decision.Pass("there is no quote") : Decision.Send($"claim for {quotes[chosen].Prover}", Deed.Of(new ClaimEpoch(quotes[chosen])));
    }
}
