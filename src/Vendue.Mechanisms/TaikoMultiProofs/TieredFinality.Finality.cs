namespace Vendue.Mechanisms.TaikoMultiProofs;

/// <summary>Finality: claims that stood their cooldown become final in order; contests that nobody settles, and requests that end, give their bonds back.</summary>
public sealed partial class TieredFinality
{
    static readonly Name FinalReason = "final", AbandonedReason = "abandoned", DroppedReason = "dropped";

    void Cool(Handle<ClaimRow> handle)
    {
        if (state.Value.IsPaused || !claims.Contains(handle) || !claims[handle].Contester.IsNone) return;
        var claim = claims[handle] with { IsCooled = true, Timer = default };
        claims.Write(handle, claim);
        if (!rowByRequest.TryFind(claim.Request, out var row)) return;
        if (requests[row].Place == 0) MakeFinal(row, handle);
        else if (parameters.ByTimer) Continue();
    }

    /// <summary>Makes final what is next and what follows it; after some at once the rest waits for a timer of the same instant.</summary>
    void Continue()
    {
        if (Advance(MostAtOnce) == MostAtOnce) Scope.Timers.Set(advance, Scope.Now, 0, out _, AdvancePhase);
    }

    /// <summary>Makes final what is next, at most some requests.</summary>
    /// <returns>How many are final or passed over.</returns>
    uint Advance(uint most)
    {
        uint done = 0;
        while (done < most && !state.Value.IsPaused && AdvanceByOne()) done++;
        return done;
    }

    bool AdvanceByOne()
    {
        var now = state.Value;
        if (now.Final >= now.LastPlace) return false;
        var row = rowsByPlace.At(now.Final + 1).FirstOrDefault();
        if (row.IsNone) throw new InvariantException($"No request has place {now.Final + 1}.");
        if (requests[row].HasEnded)
        {
            state.Value = now with { Final = now.Final + 1 };
            requests.Remove(row);
            return true;
        }
        var request = requests[row].Request;
        if (!claimByParent.TryFind(new ClaimKey(request, now.Result), out var claim) && !claimByParent.TryFind(new ClaimKey(request, default), out claim)) return false;
        if (!claims[claim].IsCooled) return false;
        MakeFinal(row, claim);
        return true;
    }

    /// <summary>A claim is final: its bond returns; what else is claimed of the request is abandoned, and the protocol keeps it.</summary>
    void MakeFinal(Handle<RequestRow> row, Handle<ClaimRow> handle)
    {
        var (known, claim) = (requests[row], claims[handle]);
        var key = Requests[claim.Request].Key;
        if (!claim.Bond.IsNone) Ledger.CloseHolding(claim.Bond, FinalReason);
        claims.Remove(handle);
        foreach (var other in ClaimsOf(claim.Request)) Abandon(other, key);
        requests.Remove(row);
        if (known.Place > 0) state.Value = state.Value with { Final = known.Place, Result = claim.Result };
        Scope.Emit(new MadeFinal(key, claim.Parent, claim.Result, claim.Prover));
        TellFinal(claim.Request, claim.Prover);
    }

    void Abandon(Handle<ClaimRow> handle, Hash32 key)
    {
        var claim = claims[handle];
        var kept = Keep(claim.Bond) + Keep(claim.Contest);
        Scope.Timers.Cancel(claim.Timer);
        claims.Remove(handle);
        Scope.Emit(new Abandoned(key, claim.Parent, claim.Prover, kept));
    }

    UInt128 Keep(Handle<Holding> bond)
    {
        if (bond.IsNone) return 0;
        var amount = Ledger[bond].Amount;
        Give(bond, protocol, amount, AbandonedReason);
        Ledger.CloseHolding(bond, AbandonedReason);
        return amount;
    }

    /// <summary>Nobody settled a contest in its time: there is no verdict, and nobody loses.</summary>
    void TimeOut(Handle<ClaimRow> handle)
    {
        if (state.Value.IsPaused || !claims.Contains(handle)) return;
        var request = claims[handle].Request;
        Drop(handle);
        if (ClaimsOf(request).Length == 0) TellVoid(request);
    }

    void Drop(Handle<ClaimRow> handle)
    {
        var claim = claims[handle];
        if (!claim.Bond.IsNone) Ledger.CloseHolding(claim.Bond, DroppedReason);
        if (!claim.Contest.IsNone) Ledger.CloseHolding(claim.Contest, DroppedReason);
        Scope.Timers.Cancel(claim.Timer);
        claims.Remove(handle);
        Scope.Emit(new Dropped(Requests[claim.Request].Key, claim.Parent, claim.Prover));
    }

    /// <inheritdoc/>
    public override void Ended(Handle<Request> request)
    {
        if (!rowByRequest.TryFind(request, out var row)) return;
        foreach (var claim in ClaimsOf(request)) Drop(claim);
        var known = requests[row];
        if (known.Place == 0)
        {
            requests.Remove(row);
            return;
        }
        if (known.HasEnded) return;
        requests.Write(row, known with { HasEnded = true });
        if (parameters.ByTimer && Scope.Timers.Set(advance, Scope.Now, 0, out _, AdvancePhase).IsRefused) Continue();
    }

    Outcome Verify(in Call call, in Verify action)
    {
        if (action.Most > MostAtOnce) return Reasons.TooMany.With(MostAtOnce);
        if (state.Value.IsPaused) return Reasons.Paused;
        Advance(action.Most);
        return Outcome.Applied;
    }

    Outcome Pause(in Call call, in Pause action)
    {
        if (!Scope.Holds(Watchdog, call.Sender)) return Refused.NotAuthorised;
        if (action.Paused == state.Value.IsPaused) return action.Paused ? Reasons.Paused : Reasons.NotPaused;
        state.Value = state.Value with { IsPaused = action.Paused, ResumedAt = action.Paused ? state.Value.ResumedAt : call.Now };
        Scope.Emit(new PauseChanged(action.Paused));
        return action.Paused ? Outcome.Applied : Resume();
    }

    /// <summary>All cooldowns and contests begin anew.</summary>
    Outcome Resume()
    {
        TellResumed();
        var standing = new List<Handle<ClaimRow>>();
        foreach (var handle in claims) standing.Add(handle);
        foreach (var handle in standing)
        {
            var claim = claims[handle];
            bool isContested = !claim.Contester.IsNone;
            ulong over = isContested ? Later(Later(Scope.Now, longestContest), 1) : CooledAt(claim);
            if (SetTimer(handle, isContested ? timedOut : cooled, over, isContested ? ContestPhase : CooledPhase) is { IsRefused: true } noTimer) return noTimer;
            if (Prolong(claim.Request, Later(over, isContested ? 0 : longestWait)) is { IsRefused: true } notProlonged) return notProlonged;
        }
        return Outcome.Applied;
    }
}
