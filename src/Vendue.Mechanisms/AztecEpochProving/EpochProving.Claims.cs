namespace Vendue.Mechanisms.AztecEpochProving;

/// <content>Quotes, and the claim of the oldest epoch for one of them.</content>
public sealed partial class EpochProving
{
    const ushort ClaimTag = 71, ClaimSignedTag = 72;

    /// <summary>What a prover signs when it gives a quote outside the market.</summary>
    public static readonly Name QuoteKind = "quote";

    Outcome Publish(in Call call, in PublishQuote action)
    {
        var quote = action.Quote;
        if (!Ledger.TryFind(quote.Prover, out Account prover) || prover != call.Sender) return Reasons.NotYourQuote;
        if (quote.ValidUntilSlot < SlotNow) return Reasons.QuoteExpired.With(quote.ValidUntilSlot, SlotNow);
        if (quote.BasisPointFee > parameters.MaxBps) return Reasons.FeeTooHigh.With(quote.BasisPointFee, parameters.MaxBps);
        if (!epochByNumber.TryFind(quote.Epoch, out _)) return Reasons.UnknownEpoch.With(quote.Epoch);
        var row = new QuoteRow(NextNumber(), quote.Epoch, quote.ValidUntilSlot, quote.BondAmount, prover, quote.BasisPointFee);
        if (quoteByKey.TryFind(new QuoteKey(quote.Epoch, prover), out var known)) quotes.Write(known, row);
        else if (!quotes.TryAdd(row, out _)) return quotes.Full;
        Scope.Emit(new Quoted(quote.Epoch, quote.ValidUntilSlot, quote.BondAmount, prover, quote.BasisPointFee));
        return Outcome.Applied;
    }

    Outcome Claim(in Call call, in ClaimEpoch action)
    {
        bool known = Ledger.TryFind(action.Quote.Prover, out Account prover)
            && quoteByKey.TryFind(new QuoteKey(action.Quote.Epoch, prover), out var row) && QuoteOf(quotes[row]) == action.Quote;
        return Claim(call.Sender, action.Quote, prover, known);
    }

    Outcome Claim(in Call call, in ClaimSigned action)
    {
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        bool known = Ledger.TryFind(action.Quote.Prover, out Account prover);
        return Claim(call.Sender, action.Quote, prover, known && call.Verdicts[0] == Verdict.Valid);
    }

    Outcome Claim(Account claimant, in Quote quote, Account prover, bool isGiven)
    {
        var circumstances = CircumstancesOf(claimant, prover, isGiven);
        if (ClaimChecks.FirstFault(clock, quote, circumstances) is var fault && fault != ClaimFault.None) return Explained(fault, quote, circumstances);
        TryOldest(out var oldest);
        if (Ledger.OpenHolding(Place.Bond, prover, Collateral, oldest.Request, out var bond) is { IsRefused: true } noHolding) return noHolding;
        // A bond of nothing is allowed where the least is nothing; such a prover need not have a deposit.
        if (quote.BondAmount > 0) TakeBond(prover, quote.BondAmount, bond);
        claim.Value = new ClaimRow(true, oldest.Epoch, quote.BasisPointFee, quote.BondAmount, prover, bond);
        if (SetPruneTimer() is { IsRefused: true } noTimer) return noTimer;
        ulong last = clock.InstantOf(clock.ClaimedUntil(oldest.Epoch)) - 1;
        Scope.Emit(new EpochClaimed(oldest.Epoch, claimant, prover, quote.BasisPointFee, quote.BondAmount));
        Scope.Emit(new AssignedEvent(Requests[oldest.Request].Key, prover, Payment, ProverShareOf(oldest, quote.BasisPointFee), Collateral, quote.BondAmount, last));
        return Outcome.Applied;
    }

    ClaimCircumstances CircumstancesOf(Account claimant, Account prover, bool isGiven)
    {
        ulong slot = SlotNow;
        bool any = TryOldest(out var oldest);
        return new ClaimCircumstances(
            isGiven, slot, parameters.MaxBps, MayPropose(slot, claimant), any, oldest.Epoch, parameters.StrictSourceQuirks, claim.Value.Stands, claim.Value.Epoch,
            parameters.MinBond, DepositOf(prover));
    }

    Outcome Explained(ClaimFault fault, in Quote quote, in ClaimCircumstances c) => fault switch
    {
        ClaimFault.Signature => Reasons.Signature,
        ClaimFault.QuoteExpired => Reasons.QuoteExpired.With(quote.ValidUntilSlot, c.Slot),
        ClaimFault.FeeTooHigh => Reasons.FeeTooHigh.With(quote.BasisPointFee, c.MaxBps),
        ClaimFault.NotProposer => Reasons.NotProposer.With(c.Slot),
        ClaimFault.NotOldestEpoch => Reasons.NotOldestEpoch.With(quote.Epoch),
        ClaimFault.EpochRunning => Reasons.EpochRunning.With(c.Oldest, clock.StartOf(c.Oldest) + clock.EpochDuration),
        ClaimFault.OutsideWindow => Reasons.OutsideClaimWindow.With(clock.ClaimWindow),
        ClaimFault.AlreadyClaimed => Reasons.AlreadyClaimed.With(c.Oldest),
        _ => Reasons.BondOutOfRange.With((Int128)c.MinBond, (Int128)c.Deposit),
    };

    Quote QuoteOf(in QuoteRow row) => new(row.Epoch, row.ValidUntilSlot, row.Bond, Ledger.NameOf(row.Prover), row.Bps);

    Handle<QuoteRow>[] QuotesOf(ulong epoch) => [.. quotesByEpoch.Between(new QuoteOrder(epoch, 0), new QuoteOrder(epoch, ulong.MaxValue))];
}
