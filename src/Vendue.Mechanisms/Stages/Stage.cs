using Vendue.Mechanisms.Components;

namespace Vendue.Mechanisms.Stages;

/// <summary>
/// A mechanism that can rule a market or serve another on requests that the other opened. It spends what it is lent and
/// no more, pays only what is final, and reports once. See docs/decisions/stages.md.
/// </summary>
public abstract class Stage : Mechanism
{
    static readonly Name PaymentReason = "payment", BondReason = "bond", BondReturnReason = "bond-return", SlashReason = "slash";

    const byte Phase = 2;

    readonly IStageHost host;
    readonly Posting posting;
    readonly UniqueIndex<Handle<Request>, StageRow> stageOf;
    readonly ushort closing;

    private protected Stage(Scope scope, IStageHost? host, Posting posting, uint mostOpen) : base(scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.posting = posting;
        Stages = scope.Table<StageRow>("stages", (int)mostOpen);
        stageOf = Stages.IndexBy(s => s.Request);
        closing = scope.Timers.Register((_, payload) => Reached(Packed.Handle<StageRow>(payload)));
        if (host is null) scope.On<PostRequest>(Post);
        if (host is null) scope.On<CancelRequest>(Cancel);
        this.host = host ?? new Alone(scope);
    }

    /// <summary>The stages under way.</summary>
    private protected Table<StageRow> Stages { get; }

    /// <summary>Whether the close of the window waits for the verdicts of proofs that came before it.</summary>
    private protected virtual bool IsRace => false;

    /// <summary>What a request's stage is opened with where the stage is the market's own mechanism; purse, ceiling, deadline, bond and proving time are filled in.</summary>
    private protected abstract StageTerms TermsOf(in PostRequest action);

    /// <summary>The window closed, or the time of another state is over.</summary>
    private protected abstract void TimeIsOver(Handle<StageRow> handle, in StageRow row);

    /// <summary>Gives up what the stage keeps beside its row: offers, their bonds, commitments.</summary>
    private protected virtual void Forget(in StageRow row) { }

    /// <summary>Begins a stage on a request. What was taken on the way is undone only in a frame: in an action, or in <see cref="Scope.Attempt"/>.</summary>
    /// <param name="request">The request, of the host's.</param>
    /// <param name="terms">The terms; the ceiling is taken from the purse at once.</param>
    public Outcome Open(Handle<Request> request, in StageTerms terms)
    {
        if (stageOf.TryFind(request, out _)) return StageReasons.StageOpen;
        if (terms.Ceiling == 0) return StageReasons.CeilingZero;
        if (terms.Start > terms.Ceiling) return StageReasons.StartAboveCeiling.With((Int128)terms.Ceiling);
        if (terms.Deadline < Scope.Now) return StageReasons.DeadlineTooSoon.With(Scope.Now);
        if (terms.Purse.Lend(Ledger, request, terms.Payment, terms.Ceiling, out var lent) is { IsRefused: true } poor) return poor;
        ulong closes = ulong.Min(MarketTime.Later(Scope.Now, terms.Window), MarketTime.Later(terms.Deadline, 1));
        var row = new StageRow(request, terms, lent, StageState.Open, Scope.Now, closes, 0, 0, default, 0, default, 0, default, 0, 0, default);
        if (!Stages.TryAdd(row, out var handle)) return Stages.Full;
        if (Await(handle, row, closes, IsRace) is { IsRefused: true } noTimer) return noTimer;
        Scope.Emit(new StageOpened(Requests[request].Key, terms.Start, terms.Ceiling, closes, terms.Bond));
        return Outcome.Applied;
    }

    /// <summary>Ends a request's stage while nobody is assigned, without a report: what was lent returns, bonds too. Refused otherwise; nothing happens where there is no stage.</summary>
    public Outcome Cancel(Handle<Request> request)
    {
        if (!stageOf.TryFind(request, out var handle)) return Outcome.Applied;
        if (Stages[handle].State is not (StageState.Open or StageState.Revealing)) return StageReasons.Assigned;
        Remove(handle, StageEnd.Cancelled);
        return Outcome.Applied;
    }

    /// <summary>Whether a proof of a request was accepted, and is not final or not all are paid yet.</summary>
    public bool HasAccepted(Handle<Request> request) => stageOf.TryFind(request, out var handle) && Stages[handle].State is (StageState.Accepted or StageState.Concluding);

    /// <summary>Ends a request's stage whatever its state, without a report and without a slash: for the host's last deadline.</summary>
    public void Close(Handle<Request> request)
    {
        if (stageOf.TryFind(request, out var handle)) Remove(handle, StageEnd.Cancelled);
    }

    /// <summary>What a stage under these terms would cost.</summary>
    public virtual StageQuote Quote(in StageTerms terms) => new(terms.Ceiling, terms.Ceiling, terms.Bond);

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request)
    {
        bool accepted = stageOf.TryFind(request, out var handle) && Stages[handle].State == StageState.Accepted;
        bool paid = !handle.IsNone && Stages[handle].Paid > 0;
        Close(request);
        return paid ? Ending.Settled : accepted ? Ending.Refunded : Ending.Expired;
    }

    /// <inheritdoc/>
    public override bool Drop(Handle<Request> request)
    {
        if (!stageOf.TryFind(request, out var handle)) return true;
        var row = Stages[handle];
        if (row.State is StageState.Accepted or StageState.Concluding) return false;
        Scope.Timers.Cancel(row.Timer);
        Forget(row);
        Stages.Remove(handle);
        return true;
    }

    /// <inheritdoc/>
    public override void Final(Handle<Request> request, Account prover)
    {
        if (!stageOf.TryFind(request, out var handle) || Stages[handle] is not { State: StageState.Accepted } row) return;
        Pay(handle, row, prover, row.Price);
        Paid(handle, Stages[handle]);
    }

    /// <inheritdoc/>
    public override void Replaced(Handle<Request> request, Account prover, Account by)
    {
        if (stageOf.TryFind(request, out var handle) && Stages[handle] is { State: StageState.Accepted } row) Stages.Write(handle, row with { Prover = by });
    }

    /// <inheritdoc/>
    public override void Void(Handle<Request> request)
    {
        if (stageOf.TryFind(request, out var handle) && Stages[handle] is { State: StageState.Accepted } row) End(handle, new StageReport(StageEnd.SettlementFailed, row.Prover));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != Deliver.Tag) return [];
        var delivery = Codec<Deliver>.Of.Decode(action);
        if (!Requests.TryFind(delivery.Request, out var request)) return [];
        var statement = Requests.StatementOf(request);
        return [new ProofClaim(delivery.Request, statement.Program, statement.System, delivery.PublicValues, delivery.Proof)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Statement> StatementsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        tag == PostRequest.Tag ? [Codec<PostRequest>.Of.Decode(action).Statement] : [];

    /// <summary>The winner was paid: the stage ends, unless it pays more than one.</summary>
    private protected virtual void Paid(Handle<StageRow> handle, in StageRow row) => End(handle, new StageReport(StageEnd.Settled, row.Prover, row.Paid));

    private protected bool TryFind(Hash32 key, out Handle<StageRow> handle)
    {
        handle = default;
        return Requests.TryFind(key, out var request) && stageOf.TryFind(request, out handle);
    }

    /// <summary>Whether an account may take part now.</summary>
    private protected Outcome Admits(in StageRow row, Account prover, bool promises)
    {
        if (Requests[row.Request].Owner == prover) return StageReasons.OwnRequest;
        return host.Admits(row.Request, prover, promises ? DueOf(row.Terms) : 0);
    }

    private protected ulong DueOf(in StageTerms terms) => ulong.Min(MarketTime.Later(Scope.Now, terms.ProvingTime), terms.Deadline);

    private protected Outcome HoldBond(in StageRow row, Account prover, out Handle<Holding> bond)
    {
        if (Ledger.OpenHolding(Place.Bond, prover, row.Terms.Collateral, row.Request, out bond) is { IsRefused: true } full) return full;
        return row.Terms.Bond == 0 ? Outcome.Applied : Ledger.Hold(prover, bond, row.Terms.Bond, BondReason);
    }

    private protected void ReturnBond(Handle<Holding> bond) => Ledger.CloseHolding(bond, BondReturnReason);

    /// <summary>Sets the timer of the state that a row is about to enter, instead of the one that stands, and writes the row.</summary>
    private protected Outcome Await(Handle<StageRow> handle, in StageRow row, ulong instant, bool waitsForVerdicts)
    {
        Scope.Timers.Cancel(row.Timer);
        if (Scope.Timers.Set(closing, instant, Packed.Of(handle), out var timer, Phase, waitsForVerdicts ? row.Request : default) is { IsRefused: true } full) return full;
        Stages.Write(handle, row with { Timer = timer });
        return Outcome.Applied;
    }

    /// <summary>Binds a prover whose bond is held.</summary>
    private protected Outcome Assign(Handle<StageRow> handle, in StageRow row, Account prover, UInt128 price, Handle<Holding> bond)
    {
        ulong due = DueOf(row.Terms);
        var assigned = row with { State = StageState.Proving, Prover = prover, Price = price, Bond = bond, Due = due };
        if (Await(handle, assigned, MarketTime.Later(due, 1), waitsForVerdicts: true) is { IsRefused: true } full) return full;
        Scope.Emit(new AssignedEvent(Requests[row.Request].Key, prover, row.Terms.Payment, price, row.Terms.Collateral, row.Terms.Bond, due));
        host.Assigned(row.Request, new StageAssignment(prover, price, due));
        return Outcome.Applied;
    }

    /// <summary>Whether a delivered proof proves the request's statement.</summary>
    private protected Outcome Check(in Call call, in StageRow row, Bytes publicValues, out Verdict verdict)
    {
        verdict = Verdict.Invalid;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        verdict = call.Verdicts[0];
        var statement = Requests.StatementOf(row.Request);
        if (verdict == Verdict.Valid && !statement.Predicate.Holds(statement.Program, publicValues.Span)) verdict = Verdict.Invalid;
        return Outcome.Applied;
    }

    /// <summary>A proof is accepted: it is paid for when it is final.</summary>
    private protected Outcome Accept(in Call call, Handle<StageRow> handle, in StageRow row, Bytes publicValues)
    {
        Scope.Timers.Cancel(row.Timer);
        Stages.Write(handle, row with { State = StageState.Accepted, Timer = default });
        return Scope.Accept(new Acceptance { Request = row.Request, Prover = row.Prover, PublicValues = publicValues.Span, Received = call.Received });
    }

    /// <summary>Pays out of what was lent, and tells it.</summary>
    private protected void Pay(Handle<StageRow> handle, in StageRow row, Account prover, UInt128 amount)
    {
        if (amount > 0) Ledger.Release(row.Lent, prover, amount, PaymentReason);
        Stages.Write(handle, row with { Prover = row.Winners == 0 ? prover : row.Prover, Paid = row.Paid + amount, Winners = (byte)(row.Winners + 1) });
        Scope.Settle(new SettledEvent(Requests[row.Request].Key, prover, row.Terms.Payment, amount, Requests.StatementOf(row.Request).Work));
    }

    /// <summary>Takes a bond, wholly or in part, and tells it.</summary>
    private protected void Slash(in StageRow row, Handle<Holding> bond, UInt128 amount)
    {
        if (amount == 0) return;
        if (!row.Terms.Forfeits.IsNone)
        {
            Ledger.Move(bond, row.Terms.Forfeits, amount, SlashReason);
        }
        else
        {
            var compensation = Wide.MulDivFloor(amount, posting.CompensationBps, 10_000);
            if (compensation > 0) Ledger.Release(bond, Requests[row.Request].Owner, compensation, SlashReason);
            if (amount > compensation) Ledger.Release(bond, Account.Treasury, amount - compensation, SlashReason);
        }
        Scope.Emit(new SlashedEvent(Requests[row.Request].Key, Ledger[bond].Owner, row.Terms.Collateral, amount));
    }

    /// <summary>Takes the whole bond of the prover assigned, and ends the stage.</summary>
    private protected void Fail(Handle<StageRow> handle, StageEnd end)
    {
        var row = Stages[handle];
        var taken = Ledger[row.Bond].Amount;
        Slash(row, row.Bond, taken);
        var standing = row.RunnerUp.Until >= Scope.Now ? row.RunnerUp : default;
        End(handle, new StageReport(end, row.Prover, 0, taken, standing));
    }

    /// <summary>Ends the stage: nothing is held for it when the host hears of it.</summary>
    private protected void End(Handle<StageRow> handle, in StageReport report)
    {
        var request = Stages[handle].Request;
        Remove(handle, report.End, report);
        host.Ended(request, report);
    }

    void Remove(Handle<StageRow> handle, StageEnd end, in StageReport report = default)
    {
        var row = Stages[handle];
        Scope.Timers.Cancel(row.Timer);
        Forget(row);
        if (!row.Bond.IsNone) ReturnBond(row.Bond);
        row.Terms.Purse.Return(Ledger, row.Lent);
        Stages.Remove(handle);
        Scope.Emit(new StageEnded(Requests[row.Request].Key, end, report.Prover, report.Paid, report.Slashed));
    }

    void Reached(Handle<StageRow> handle)
    {
        if (Stages.Contains(handle)) TimeIsOver(handle, Stages[handle]);
    }

    Outcome Post(in Call call, in PostRequest action)
    {
        if (action.Deadline <= call.Now) return StageReasons.DeadlineTooSoon.With(call.Now);
        ulong furthest = MarketTime.Later(call.Now, MarketTime.From(posting.LongestLife, Scope.Genesis.Time));
        if (action.Deadline > furthest) return StageReasons.DeadlineTooFar.With(furthest);
        if (action.Statement.Predicate.Data.Length > posting.LongestPredicate) return StageReasons.PredicateTooLong.With(posting.LongestPredicate);
        var id = RequestId.Of(Ledger.NameOf(call.Sender), action.Statement, action.Nonce);
        if (Scope.OpenRequest(id, call.Sender, action.Statement, action.Deadline, out var request) is { IsRefused: true } notOpened) return notOpened;
        return Open(request, TermsOf(action) with
        {
            Purse = Purse.FreeOf(call.Sender),
            Ceiling = action.Ceiling,
            Deadline = action.Deadline,
            Bond = Wide.MulDivFloor(action.Ceiling, posting.BondBps, 10_000),
            ProvingTime = MarketTime.From(posting.ProvingTime, Scope.Genesis.Time),
        });
    }

    Outcome Cancel(in Call call, in CancelRequest action)
    {
        if (!Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (Requests[request].Owner != call.Sender) return StageReasons.NotTheRequester;
        if (Cancel(request) is { IsRefused: true } assigned) return assigned;
        Requests.End(request, Ending.Cancelled);
        return Outcome.Applied;
    }

    /// <summary>The host of a stage that is the market's own mechanism.</summary>
    sealed class Alone(Scope scope) : IStageHost
    {
        public Outcome Admits(Handle<Request> request, Account prover, ulong due) => Outcome.Applied;

        public void Assigned(Handle<Request> request, in StageAssignment assignment) { }

        public void Ended(Handle<Request> request, in StageReport report) => scope.Requests.End(request, report.Ending);
    }
}
