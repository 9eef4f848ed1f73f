using Vendue.Mechanisms.Components;
using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <content>Requests begin, are taken back, and end.</content>
public sealed partial class Escalation
{
    Outcome Post(in Call call, in RequestProof action) =>
        Post(call, new RequestOnLadder(action.Nonce, action.Statement, action.Cap, action.Deadline, action.ProvingTime, action.Bond, Presets.Of(action.Preset, parameters.Ladder)));

    // The same request asked for again is the same request: it is bought once, and a client that lost its memory loses nothing.
    Outcome Post(in Call call, in RequestOnLadder action)
    {
        if (Unfit(call.Now, action) is { IsRefused: true } unfit) return unfit;
        var id = RequestId.Of(Ledger.NameOf(call.Sender), action.Statement, action.Nonce);
        if (Requests.TryFind(id, out _) || (rememberedById.TryFind(id, out var old) && remembered[old].Until > call.Now)) return Reasons.RequestKnown.Mark();
        if (Scope.OpenRequest(id, call.Sender, action.Statement, action.Deadline, out var request) is { IsRefused: true } notOpened) return notOpened;
        if (Ledger.OpenHolding(Place.Escrow, call.Sender, Money, request, out var escrow) is { IsRefused: true } noEscrow) return noEscrow;
        if (Ledger.Hold(call.Sender, escrow, action.Cap, EscrowReason) is { IsRefused: true } poor) return poor;
        // What is left of a bounty is the treasury's, unless it is given away: a requester whose statement is at fault keeps none.
        if (Ledger.OpenHolding(Place.Pot, Account.Treasury, Money, request, out var pot) is { IsRefused: true } noPot) return noPot;
        var ladder = action.Ladder.In(Scope.Genesis.Time);
        if (Scope.Blobs.Hold(Codec<Ladder>.Of.Encode(ladder), out var blob) is { IsRefused: true } noRoom) return noRoom;
        ulong estimate = MarketTime.From(action.ProvingTime, Scope.Genesis.Time);
        var reference = memory.Reference(action.Statement);
        ulong panicAt = ladder.PanicRace ? LadderRules.PanicAt(action.Deadline, memory.SlowProof(action.Statement) ?? estimate) : ulong.MaxValue;
        var row = new ClimbRow(
            request, blob, escrow, pot, 0, action.Cap, action.Bond, action.Statement.Work, estimate, action.Deadline, panicAt, LadderRules.First(ladder, action.Cap, reference, estimate),
            ClimbState.Waiting, ladder.Formats[0], ladder.OnTimeOnly, default, default, 0, 0, false, false, 0, 0, default, default);
        if (!climbs.TryAdd(row, out var handle)) return climbs.Full;
        Scope.Emit(new Climbing(id, action.Cap, reference ?? 0, panicAt));
        return Begin(handle, ladder);
    }

    Outcome Unfit(ulong now, in RequestOnLadder action)
    {
        if (action.Ladder.Wrong() is not null) return Reasons.BadLadder;
        if (action.Cap == 0) return Reasons.CapZero;
        ulong furthest = MarketTime.Later(now, longestLife);
        if (action.Deadline <= now) return StageReasons.DeadlineTooSoon.With(now);
        if (action.Deadline > furthest) return StageReasons.DeadlineTooFar.With(furthest);
        if (action.ProvingTime == 0 || action.ProvingTime > parameters.LongestLife) return Reasons.ProvingTimeZero.With(parameters.LongestLife);
        return action.Statement.Predicate.Data.Length > parameters.LongestPredicate ? StageReasons.PredicateTooLong.With(parameters.LongestPredicate) : Outcome.Applied;
    }

    /// <summary>Sets the panic and opens the first stage, or the race at once when there is time for no other. Refused, and the request with it, when it cannot be opened.</summary>
    Outcome Begin(Handle<ClimbRow> handle, Ladder ladder)
    {
        var row = climbs[handle];
        if (IsPanic(row)) return OpenRace(handle);
        if (ladder.PanicRace)
        {
            if (Scope.Timers.Set(panicking, row.PanicAt, Packed.Of(handle), out var panic, PanicPhase) is { IsRefused: true } full) return full;
            climbs.Write(handle, climbs[handle] with { Panic = panic });
        }
        ulong backoff = LadderRules.Backoff(ladder.Backoff, 0);
        return backoff > 0 ? ResumeAt(handle, MarketTime.Later(Scope.Now, backoff)) : OpenRung(handle);
    }

    Outcome Cancel(in Call call, in CancelRequest action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !climbOf.TryFind(request, out var handle)) return Refused.UnknownRequest;
        if (Requests[request].Owner != call.Sender) return StageReasons.NotTheRequester;
        var row = climbs[handle];
        if (row.State != ClimbState.Waiting && StageOf(row.Running).Cancel(request).IsRefused)
        {
            climbs.Write(handle, row with { IsCancelled = true });
            return Reasons.CancelsLater.Mark(row.Due);
        }
        End(handle, StageEnd.Cancelled);
        return Outcome.Applied;
    }

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request)
    {
        if (!climbOf.TryFind(request, out var handle)) return Ending.Expired;
        var row = climbs[handle];
        if (row.State != ClimbState.Waiting) StageOf(row.Running).Close(request);
        return Conclude(handle, StageEnd.NoOffer);
    }

    /// <summary>Ends a request for which no stage is under way.</summary>
    void End(Handle<ClimbRow> handle, StageEnd end)
    {
        var request = climbs[handle].Request;
        Requests.End(request, Conclude(handle, end));
    }

    /// <summary>Gives everything back and forgets everything but the id. Whoever was paid was paid before.</summary>
    Ending Conclude(Handle<ClimbRow> handle, StageEnd end)
    {
        var row = climbs[handle];
        var key = KeyOf(row);
        Unbind(handle, null, counts: false);
        CloseObjections(handle, end);
        DividePot(handle);
        if (end != StageEnd.Unexecutable) PayBounty(handle, Requests[row.Request].Owner);
        Ledger.CloseHolding(row.Pot, ForfeitReason);
        var refund = Ledger[row.Escrow].Amount;
        Ledger.CloseHolding(row.Escrow, RefundReason);
        var ending = EndingOf(end, row.Failed);
        Forget(handle, ending);
        Scope.Emit(new Climbed(key, end, refund, row.Stages));
        return ending;
    }

    /// <inheritdoc/>
    public override bool Drop(Handle<Request> request)
    {
        if (!climbOf.TryFind(request, out var handle)) return false;
        var row = climbs[handle];
        if (row.State != ClimbState.Waiting && !StageOf(row.Running).Drop(request)) return false;
        Unbind(handle, null, counts: false);
        foreach (var objection in objectionsOf.At(request.Index).ToArray()) objections.Remove(objection);
        Forget(handle, Ending.Unprovable);
        return true;
    }

    /// <summary>Removes what stands for a request that ends, all but its id.</summary>
    void Forget(Handle<ClimbRow> handle, Ending ending)
    {
        var row = climbs[handle];
        Scope.Timers.Cancel(row.Timer);
        Scope.Timers.Cancel(row.Panic);
        Scope.Blobs.Release(row.Ladder);
        foreach (var exclusion in exclusionsOf.At(row.Request.Index).ToArray()) excluded.Remove(exclusion);
        climbs.Remove(handle);
        Remember(KeyOf(row), ending);
    }

    static Ending EndingOf(StageEnd end, bool failed) => end switch
    {
        StageEnd.Settled => Ending.Settled,
        StageEnd.Cancelled => Ending.Cancelled,
        StageEnd.NoOffer or StageEnd.Thin => failed ? Ending.Refunded : Ending.Expired,
        _ => Ending.Refunded,
    };

    /// <summary>Remembers an ended id. What is past its time goes first, then the oldest when the table is full.</summary>
    void Remember(Hash32 id, Ending ending)
    {
        foreach (var old in rememberedByTime.Between(0, Scope.Now).Take(2).ToArray()) remembered.Remove(old);
        if (remembered.Count == remembered.Limit) remembered.Remove(rememberedByTime.Between(0, ulong.MaxValue).First());
        if (rememberedById.TryFind(id, out var before)) remembered.Remove(before);
        remembered.TryAdd(new RememberedRow(id, ending, MarketTime.Later(Scope.Now, memoryTime)), out _);
    }
}
