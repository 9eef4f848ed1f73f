using Vendue.Mechanisms.Components;
using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder;

/// <content>Stages open, fail and follow each other.</content>
public sealed partial class Escalation
{
    /// <inheritdoc/>
    Outcome IStageHost.Admits(Handle<Request> request, Account prover, ulong due)
    {
        if (!climbOf.TryFind(request, out var handle)) return Refused.UnknownRequest;
        var row = climbs[handle];
        if (exclusionOf.TryFind(new PartKey(request, prover), out _)) return Reasons.IsExcluded;
        if (row.State == ClimbState.Asking && row.Asked != prover) return Reasons.AskedFirst;
        if (row.OnTimeOnly && row.Rung.Attempt > 0 && row.State == ClimbState.Staged && !provers.IsNearlyAlwaysOnTime(prover)) return Reasons.NotOnTime;
        if (due == 0) return Outcome.Applied;
        ulong done = provers.DoneBy(prover, row.Work, row.Estimate, Scope.Now);
        return done > due ? Reasons.Busy.With(due) : Outcome.Applied;
    }

    /// <inheritdoc/>
    void IStageHost.Assigned(Handle<Request> request, in StageAssignment assignment)
    {
        climbOf.TryFind(request, out var handle);
        climbs.Write(handle, climbs[handle] with { Prover = assignment.Prover, Since = Scope.Now, Due = assignment.Due });
        provers.Bind(assignment.Prover, climbs[handle].Work);
    }

    /// <inheritdoc/>
    void IStageHost.Ended(Handle<Request> request, in StageReport report)
    {
        climbOf.TryFind(request, out var handle);
        if (report.End == StageEnd.Settled)
        {
            Settle(handle, report);
            return;
        }
        bool missed = report.End is StageEnd.WinnerMissed or StageEnd.InvalidProof or StageEnd.Late or StageEnd.Declined;
        Unbind(handle, null, counts: missed);
        DividePot(handle);
        if (missed && !Exclude(handle, report.Prover)) End(handle, report.End);
        else GoOn(handle, report);
    }

    /// <summary>Somebody proved and was paid: the bounty is its as well, and what false objections forfeit.</summary>
    void Settle(Handle<ClimbRow> handle, in StageReport report)
    {
        var row = climbs[handle];
        var statement = Requests.StatementOf(row.Request);
        memory.Paid(statement, Requests[row.Request].Owner, report.Prover, report.Paid);
        if (!row.Prover.IsNone) memory.Proven(statement, KeyOf(row), Scope.Now - row.Since);
        Unbind(handle, row.Prover.IsNone ? null : Scope.Now - row.Since, counts: true);
        CloseObjections(handle, StageEnd.Settled);
        DividePot(handle);
        PayBounty(handle, report.Prover);
        End(handle, StageEnd.Settled);
    }

    void PayBounty(Handle<ClimbRow> handle, Account prover)
    {
        var row = climbs[handle];
        if (row.Bounty == 0) return;
        Ledger.Release(row.Pot, prover, row.Bounty, BountyReason);
        climbs.Write(handle, row with { Bounty = 0 });
        Scope.Emit(new BountyPaid(KeyOf(row), prover, row.Bounty));
    }

    /// <summary>Divides what came into the pot since it was divided last: floor(bounty part) stays, the rest is the treasury's.</summary>
    void DividePot(Handle<ClimbRow> handle)
    {
        var row = climbs[handle];
        var came = Ledger[row.Pot].Amount - row.Bounty;
        if (came == 0) return;
        var stays = LadderRules.Bounty(came, parameters.BountyBps);
        if (came > stays) Ledger.Release(row.Pot, Account.Treasury, came - stays, ForfeitReason);
        climbs.Write(handle, row with { Bounty = row.Bounty + stays });
        Scope.Emit(new BountyRaised(KeyOf(row), stays, row.Bounty + stays));
    }

    void Unbind(Handle<ClimbRow> handle, ulong? time, bool counts)
    {
        var row = climbs[handle];
        if (row.Prover.IsNone) return;
        provers.Release(row.Prover, row.Work, time, counts);
        climbs.Write(handle, row with { Prover = default, Due = 0 });
    }

    /// <summary>Whoever failed takes no more part in the request.</summary>
    bool Exclude(Handle<ClimbRow> handle, Account prover)
    {
        var row = climbs[handle];
        climbs.Write(handle, row with { Failed = true });
        if (exclusionOf.TryFind(new PartKey(row.Request, prover), out _)) return true;
        Scope.Emit(new Excluded(KeyOf(row), prover));
        return excluded.TryAdd(new ExcludedRow(row.Request, prover), out _);
    }

    /// <summary>Decides what follows a failed stage.</summary>
    void GoOn(Handle<ClimbRow> handle, in StageReport report)
    {
        var row = climbs[handle];
        bool asked = row.State == ClimbState.Asking;
        // Whether a runner-up stayed silent or failed as well: the stage failed by its winner.
        var failure = asked && report.End == StageEnd.NoOffer ? StageEnd.WinnerMissed : report.End;
        climbs.Write(handle, row with { State = ClimbState.Waiting, Asked = default, Timer = default });
        if (row.IsCancelled)
        {
            End(handle, StageEnd.Cancelled);
            return;
        }
        var ladder = LadderOf(row);
        var then = LadderRules.After(ladder, row.Cap, row.Rung, failure, out var next);
        bool over = Scope.Now > row.Deadline || row.State == ClimbState.Racing;
        if (!over && !asked && !report.RunnerUp.Prover.IsNone && !IsPanic(row) && Ask(handle, report.RunnerUp)) return;
        if (over) then = Step.Stop;
        ulong resumes = ResumesAt(row, ladder, then, next);
        Scope.Emit(new RungFailed(KeyOf(row), row.Rung.Attempt, row.Running, failure, report.Prover, CeilingOf(row, ladder), ReferenceOf(row), then, resumes));
        if (then == Step.Stop)
        {
            End(handle, failure);
            return;
        }
        if (then == Step.Climb) climbs.Write(handle, climbs[handle] with { Rung = next });
        Continue(handle, then, resumes);
    }

    static UInt128 CeilingOf(in ClimbRow row, Ladder ladder) => row.State == ClimbState.Racing ? row.Cap : LadderRules.PricesOf(ladder, row.Cap, row.Rung).Ceiling;

    ulong ResumesAt(in ClimbRow row, Ladder ladder, Step then, in Rung next) => then switch
    {
        Step.Climb => ulong.Max(ulong.Min(MarketTime.Later(Scope.Now, LadderRules.Backoff(ladder.Backoff, next.Attempt)), row.PanicAt), Scope.Now),
        Step.AwaitRace => ulong.Max(row.PanicAt, Scope.Now),
        _ => 0,
    };

    void Continue(Handle<ClimbRow> handle, Step then, ulong resumes)
    {
        if (IsPanic(climbs[handle])) Race(handle);
        else if (then == Step.AwaitRace) return;
        else if (resumes == Scope.Now) Resume(handle);
        else if (Scope.Attempt(() => ResumeAt(handle, resumes)).IsRefused) End(handle, StageEnd.NoOffer);
    }

    Outcome ResumeAt(Handle<ClimbRow> handle, ulong instant)
    {
        if (Scope.Timers.Set(resuming, instant, Packed.Of(handle), out var timer, BackoffPhase) is { IsRefused: true } full) return full;
        climbs.Write(handle, climbs[handle] with { Timer = timer });
        return Outcome.Applied;
    }

    /// <summary>The backoff is over. A stage that cannot be opened is one that found no offer.</summary>
    void Resume(Handle<ClimbRow> handle)
    {
        if (!climbs.Contains(handle) || climbs[handle].State != ClimbState.Waiting) return;
        climbs.Write(handle, climbs[handle] with { Timer = default });
        if (Scope.Attempt(() => OpenRung(handle)).IsRefused) GoOn(handle, new StageReport(StageEnd.NoOffer));
    }

    /// <summary>There is time for one slow proof only: unless somebody is bound, the request is opened to everybody at the cap.</summary>
    void Panic(Handle<ClimbRow> handle)
    {
        if (!climbs.Contains(handle)) return;
        var row = climbs[handle] with { Panic = default };
        climbs.Write(handle, row);
        if (row.State == ClimbState.Racing || row.Running == Format.Race && row.State == ClimbState.Staged) return;
        if (row.State != ClimbState.Waiting && StageOf(row.Running).Cancel(row.Request).IsRefused) return;
        Scope.Timers.Cancel(row.Timer);
        climbs.Write(handle, row with { State = ClimbState.Waiting, Asked = default, Timer = default });
        Race(handle);
    }

    /// <summary>A race that cannot be opened leaves the request to its deadline.</summary>
    void Race(Handle<ClimbRow> handle) => Scope.Attempt(() => OpenRace(handle));

    bool IsPanic(in ClimbRow row) => Scope.Now >= row.PanicAt;

    Outcome OpenRung(Handle<ClimbRow> handle)
    {
        var row = climbs[handle];
        var ladder = LadderOf(row);
        var format = ladder.Formats[row.Rung.Format];
        var (start, ceiling) = LadderRules.PricesOf(ladder, row.Cap, row.Rung);
        var terms = TermsOf(row) with
        {
            Start = start,
            Ceiling = ceiling,
            Ramp = format == Format.Dutch ? ladder.Ramp : 0,
            Window = LadderRules.WindowOf(ladder, row.Rung),
            MinOffers = row.Rung.MinOffers,
            Bond = format == Format.Race ? 0 : row.Bond,
            Racers = ladder.Racers,
            ConsolationBps = ladder.ConsolationBps,
        };
        return Open(handle, row with { State = ClimbState.Staged, Running = format }, terms);
    }

    Outcome OpenRace(Handle<ClimbRow> handle)
    {
        var row = climbs[handle];
        var ladder = LadderOf(row);
        var terms = TermsOf(row) with { Start = row.Cap, Ceiling = row.Cap, Window = ulong.MaxValue, Racers = ladder.Racers, ConsolationBps = ladder.ConsolationBps };
        return Open(handle, row with { State = ClimbState.Racing, Running = Format.Race }, terms);
    }

    /// <summary>Asks the runner-up: a posted price, its own, at which only it is admitted.</summary>
    bool Ask(Handle<ClimbRow> handle, StandingOffer offer)
    {
        var row = climbs[handle] with { State = ClimbState.Asking, Running = Format.Dutch, Asked = offer.Prover };
        if (exclusionOf.TryFind(new PartKey(row.Request, offer.Prover), out _)) return false;
        var terms = TermsOf(row) with { Start = offer.Price, Ceiling = offer.Price, Window = acceptWindow, Bond = row.Bond };
        bool isOpen = offer.Price > 0 && !Scope.Attempt(() => Open(handle, row, terms)).IsRefused;
        if (isOpen) Scope.Emit(new RunnerUpAsked(KeyOf(row), offer.Prover, offer.Price, MarketTime.Later(Scope.Now, acceptWindow)));
        return isOpen;
    }

    Outcome Open(Handle<ClimbRow> handle, in ClimbRow row, in StageTerms terms)
    {
        bool isRung = row.State != ClimbState.Asking;
        climbs.Write(handle, row with { Stages = (byte)(row.Stages + (isRung ? 1 : 0)) });
        if (isRung) Scope.Emit(new RungOpened(KeyOf(row), row.Rung.Attempt, row.Running, ReferenceOf(row), terms.Start, terms.Ceiling, row.Rung.ProvingTime));
        return StageOf(row.Running).Open(row.Request, terms);
    }

    StageTerms TermsOf(in ClimbRow row) => new()
    {
        Purse = Purse.Of(Requests[row.Request].Owner, row.Escrow),
        Forfeits = row.Pot,
        Payment = Money,
        Collateral = Money,
        ProvingTime = row.Rung.ProvingTime,
        Deadline = row.Deadline,
    };
}
