namespace Vendue.Mechanisms.StarknetChainedProofs.Contract;

/// <summary>What holds posted-price tasks: it says what they bring.</summary>
public interface ITaskHost
{
    /// <summary>What a task brings when its proof is included.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">Of how many blocks the proof is.</param>
    UInt128 PriceOf(Handle<Request> request, uint parts);

    /// <summary>The last instant at which a proof is expected to be in time.</summary>
    ulong DueOf(Handle<Request> request);
}

/// <summary>How provers take tasks. Times in the market's unit.</summary>
/// <param name="TakeTime">How long a taker has a task for itself.</param>
/// <param name="Bond">What a taker has at risk, lost when its time is over without a proof.</param>
/// <param name="MostTasks">How many tasks may stand.</param>
public readonly record struct PostedPriceTerms(ulong TakeTime, UInt128 Bond, uint MostTasks);

/// <summary>
/// The sub-contract of a block's proof in its simplest form: a price that is posted and may rise, taken by the first prover
/// that wants it for a time of its own, paid when the proof is included. It serves a mechanism from a scope of its own.
/// </summary>
public sealed class PostedPrice : Mechanism
{
    const ushort TakeTag = 64, DeliverTag = 65;
    static readonly Asset Payment = new(0);
    static readonly Name BondReason = "task-bond", BondBackReason = "task-bond-returned", PaidReason = "proof-paid";

    readonly PostedPriceTerms terms;
    readonly ITaskHost host;
    readonly Table<TaskRow> tasks;
    readonly UniqueIndex<Handle<Request>, TaskRow> taskOf;
    readonly ushort lapsing;

    /// <summary>The module over a scope of its own.</summary>
    public PostedPrice(Scope scope, PostedPriceTerms terms, ITaskHost host) : base(scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        this.terms = terms;
        this.host = host;
        tasks = scope.Table<TaskRow>("tasks", (int)terms.MostTasks);
        taskOf = tasks.IndexBy(t => t.Request);
        scope.On<Take>(Take);
        scope.On<Deliver>(Deliver);
        lapsing = scope.Timers.Register((_, payload) => Lapse(Packed.Handle<TaskRow>(payload)));
    }

    /// <summary>How many tasks stand.</summary>
    public int Count => tasks.Count;

    /// <summary>Whether the proof of a request's task is there.</summary>
    public bool IsDelivered(Handle<Request> request) => taskOf.TryFind(request, out var row) && tasks[row].IsDelivered;

    /// <summary>Posts the task of a request's proof.</summary>
    /// <param name="request">The request.</param>
    /// <param name="from">When its block commits.</param>
    public Outcome Post(Handle<Request> request, ulong from)
    {
        if (!tasks.TryAdd(new TaskRow(request, 1, from, default, 0, false, false, default, default), out var row)) return tasks.Full;
        Tell(row);
        return Outcome.Applied;
    }

    /// <summary>The proof must be of more blocks, or fewer, than before: one that is there no longer does, and its prover may extend it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="parts">Of how many it must be now.</param>
    /// <param name="from">When the last of them commits.</param>
    /// <param name="isUrgent">Whether anybody may deliver it now.</param>
    public void Change(Handle<Request> request, uint parts, ulong from, bool isUrgent)
    {
        if (!taskOf.TryFind(request, out var row)) return;
        var task = tasks[row];
        tasks.Write(row, task with { Parts = parts, From = from, IsUrgent = isUrgent, IsDelivered = task.IsDelivered && task.Parts == parts });
        Tell(row);
    }

    /// <summary>Pays a delivered task's prover and closes the task. Refused when the payer is short.</summary>
    /// <param name="request">The request.</param>
    /// <param name="payer">Who includes the proof.</param>
    /// <param name="prover">Who is paid.</param>
    /// <param name="price">How much.</param>
    public Outcome Settle(Handle<Request> request, Account payer, out Account prover, out UInt128 price)
    {
        taskOf.TryFind(request, out var row);
        var task = tasks[row];
        (prover, price) = (task.Prover, host.PriceOf(request, task.Parts));
        if (price > 0 && Ledger.Pay(payer, prover, Payment, price, PaidReason) is { IsRefused: true } poor) return poor;
        Close(request);
        Scope.Settle(new SettledEvent(Requests[request].Key, prover, Payment, price, Requests.StatementOf(request).Work));
        return Outcome.Applied;
    }

    /// <summary>Closes a task, if it stands: a bond returns.</summary>
    public void Close(Handle<Request> request)
    {
        if (!taskOf.TryFind(request, out var row)) return;
        Scope.Timers.Cancel(tasks[row].Lapse);
        ReturnBond(tasks[row]);
        tasks.Remove(row);
    }

    /// <inheritdoc/>
    public override Ending Expire(Handle<Request> request) => Ending.Expired;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action)
    {
        if (tag != DeliverTag) return [];
        var delivery = Codec<Deliver>.Of.Decode(action);
        return [new ProofClaim(delivery.Request, delivery.Program, delivery.System, delivery.PublicValues, delivery.Proof)];
    }

    Outcome Take(in Call call, in Take action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !taskOf.TryFind(request, out var row)) return Refused.UnknownRequest;
        var task = tasks[row];
        if (task.IsDelivered) return TaskReasons.Delivered;
        if (task.Until != 0) return TaskReasons.Taken.With(task.Until);
        if (call.Now < task.From) return TaskReasons.TooEarly.With(task.From);
        Handle<Holding> bond = default;
        if (terms.Bond > 0)
        {
            if (Ledger.OpenHolding(Place.Bond, call.Sender, Payment, request, out bond) is { IsRefused: true } noHolding) return noHolding;
            if (Ledger.Hold(call.Sender, bond, terms.Bond, BondReason) is { IsRefused: true } poor) return poor;
        }
        ulong until = call.Now > ulong.MaxValue - terms.TakeTime - 1 ? ulong.MaxValue - 1 : call.Now + terms.TakeTime;
        if (Scope.Timers.Set(lapsing, until + 1, Packed.Of(row), out var timer, 0, request) is { IsRefused: true } noTimer) return noTimer;
        tasks.Write(row, task with { Prover = call.Sender, Until = until, Bond = bond, Lapse = timer });
        Scope.Emit(new AssignedEvent(action.Request, call.Sender, Payment, host.PriceOf(request, task.Parts), Payment, terms.Bond, until));
        return Outcome.Applied;
    }

    Outcome Deliver(in Call call, in Deliver action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !taskOf.TryFind(request, out var row)) return Refused.UnknownRequest;
        var task = tasks[row];
        if (task.IsDelivered) return TaskReasons.Delivered;
        if (task.Until != 0 && task.Prover != call.Sender && !task.IsUrgent) return TaskReasons.Taken.With(task.Until);
        if (call.Received < task.From) return TaskReasons.TooEarly.With(task.From);
        if (action.Parts != task.Parts) return TaskReasons.PartialProof.With(task.Parts, action.Parts);
        var statement = Requests.StatementOf(request);
        if (statement.Program != action.Program || statement.System != action.System) return TaskReasons.OtherProgram;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        if (call.Verdicts[0] != Verdict.Valid || !statement.Predicate.Holds(statement.Program, action.PublicValues.Span)) return Refused.InvalidProof;
        Scope.Timers.Cancel(task.Lapse);
        ReturnBond(task);
        tasks.Write(row, task with { Prover = call.Sender, Until = 0, IsDelivered = true, Bond = default, Lapse = default });
        Scope.Emit(new TaskDelivered(action.Request, call.Sender, task.Parts));
        return Outcome.Applied;
    }

    /// <summary>The taker's time is over: its bond goes to the treasury, and anybody may take the task.</summary>
    void Lapse(Handle<TaskRow> row)
    {
        if (!tasks.Contains(row) || tasks[row] is not { IsDelivered: false } task) return;
        UInt128 lost = 0;
        var key = Requests[task.Request].Key;
        if (!task.Bond.IsNone)
        {
            lost = Ledger[task.Bond].Amount;
            Ledger.Release(task.Bond, Account.Treasury, lost, BondReason);
            Ledger.CloseHolding(task.Bond, BondReason);
            Scope.Emit(new SlashedEvent(key, task.Prover, Payment, lost));
        }
        tasks.Write(row, task with { Prover = default, Until = 0, Bond = default, Lapse = default });
        Scope.Emit(new TaskLapsed(key, task.Prover, lost));
    }

    void ReturnBond(in TaskRow task)
    {
        if (!task.Bond.IsNone) Ledger.CloseHolding(task.Bond, BondBackReason);
    }

    void Tell(Handle<TaskRow> row) => Scope.Emit(new TaskPosted(Requests[tasks[row].Request].Key, tasks[row].Parts, host.PriceOf(tasks[row].Request, tasks[row].Parts)));

    /// <inheritdoc/>
    public override IEnumerable<Opportunity> Opportunities(Account account)
    {
        foreach (var row in tasks)
        {
            if (tasks[row] is not { IsDelivered: false } task) continue;
            if (task.Until != 0 && task.Prover == account) yield return Of(task, OpportunityKind.Prove, DeliverTag);
            else if (task.IsUrgent) yield return Of(task, OpportunityKind.Race, DeliverTag);
            else if (task.Until == 0) yield return Of(task, OpportunityKind.Offer, TakeTag);
        }
    }

    Opportunity Of(in TaskRow task, OpportunityKind kind, ushort action)
    {
        var price = host.PriceOf(task.Request, task.Parts);
        return new Opportunity
        {
            Kind = kind,
            Action = action,
            Request = Requests[task.Request].Key,
            Statement = Requests.StatementOf(task.Request),
            From = ulong.Max(Scope.Now, task.From),
            Until = kind == OpportunityKind.Prove ? task.Until : Requests[task.Request].Ends,
            ProofDue = host.DueOf(task.Request),
            Payment = Payment,
            Price = price,
            PriceCeiling = price,
            Collateral = Payment,
            Bond = kind == OpportunityKind.Offer ? terms.Bond : 0,
            Terms = new Bytes(Codec<TaskTerms>.Of.Encode(new TaskTerms(task.Parts))),
        };
    }
}
