namespace Vendue.Mechanisms.AztecEpochProving;

/// <content>What can be done, by whom.</content>
public sealed partial class EpochProving
{
    const ushort DepositTag = 64, QuoteTag = 70;

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        bool anyOldest = TryOldest(out var oldest);
        if (DepositOf(account) < 2 * parameters.MinBond) yield return ToDeposit(account);
        if (ToPropose(account) is { } propose) yield return propose;
        if (!anyOldest) yield break;
        if (IsClaimed(oldest.Epoch))
        {
            if (claim.Value.Prover == account) yield return ToProve(oldest);
            yield break;
        }
        if (SlotNow < clock.UnclaimedUntil(oldest.Epoch))
        {
            if (!quoteByKey.TryFind(new QuoteKey(oldest.Epoch, account), out _)) yield return ToQuote(oldest, account);
            if (ToClaim(oldest, account) is { } toClaim) yield return toClaim;
            yield return ToVolunteer(oldest);
        }
    }

    /// <summary>A deposit concerns no request; the account's own id stands for it: SHA-256 over "vendue/aztec-epoch-proving/deposit/1" and its name.</summary>
    Opportunity ToDeposit(Account account)
    {
        var writer = new CanonicalWriter();
        writer.Raw("vendue/aztec-epoch-proving/deposit/1"u8);
        if (Ledger.Exists(account)) writer.Name(Ledger.NameOf(account));
        return new Opportunity
        {
            Kind = OpportunityKind.Step,
            Action = DepositTag,
            Request = Hash32.Sha256(writer.Written),
            From = Scope.Now,
            Until = ulong.MaxValue,
            Payment = Payment,
            Collateral = Collateral,
            Bond = parameters.MinBond,
            Terms = Encoded(new QuoteTerms(0, 0, 0, parameters.MinBond, DepositOf(account), parameters.MaxBps)),
        };
    }

    Opportunity? ToPropose(Account account)
    {
        ulong slot = SlotNow;
        if (!MayPropose(slot, account) || slot < progress.Value.NextSlot || chain.CanAppend().IsRefused) return null;
        ulong epoch = clock.EpochOf(slot);
        bool has = epochByNumber.TryFind(epoch, out var row) && epochs[row].HasStatement;
        return new Opportunity
        {
            Kind = OpportunityKind.Produce,
            Action = ProposeTag,
            Request = EpochId(epoch, chain.Next),
            From = Scope.Now,
            Until = clock.InstantOf(slot + 1) - 1,
            Payment = Payment,
            Price = parameters.Canonical ? parameters.BlockReward : 0,
            Collateral = Collateral,
            Terms = Encoded(new ProposeTerms(slot, has, clock.InstantOf(clock.StartOf(epoch + 1)))),
        };
    }

    Opportunity ToQuote(in EpochRow oldest, Account account) => Of(oldest, OpportunityKind.Offer, QuoteTag, clock.UnclaimedUntil(oldest.Epoch)) with
    {
        PriceCeiling = ProverShareOf(oldest, parameters.MaxBps),
        Bond = parameters.MinBond,
        Terms = Encoded(new QuoteTerms(oldest.Epoch, clock.UnclaimedUntil(oldest.Epoch) - 1, ProverShareOf(oldest, AztecEpochProvingParameters.Whole), parameters.MinBond, DepositOf(account), parameters.MaxBps)),
    };

    Opportunity? ToClaim(in EpochRow oldest, Account account)
    {
        ulong slot = SlotNow, ended = clock.StartOf(oldest.Epoch) + clock.EpochDuration;
        if (!MayPropose(slot, account)) return null;
        var passing = new List<Quote>();
        foreach (var row in QuotesOf(oldest.Epoch))
            if (quotes[row] is { Bond: var bond } quote && quote.ValidUntilSlot >= slot && bond >= parameters.MinBond && bond <= DepositOf(quote.Prover)) passing.Add(QuoteOf(quote));
        return Of(oldest, OpportunityKind.Produce, ClaimTag, clock.UnclaimedUntil(oldest.Epoch)) with
        {
            From = parameters.StrictSourceQuirks ? Scope.Now : ulong.Max(Scope.Now, clock.InstantOf(ended)),
            Terms = new Bytes(Codec<ClaimTerms>.Of.Encode(new ClaimTerms { Quotes = [.. passing] })),
        };
    }

    Opportunity ToProve(in EpochRow oldest)
    {
        var share = ProverShareOf(oldest, claim.Value.Bps);
        return Of(oldest, OpportunityKind.Prove, ProofTag, clock.ClaimedUntil(oldest.Epoch)) with { Price = share, PriceCeiling = share, Bond = claim.Value.Bond };
    }

    /// <summary>Anybody may prove an epoch that nobody has claimed; what it brings is the rewards of blocks without a coinbase.</summary>
    Opportunity ToVolunteer(in EpochRow oldest)
    {
        var share = ProverShareOf(oldest, 0);
        ulong ended = clock.InstantOf(clock.StartOf(oldest.Epoch) + clock.EpochDuration);
        return Of(oldest, OpportunityKind.Race, ProofTag, clock.UnclaimedUntil(oldest.Epoch)) with { Price = share, PriceCeiling = share, From = ulong.Max(Scope.Now, ended) };
    }

    Opportunity Of(in EpochRow oldest, OpportunityKind kind, ushort action, ulong untilSlot) => new()
    {
        Kind = kind,
        Action = action,
        Request = Requests[oldest.Request].Key,
        Statement = Requests.StatementOf(oldest.Request),
        From = Scope.Now,
        Until = clock.InstantOf(untilSlot) - 1,
        ProofDue = clock.InstantOf(kind == OpportunityKind.Race ? untilSlot : clock.ClaimedUntil(oldest.Epoch)) - 1,
        Payment = Payment,
        Collateral = Collateral,
    };

    static Bytes Encoded<T>(in T terms) where T : struct => new(Codec<T>.Of.Encode(terms));
}
