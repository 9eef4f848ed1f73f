namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>What an account can do now: ask in rounds, open sealed offers, prove slices.</summary>
public sealed partial class Dara
{
    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var handle in rounds)
        {
            var round = rounds[handle];
            if (round.Phase == Phase.Collecting && account != fund && !askByProver.TryFind(new AskKey(round.Number, account), out _)) yield return ToAsk(round);
            if (round.Phase != Phase.Revealing) continue;
            if (askByProver.TryFind(new AskKey(round.Number, account), out var ask) && !asks[ask].Known) yield return ToRevealAsk(round, asks[ask]);
            foreach (var job in JobsOf(round.Number))
                if (jobs[job] is { State: JobState.Sealed } bid && bid.Requester == account) yield return ToRevealBid(round, bid);
        }
        foreach (var handle in slicesByProver.Between(new Position((ulong)account.Index, 0), new Position((ulong)account.Index, ulong.MaxValue)).ToArray())
            if (slices[handle] is { State: SliceState.Running } slice) yield return ToProve(slice);
    }

    /// <inheritdoc/>
    public override PriceQuote Quote(QuoteWanted wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var ofClass = new Class(wanted.Statement.System, wanted.Statement.WorkUnit);
        bool collects = roundByPhase.TryFind(new RoundKey(ofClass, Phase.Collecting, 0), out var round);
        ulong clears = collects ? rounds[round].Clears : Later(Later(Scope.Now, roundLength), parameters.Sealed ? revealWindow : 0);
        ulong size = SizeOf(wanted.Statement with { Work = ulong.Max(wanted.Statement.Work, 1) });
        bool isOutOfReach = parameters.HighestAsk > 0 && size > UInt128.MaxValue / parameters.HighestAsk;
        return new PriceQuote
        {
            Payment = Payment,
            Most = isOutOfReach ? wanted.Ceiling : UInt128.Min(wanted.Ceiling, parameters.HighestAsk * size),
            Collateral = Payment,
            AssignedFrom = clears,
            ProvenBy = ulong.Min(wanted.Deadline, Later(clears, InMarketTime(parameters.ProvingTime))),
            Because = $"{(collects ? "A round of its class collects offers" : "Its bid would open a round")}, cleared at {clears}; {size} units at one price a unit, at most {parameters.HighestAsk}.",
        };
    }

    /// <summary>An ask concerns a round, not a request; the round's own id stands for it: SHA-256 over "vendue/lagrange-dara/round/1" and its number.</summary>
    static Hash32 IdOf(ulong round)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/lagrange-dara/round/1"u8);
        writer.UInt64(round);
        return Hash32.Sha256(writer.Written);
    }

    static Bytes Encoded<T>(in T terms) => new(Codec<T>.Of.Encode(terms));

    Statement UnitOf(Class ofClass) => new() { System = ofClass.System, WorkUnit = ofClass.WorkUnit, Work = parameters.SizeUnit };

    Opportunity ToAsk(in RoundRow round) => new()
    {
        Kind = OpportunityKind.Offer,
        Action = PlaceAsk.Tag,
        Request = IdOf(round.Number),
        Statement = UnitOf(round.Class),
        From = Scope.Now,
        Until = round.Closes - 1,
        ProofDue = Later(round.Clears, ProvingTimeOf(round.Number)),
        Payment = Payment,
        PriceCeiling = For(round.Number).HighestAsk,
        Collateral = Payment,
        Bond = BondOfAsk(For(round.Number).HighestAsk, 1),
        Terms = Encoded(new AskTerms(round.Number, For(round.Number).Sealed, parameters.SizeUnit, For(round.Number).HighestAsk, ProvingTimeOf(round.Number))),
    };

    Opportunity ToRevealAsk(in RoundRow round, in AskRow ask) => new()
    {
        Kind = OpportunityKind.Step,
        Action = RevealAsk.Tag,
        Request = IdOf(round.Number),
        Statement = UnitOf(round.Class),
        From = round.Closes,
        Until = round.Clears - 1,
        Payment = Payment,
        PriceCeiling = For(round.Number).HighestAsk,
        Collateral = Payment,
        Bond = Ledger[ask.Bond].Amount,
        Terms = Encoded(new RevealTerms(round.Number, ask.Capacity, ask.Memo, ask.Commitment)),
    };

    Opportunity ToRevealBid(in RoundRow round, in JobRow job) => new()
    {
        Kind = OpportunityKind.Step,
        Action = RevealBid.Tag,
        Request = Requests[job.Request].Key,
        Statement = Requests.StatementOf(job.Request),
        From = round.Closes,
        Until = round.Clears - 1,
        ProofDue = Requests[job.Request].Ends,
        Payment = Payment,
        PriceCeiling = Ledger[job.Escrow].Amount,
        Collateral = Payment,
        Terms = Encoded(new RevealTerms(round.Number, 0, default, job.Commitment)),
    };

    Opportunity ToProve(in SliceRow slice) => new()
    {
        Kind = OpportunityKind.Prove,
        Action = LagrangeDara.Deliver.Tag,
        Request = Requests[jobs[slice.Job].Request].Key,
        Statement = Requests.StatementOf(jobs[slice.Job].Request),
        From = Scope.Now,
        Until = slice.Due,
        ProofDue = slice.Due,
        Payment = Payment,
        Price = slice.Worth,
        PriceCeiling = slice.Worth,
        Collateral = Payment,
        Bond = Ledger[slice.Bond].Amount,
        Terms = Encoded(new SliceTerms(slice.Number, slice.Units)),
    };
}
