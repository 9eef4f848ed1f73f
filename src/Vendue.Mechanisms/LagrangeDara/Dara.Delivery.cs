namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Delivery: slices are proved, or missed and given to others.</summary>
public sealed partial class Dara
{
    static readonly Name ProvedReason = "slice-proved", InvalidReason = "invalid-proof";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != LagrangeDara.Deliver.Tag) return [];
        var delivery = Codec<Deliver>.Of.Decode(action);
        if (!Requests.TryFind(delivery.Request, out var request)) return [];
        var statement = Requests.StatementOf(request);
        return [new ProofClaim(delivery.Request, statement.Program, statement.System, delivery.PublicValues, delivery.Proof)];
    }

    Outcome Deliver(in Call call, in Deliver action)
    {
        if (FindRunning(call, action.Request, action.Slice, out var handle) is { IsRefused: true } refusal) return refusal;
        var slice = slices[handle];
        if (call.Received > slice.Due) return Reasons.TooLate.With(slice.Due);
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        var statement = Requests.StatementOf(jobs[slice.Job].Request);
        bool proves = call.Verdicts[0] == Verdict.Valid && statement.Predicate.Holds(statement.Program, action.PublicValues.Span);
        return proves ? Accept(handle) : TakeBond(handle);
    }

    Outcome GiveUp(in Call call, in GiveUp action)
    {
        if (FindRunning(call, action.Request, action.Slice, out var handle) is { IsRefused: true } refusal) return refusal;
        MissSlice(handle, SliceState.Missed, Miss.GivenUp);
        return Outcome.Applied;
    }

    Outcome FindRunning(in Call call, Hash32 key, uint number, out Handle<SliceRow> slice)
    {
        slice = default;
        if (!Requests.TryFind(key, out var request) || !jobByRequest.TryFind(request, out var job)) return Refused.UnknownRequest;
        slice = slicesByJob.At(new Position(jobs[job].Number, number)).FirstOrDefault();
        if (slice.IsNone) return Reasons.UnknownSlice;
        if (slices[slice].Prover != call.Sender) return Reasons.NotAssigned;
        return slices[slice].State == SliceState.Running ? Outcome.Applied : Reasons.SliceDecided;
    }

    Outcome Accept(Handle<SliceRow> handle)
    {
        var slice = slices[handle];
        var job = jobs[slice.Job];
        Scope.Timers.Cancel(slice.Timer);
        Ledger.CloseHolding(slice.Bond, ProvedReason);
        slices.Write(handle, slice with { State = SliceState.Proved, Bond = default, Timer = default });
        jobs.Write(slice.Job, job with { Proved = job.Proved + slice.Units });
        Scope.Emit(new SliceProved(Requests[job.Request].Key, slice.Number, slice.Prover));
        StopRunning(slice.Round);
        if (job.Proved + slice.Units == job.Size) Settle(slice.Job);
        return Outcome.Applied;
    }

    /// <summary>An invalid proof: the whole bond goes to the job's pot at once.</summary>
    Outcome TakeBond(Handle<SliceRow> handle)
    {
        var slice = slices[handle];
        var job = jobs[slice.Job];
        var pot = job.Pot;
        if (pot.IsNone)
        {
            if (Ledger.OpenHolding(Place.Pot, job.Requester, Payment, job.Request, out pot) is { IsRefused: true } noHolding) return noHolding;
            jobs.Write(slice.Job, job with { Pot = pot });
        }
        var amount = Ledger[slice.Bond].Amount;
        Ledger.Move(slice.Bond, pot, amount, InvalidReason);
        Ledger.CloseHolding(slice.Bond, InvalidReason);
        slices.Write(handle, slice with { Bond = default });
        Scope.Emit(new SlashedEvent(Requests[job.Request].Key, slice.Prover, Payment, amount));
        MissSlice(handle, SliceState.Invalid, Miss.Invalid);
        return Refused.InvalidProof.Mark();
    }

    void PassDue(Handle<SliceRow> handle)
    {
        if (slices.Contains(handle) && slices[handle].State == SliceState.Running) MissSlice(handle, SliceState.Missed, Miss.Late);
    }

    void MissSlice(Handle<SliceRow> handle, SliceState state, Miss why)
    {
        var slice = slices[handle];
        var job = jobs[slice.Job];
        Scope.Timers.Cancel(slice.Timer);
        slices.Write(handle, slice with { State = state, Timer = default });
        jobs.Write(slice.Job, job with { Missing = job.Missing + slice.Units });
        Scope.Emit(new SliceMissed(Requests[job.Request].Key, slice.Number, slice.Prover, slice.Units, why));
        GiveToSurvivors(slice);
        StopRunning(slice.Round);
        if (jobs[slice.Job] is { Missing: > 0, Round: 0 }) JoinNext(slice.Job);
    }

    void StopRunning(ulong number)
    {
        if (!roundByNumber.TryFind(number, out var handle)) return;
        var round = rounds[handle];
        rounds.Write(handle, round with { Running = round.Running - 1 });
        if (round.Running == 1 && round.Phase == Phase.Cleared) Drop(handle);
    }

    /// <summary>
    /// Gives a missed slice to survivors of its round that have capacity left and the bond free, by priority, at r
    /// rounded down if the job's cap allows. Nobody is given what cannot be proven in time, and nobody who failed the job.
    /// </summary>
    void GiveToSurvivors(in SliceRow missed)
    {
        if (!roundByNumber.TryFind(missed.Round, out var handle) || rounds[handle] is not { Phase: Phase.Cleared } round) return;
        var job = jobs[missed.Job];
        var price = round.Price.Floor(1);
        if (Later(Scope.Now, ProvingTimeOf(round.Number)) > Requests[job.Request].Ends || price > CapOf(job)) return;
        ulong left = missed.Units;
        foreach (var survivor in ByPriority(round, AsksOf(round.Number)))
        {
            var ask = asks[survivor];
            ulong units = For(round.Number).Splittable ? ulong.Min(left, ask.Left) : left <= ask.Left ? left : 0;
            if (units == 0 || HasFailed(job, ask.Prover)) continue;
            var work = new Work(missed.Job, round.Number, ask.Prover, units, price * units, BondOf(Ratio.Whole(price), units));
            if (Scope.Attempt(() => StartSlice(work, default)).IsRefused) continue;
            asks.Write(survivor, ask with { Left = ask.Left - units });
            left -= units;
        }
    }

    Handle<AskRow>[] ByPriority(RoundRow round, Handle<AskRow>[] survivors)
    {
        if (For(round.Number).Priority == FillingOrder.Seeded) Array.Sort(Array.ConvertAll(survivors, s => PriorityOf(round, asks[s].Prover)), survivors);
        return survivors;
    }

    bool HasFailed(in JobRow job, Account prover)
    {
        foreach (var handle in SlicesOf(job))
            if (slices[handle] is { State: SliceState.Missed or SliceState.Invalid } slice && slice.Prover == prover) return true;
        return false;
    }
}
