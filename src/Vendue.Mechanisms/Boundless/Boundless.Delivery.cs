namespace Vendue.Mechanisms.BoundlessMarket;

/// <content>Deliveries: checked as a whole, then settled fill by fill.</content>
public sealed partial class Boundless
{
    Outcome Deliver(in Call call, in Deliver action)
    {
        if (Check(call, action.Fills) is { IsRefused: true } refusal) return refusal;
        var prover = call.Sender;
        ulong t = call.Received;
        var all = Outcome.Applied;
        bool anyPaid = false;
        foreach (var fill in action.Fills)
        {
            var outcome = Scope.Item(() => Fulfil(fill, prover, t));
            anyPaid |= outcome.IsApplied;
            if (all.IsApplied) all = outcome.IsRefused ? new Outcome(OutcomeKind.Marked, outcome.Reason, outcome.First, outcome.Second) : outcome;
        }
        return anyPaid ? Outcome.Applied : all;
    }

    /// <summary>What refuses the whole delivery, in the source's order. A commitment that is needed is used up.</summary>
    Outcome Check(in Call call, Fill[] fills)
    {
        Handle<CommitmentRow> commitment = default;
        if (parameters.CommitRevealMinBlocks > 0 && AnyUnprotected(fills, call.Received))
        {
            if (!commitmentByHash.TryFind(CommitmentOf(Ledger.NameOf(call.Sender), fills), out commitment)
                || call.Block < commitments[commitment].Block + parameters.CommitRevealMinBlocks)
                return Reasons.MissingCommitment.With(parameters.CommitRevealMinBlocks);
        }
        if (fills.Length > parameters.MaxFills) return Reasons.BatchTooLarge.With(fills.Length, parameters.MaxFills);
        for (int i = 0; i < fills.Length; i++)
            if (!IsLockedOrPriced(fills[i])) return Reasons.RequestIsNotLockedOrPriced.With(i + 1);
        if (call.Verdicts.Length < fills.Length) return Refused.VerdictMissing;
        for (int i = 0; i < fills.Length; i++)
        {
            if (call.Verdicts[i] != Verdict.Valid) return Refused.InvalidProof;
            if (!SatisfiesPredicate(fills[i])) return Reasons.PredicateFails.With(i + 1);
        }
        if (!commitment.IsNone) Drop(commitment);
        return Outcome.Applied;
    }

    /// <summary>Whether any fill is bound to its prover by no lock: never locked, past the lock deadline, or expired.</summary>
    bool AnyUnprotected(Fill[] fills, ulong t)
    {
        foreach (var fill in fills)
        {
            if (!TryFindVersion(fill.Request, fill.Digest, out var request, out var version)) return true;
            if (!lockOf.TryFind(request, out var locked) || t > locks[locked].LockDeadline) return true;
            if (fill.Priced && !locks[locked].Private && t > versions[version].Offer.Deadline) return true;
        }
        return false;
    }

    bool IsLockedOrPriced(in Fill fill) =>
        TryFindVersion(fill.Request, fill.Digest, out var request, out _)
        && (fill.Priced || (lockOf.TryFind(request, out var locked) && locks[locked].Digest == fill.Digest));

    bool SatisfiesPredicate(in Fill fill)
    {
        TryFindVersion(fill.Request, fill.Digest, out _, out var version);
        var statement = StatementOf(versions[version]);
        return statement.Predicate.Holds(statement.Program, fill.PublicValues.Span);
    }

    /// <summary>Settles one fill. A mark says why it was not paid, or not in full.</summary>
    Outcome Fulfil(in Fill fill, Account prover, ulong t)
    {
        TryFindVersion(fill.Request, fill.Digest, out var request, out var version);
        bool everLocked = lockOf.TryFind(request, out var locked);
        ulong deadline = fill.Priced && !(everLocked && locks[locked].Private) ? versions[version].Offer.Deadline : locks[locked].Deadline;
        if (t > deadline) return Failed(fill, prover, Reasons.RequestIsExpired.Mark(deadline));
        Scope.Emit(new ProofDelivered(fill.Request, fill.Digest, prover, fill.Proof));
        var offer = versions[version].Offer;
        var outcome = !everLocked ? PayNeverLocked(fill, request, offer, prover, t)
            : t <= locks[locked].LockDeadline ? PayLocked(fill, locked, prover)
            : PayLate(fill, locked, offer, prover, t);
        return outcome.Kind == OutcomeKind.Marked ? Failed(fill, prover, outcome) : outcome;
    }

    Outcome Failed(in Fill fill, Account prover, Outcome mark)
    {
        Scope.Emit(new PaymentFailed(fill.Request, prover, mark.Code));
        return mark;
    }

    // Until the lock deadline only the locker is paid, for the version it locked.
    Outcome PayLocked(in Fill fill, Handle<LockRow> locked, Account prover)
    {
        var row = locks[locked];
        if (row.IsPaid) return Reasons.RequestIsFulfilled.Mark();
        if (MarkFulfilled(fill, row.Request, prover) is { IsRefused: true } noRoom) return noRoom;
        if (row.Slashed) return Reasons.RequestIsSlashed.Mark();
        if (row.Prover != prover || row.Digest != fill.Digest) return Reasons.RequestIsLocked.Mark();
        PayHeld(fill, row, prover, row.Price);
        Ledger.CloseHolding(row.Bond, BondReturnReason);
        locks.Write(locked, row with { PaidBeforeLockDeadline = true });
        return Outcome.Applied;
    }

    // After the lock deadline the first to deliver is paid at most its own price; the rest of the lock's goes back to the client.
    Outcome PayLate(in Fill fill, Handle<LockRow> locked, in Offer offer, Account prover, ulong t)
    {
        var row = locks[locked];
        if (row.IsPaid) return Reasons.RequestIsFulfilled.Mark();
        if (MarkFulfilled(fill, row.Request, prover) is { IsRefused: true } noRoom) return noRoom;
        var client = Requests[row.Request].Owner;
        var price = fill.Priced ? offer.PriceAt(t) : 0;
        var owed = price > row.Price ? price - row.Price : 0;
        var paid = UInt128.Min(owed, FreeOf(client));
        if (row.Slashed) PayFree(fill, row.Request, client, prover, paid);
        else PayHeldAndMore(fill, row, client, prover, UInt128.Min(price, row.Price), paid);
        locks.Write(locked, row with { PaidAfterLockDeadline = true, Prover = prover });
        if (paid == owed) return Outcome.Applied;
        var gross = row.Price + paid;
        return Reasons.PartialPayment.Mark(Told(price), Told(gross - FeeOf(gross)));
    }

    void PayHeldAndMore(in Fill fill, in LockRow row, Account client, Account prover, UInt128 fromLock, UInt128 more)
    {
        if (more > 0) Ledger.Hold(client, row.Payment, more, TopUpReason);
        PayHeld(fill, row, prover, fromLock + more);
    }

    // A request that nobody locked is paid in full or never.
    Outcome PayNeverLocked(in Fill fill, Handle<Request> request, in Offer offer, Account prover, ulong t)
    {
        var client = Requests[request].Owner;
        if (flags.IsFulfilled(client, standings[Standing(request)].Index)) return Reasons.RequestIsFulfilled.Mark();
        if (MarkFulfilled(fill, request, prover) is { IsRefused: true } noRoom) return noRoom;
        var price = offer.PriceAt(t);
        var free = FreeOf(client);
        if (free < price) return Reasons.ClientInsufficientBalance.Mark(Told(free), Told(price));
        PayFree(fill, request, client, prover, price);
        return Outcome.Applied;
    }

    Outcome MarkFulfilled(in Fill fill, Handle<Request> request, Account prover)
    {
        var client = Requests[request].Owner;
        uint index = standings[Standing(request)].Index;
        if (flags.IsFulfilled(client, index)) return Outcome.Applied;
        Scope.Emit(new RequestFulfilled(fill.Request, fill.Digest, prover));
        return flags.SetFulfilled(client, index);
    }

    /// <summary>Pays out of what the lock holds; what is left there returns to the client.</summary>
    void PayHeld(in Fill fill, in LockRow row, Account prover, UInt128 gross)
    {
        var fee = FeeOf(gross);
        if (fee > 0) Ledger.Release(row.Payment, Account.Treasury, fee, FeeReason);
        if (gross > fee) Ledger.Release(row.Payment, prover, gross - fee, PaymentReason);
        Ledger.CloseHolding(row.Payment, RefundReason);
        Scope.Settle(new SettledEvent(fill.Request, prover, payment, gross - fee, WorkOf(row.Request)));
    }

    /// <summary>Pays out of what the client has free, which the caller has made sure of.</summary>
    void PayFree(in Fill fill, Handle<Request> request, Account client, Account prover, UInt128 gross)
    {
        var fee = FeeOf(gross);
        if (fee > 0) Ledger.Pay(client, Account.Treasury, payment, fee, FeeReason);
        if (gross > fee) Ledger.Pay(client, prover, payment, gross - fee, OpenPaymentReason);
        Scope.Settle(new SettledEvent(fill.Request, prover, payment, gross - fee, WorkOf(request)));
    }

    UInt128 FeeOf(UInt128 gross) => Wide.MulDivFloor(gross, parameters.MarketFeeBps, BoundlessParameters.Whole);

    /// <summary>An amount as a reason's sentence tells it: prices that nobody can pay may be beyond its range.</summary>
    static Int128 Told(UInt128 amount) => (Int128)UInt128.Min(amount, (UInt128)Int128.MaxValue);

    UInt128 FreeOf(Account account) => Ledger.Balance(account, payment) is var free && free > 0 ? (UInt128)free : 0;

    ulong WorkOf(Handle<Request> request) => Requests.StatementOf(request).Work;
}
