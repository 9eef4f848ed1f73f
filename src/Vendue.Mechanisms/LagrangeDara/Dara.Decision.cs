namespace Vendue.Mechanisms.LagrangeDara;

/// <summary>Decision: a job is completed, or its deadline passes.</summary>
public sealed partial class Dara
{
    static readonly Name
        ProofReason = "proof-paid", SurplusReason = "surplus", RefundReason = "job-failed", MissReason = "slice-missed", BondReturnReason = "bond-returned",
        PotReason = "job-pot", TopUpReason = "fund-top-up", CompensationReason = "compensation", NoWinReason = "never-won";

    /// <summary>The whole job is proved: its provers are paid, and what they do not get is the surplus.</summary>
    void Settle(Handle<JobRow> handle)
    {
        var job = jobs[handle];
        var key = Requests[job.Request].Key;
        ulong work = Requests.StatementOf(job.Request).Work, before = 0;
        foreach (var part in SlicesOf(job))
        {
            var slice = slices[part];
            if (slice.State == SliceState.Proved)
            {
                ulong proved = before + slice.Units;
                Ledger.Release(job.Escrow, slice.Prover, slice.Worth, ProofReason);
                Scope.Settle(new SettledEvent(key, slice.Prover, Payment, slice.Worth, Share(work, proved, job.Size) - Share(work, before, job.Size)));
                before = proved;
            }
            else if (slice.State == SliceState.Missed)
            {
                PenaliseMiss(job, key, slice);
            }
            slices.Remove(part);
        }
        var surplus = Ledger[job.Escrow].Amount;
        if (surplus > 0) Ledger.Release(job.Escrow, fund, surplus, SurplusReason);
        Ledger.CloseHolding(job.Escrow, SurplusReason);
        if (!job.Pot.IsNone)
        {
            DivideWithFund(job.Pot, job.Requester, Ledger[job.Pot].Amount, PotReason);
            Ledger.CloseHolding(job.Pot, PotReason);
        }
        jobs.Remove(handle);
        Requests.End(job.Request, Ending.Settled);
    }

    /// <summary>floor(work · units / size): running shares, so that slices add up to the whole.</summary>
    static ulong Share(ulong work, ulong units, ulong size) => (ulong)((UInt128)work * units / size);

    /// <summary>A slice that was missed and made by another: a tenth of its bond is lost.</summary>
    void PenaliseMiss(in JobRow job, Hash32 key, in SliceRow slice)
    {
        var penalty = Ledger[slice.Bond].Amount / 10;
        DivideWithFund(slice.Bond, job.Requester, penalty, MissReason);
        if (penalty > 0) Scope.Emit(new SlashedEvent(key, slice.Prover, Payment, penalty));
        Ledger.CloseHolding(slice.Bond, BondReturnReason);
    }

    /// <summary>Half of an amount, rounded down, to the requester; the rest to the fund.</summary>
    void DivideWithFund(Handle<Holding> from, Account requester, UInt128 amount, in Name reason)
    {
        var half = amount / 2;
        if (half > 0) Ledger.Release(from, requester, half, reason);
        if (amount > half) Ledger.Release(from, fund, amount - half, reason);
    }

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request)
    {
        if (!jobByRequest.TryFind(request, out var handle)) return Ending.Expired;
        var job = jobs[handle];
        Leave(job);
        if (job.State == JobState.Assigned) Fail(job);
        Ledger.CloseHolding(job.Escrow, NoWinReason);
        jobs.Remove(handle);
        return job.State == JobState.Assigned ? Ending.Refunded : Ending.Expired;
    }

    /// <inheritdoc/>
    public override bool Drop(Handle<Request> request)
    {
        if (!jobByRequest.TryFind(request, out var handle)) return false;
        var job = jobs[handle];
        Leave(job);
        foreach (var part in SlicesOf(job))
        {
            Scope.Timers.Cancel(slices[part].Timer);
            slices.Remove(part);
        }
        jobs.Remove(handle);
        return true;
    }

    /// <summary>
    /// The deadline passed: the requester has its payment back, and the bonds of all who failed are pooled, first for
    /// those who delivered, then half and half for the requester and the fund.
    /// </summary>
    void Fail(in JobRow job)
    {
        var key = Requests[job.Request].Key;
        var (escrow, parts) = (job.Escrow, SlicesOf(job));
        Ledger.Release(escrow, job.Requester, Ledger[escrow].Amount, RefundReason);
        UInt128 owed = 0;
        foreach (var part in parts)
        {
            var slice = slices[part];
            if (slice.State == SliceState.Proved) owed += slice.Worth;
            if (slice.State is SliceState.Running or SliceState.Missed) PoolBond(escrow, key, slice);
        }
        if (!job.Pot.IsNone)
        {
            Ledger.Move(job.Pot, escrow, Ledger[job.Pot].Amount, PotReason);
            Ledger.CloseHolding(job.Pot, PotReason);
        }
        PayDeliverers(job, key, owed);
        foreach (var part in parts) slices.Remove(part);
    }

    void PoolBond(Handle<Holding> pool, Hash32 key, in SliceRow slice)
    {
        var amount = Ledger[slice.Bond].Amount;
        Scope.Timers.Cancel(slice.Timer);
        Ledger.Move(slice.Bond, pool, amount, MissReason);
        Ledger.CloseHolding(slice.Bond, MissReason);
        if (slice.State == SliceState.Running)
        {
            Scope.Emit(new SliceMissed(key, slice.Number, slice.Prover, slice.Units, Miss.Late));
            StopRunning(slice.Round);
        }
        if (amount > 0) Scope.Emit(new SlashedEvent(key, slice.Prover, Payment, amount));
    }

    /// <summary>Pays those who delivered from the pool, topped up by the fund; pro rata where both fall short.</summary>
    void PayDeliverers(in JobRow job, Hash32 key, UInt128 owed)
    {
        var pool = job.Escrow;
        var gathered = Ledger[pool].Amount;
        if (gathered < owed)
        {
            var help = UInt128.Min(owed - gathered, (UInt128)Ledger.Balance(fund, Payment));
            if (help > 0 && !Ledger.Hold(fund, pool, help, TopUpReason).IsRefused) gathered += help;
        }
        foreach (var part in SlicesOf(job))
        {
            if (slices[part] is not { State: SliceState.Proved } slice || slice.Worth == 0) continue;
            var amount = gathered >= owed ? slice.Worth : Wide.MulDivFloor(slice.Worth, gathered, owed);
            if (amount > 0) Ledger.Release(pool, slice.Prover, amount, CompensationReason);
            Scope.Emit(new Compensated(key, slice.Number, slice.Prover, amount));
        }
        var rest = Ledger[pool].Amount;
        if (gathered >= owed) DivideWithFund(pool, job.Requester, rest, MissReason);
        else if (rest > 0) Ledger.Release(pool, fund, rest, MissReason);
    }
}
