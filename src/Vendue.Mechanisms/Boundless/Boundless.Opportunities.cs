namespace Vendue.Mechanisms.BoundlessMarket;

/// <summary>What a Boundless opportunity says beyond the common fields.</summary>
/// <param name="Digest">The version it concerns.</param>
/// <param name="Offer">That version's auction.</param>
/// <param name="LockDeadline">The last instant at which the locker is paid.</param>
/// <param name="Deadline">The last instant at which a proof can be delivered.</param>
/// <param name="Locked">Whether the request was locked.</param>
/// <param name="Reward">The part of the locker's collateral that a late delivery earns, in the collateral asset.</param>
/// <param name="CommitBlocks">How many blocks before an unprotected delivery its commitment must stand.</param>
public readonly record struct BoundlessTerms(
    Hash32 Digest, Offer Offer, ulong LockDeadline, ulong Deadline, bool Locked, UInt128 Reward, uint CommitBlocks);

/// <content>What can be done, by whom.</content>
public sealed partial class Boundless
{
    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var standing in StandingsNow())
        {
            var request = standings[standing].Request;
            if (lockOf.TryFind(request, out var locked))
            {
                if (OfLock(locks[locked], account) is { } opportunity) yield return opportunity;
            }
            else if (!flags.IsFulfilled(Requests[request].Owner, standings[standing].Index))
            {
                foreach (var version in versionsByRequest.At(request.Index))
                    if (Scope.Now <= versions[version].Offer.LockDeadline) yield return ToLock(request, versions[version]);
            }
        }
    }

    /// <inheritdoc/>
    public override PriceQuote Quote(QuoteWanted wanted) => new()
    {
        Payment = payment,
        Most = wanted.Ceiling,
        Collateral = collateral,
        AssignedFrom = Scope.Now,
        ProvenBy = wanted.Deadline,
        Because = "The requester's own auction: the price rises from its least to its ceiling until a prover locks it, at the price of that instant.",
    };

    List<Handle<StandingRow>> StandingsNow()
    {
        var all = new List<Handle<StandingRow>>(standings.Count);
        foreach (var handle in standings) all.Add(handle);
        return all;
    }

    Opportunity ToLock(Handle<Request> request, in VersionRow version) => new()
    {
        Kind = OpportunityKind.Offer,
        Action = LockTag,
        Request = Requests[request].Key,
        Statement = StatementOf(version),
        From = Scope.Now,
        Until = version.Offer.LockDeadline,
        ProofDue = version.Offer.LockDeadline,
        Payment = payment,
        Price = version.Offer.PriceAt(Scope.Now),
        PriceCeiling = version.Offer.MaxPrice,
        Collateral = collateral,
        Bond = version.Offer.LockCollateral,
        Terms = TermsOf(version.Digest, version.Offer, locked: false, 0),
    };

    Opportunity? OfLock(in LockRow row, Account account)
    {
        if (Scope.Now > row.Deadline) return ToSlash(row, account);
        if (row.IsPaid) return null;
        bool mine = row.Prover == account && Scope.Now <= row.LockDeadline;
        versionByKey.TryFind(new VersionKey(row.Request, row.Digest), out var version);
        var reward = row.Collateral - Wide.MulDivFloor(row.Collateral, parameters.SlashingBurnBps, BoundlessParameters.Whole);
        return new Opportunity
        {
            Kind = mine ? OpportunityKind.Prove : OpportunityKind.Race,
            Action = DeliverTag,
            Request = row.Id,
            Statement = StatementOf(versions[version]),
            SealedKey = Scope.PrivateInputs.SealedFor(row.Request, account),
            From = mine ? Scope.Now : ulong.Max(Scope.Now, row.LockDeadline + 1),
            Until = mine ? row.LockDeadline : row.Deadline,
            ProofDue = mine ? row.LockDeadline : row.Deadline,
            Payment = payment,
            Price = mine ? row.Price : 0,
            PriceCeiling = mine ? row.Price : 0,
            Collateral = collateral,
            Bond = mine ? row.Collateral : 0,
            Terms = TermsOf(row.Digest, versions[version].Offer, locked: true, reward),
        };
    }

    /// <summary>A lock past its deadline: a step for the client, who is refunded, or the late deliverer, who is rewarded.</summary>
    Opportunity? ToSlash(in LockRow row, Account account)
    {
        var gainer = row.PaidAfterLockDeadline ? row.Prover : Requests[row.Request].Owner;
        if (row.Slashed || row.PaidBeforeLockDeadline || gainer != account) return null;
        return new Opportunity
        {
            Kind = OpportunityKind.Step,
            Action = SlashTag,
            Request = row.Id,
            Statement = Requests.StatementOf(row.Request),
            From = Scope.Now,
            Until = Requests[row.Request].Ends,
            Payment = payment,
            Collateral = collateral,
        };
    }

    Bytes TermsOf(Hash32 digest, in Offer offer, bool locked, UInt128 reward) =>
        new(Codec<BoundlessTerms>.Of.Encode(new BoundlessTerms(digest, offer, offer.LockDeadline, offer.Deadline, locked, reward, parameters.CommitRevealMinBlocks)));
}
