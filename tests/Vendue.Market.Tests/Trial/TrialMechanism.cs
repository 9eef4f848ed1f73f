namespace Vendue.Kernel.Tests;

/// <summary>
/// A mechanism made for the kernel's tests: the least that touches every room of the kernel. First come takes a request
/// under a bond; what it leaves at the last deadline, the kernel returns.
/// </summary>
public sealed class TrialMechanism : Mechanism
{
    public static readonly Reason Taken = new("trial-taken", "Somebody took it.");
    public static readonly Reason Late = new("trial-late", "It was due at {0}.");
    public static readonly Reason Asked = new("trial-asked", "The test asked for it.");

    static readonly Asset Money = new(0);

    readonly Table<TakenRow> taken;
    readonly UniqueIndex<ulong, TakenRow> takenByRequest;
    readonly Table<NoteRow> notes;
    readonly UniqueIndex<ulong, NoteRow> noteByKey;
    readonly Cell<Handle<Timer>> lastReminder;
    readonly ushort overdue, reminder, draw, chase, missed;

    public TrialMechanism(Scope scope) : base(scope)
    {
        taken = scope.Table<TakenRow>("taken", 1_000_000);
        takenByRequest = taken.IndexBy(t => Packed.Of(t.Request));
        notes = scope.Table<NoteRow>("notes", 1_000);
        noteByKey = notes.IndexBy(n => n.Key);
        NotesByValue = notes.OrderBy(n => n.Value);
        lastReminder = scope.Cell<Handle<Timer>>("last-reminder");
        overdue = scope.Timers.Register((_, payload) => Overdue(Packed.Handle<Request>(payload)));
        reminder = scope.Timers.Register((due, payload) => Scope.Emit(new Told(due, payload, Scope.Now)));
        draw = scope.Timers.Register((_, payload) => Scope.Emit(new Drawn(Scope.Beacon.Draw([(byte)payload]))));
        missed = scope.Timers.Register((due, payload) => Scope.Emit(new Told(due, payload, Scope.Now)));
        scope.On<AwaitDraw>((in _, in action) => Scope.Beacon.Await(draw, missed, action.Number, action.Until, out var _));
        scope.On<Post>(OnPost);
        scope.On<Take>(OnTake);
        scope.On<Deliver>(OnDeliver);
        scope.On<Give>(OnGive);
        scope.On<Note>(OnNote);
        scope.On<Draw>(OnDraw);
        scope.On<Divide>((in _, in action) => Wide.MulDivFloor(action.A, action.B, action.By) > 0 ? Outcome.Applied : Asked.Mark());
        chase = scope.Timers.Register((_, _) => Chased = Scope.Timers.Set(chase, Scope.Now, 0, out Handle<Timer> _));
        scope.On<Chase>((in _, in action) => Scope.Timers.Set(chase, action.Due, 0, out Handle<Timer> _));
        scope.On<Remind>(OnRemind);
        scope.On<Forget>((in _, in _) => { Scope.Timers.Cancel(lastReminder.Value); return Outcome.Applied; });
        scope.On<Break>((in _, in _) => throw new InvariantException("The test asked for it."));
        scope.On<DrawLater>((in call, in action) => Scope.Timers.Set(draw, action.Due, 7, out Handle<Timer> _));
    }

    public Table<NoteRow> Notes => notes;

    public OrderedIndex<ulong, NoteRow> NotesByValue { get; }

    /// <summary>What became of the last timer that the chasing timer set.</summary>
    public Outcome Chased { get; private set; }

    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    public bool LetsGo { get; set; } = true;

    public bool Exclusive { get; set; } = true;

    public override bool TakesPrivateInputs => Exclusive;

    public override bool Drop(Handle<Request> request)
    {
        if (!LetsGo) return false;
        if (!takenByRequest.TryFind(Packed.Of(request), out var row)) return true;
        Scope.Timers.Cancel(taken[row].Timer);
        taken.Remove(row);
        return true;
    }

    /// <summary>Leaves escrow and bond to the kernel.</summary>
    public override Ending Expire(Handle<Request> request)
    {
        if (!takenByRequest.TryFind(Packed.Of(request), out var row)) return Ending.Expired;
        Scope.Timers.Cancel(taken[row].Timer);
        taken.Remove(row);
        return Ending.Refunded;
    }

    Outcome OnPost(in Call call, in Post action)
    {
        if (Scope.OpenRequest(action.Key, call.Sender, action.Statement ?? new(), action.Ends, out var request) is { IsRefused: true } closed) return closed;
        if (Ledger.OpenHolding(Place.Escrow, call.Sender, Money, request, out var escrow) is { IsRefused: true } full) return full;
        return Ledger.Hold(call.Sender, escrow, action.Reward, "reward");
    }

    Outcome OnTake(in Call call, in Take action)
    {
        if (!Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (takenByRequest.TryFind(Packed.Of(request), out _)) return Taken;
        var escrow = Ledger.HoldingsOf(request)[0];
        if (Ledger.OpenHolding(Place.Bond, call.Sender, Money, request, out var bond) is { IsRefused: true } full) return full;
        if (Ledger.Hold(call.Sender, bond, action.Bond, "bond") is { IsRefused: true } poor) return poor;
        if (Requests.StatementOf(request).Private && Scope.PrivateInputs.Await(request, call.Sender) is { IsRefused: true } noKey) return noKey;
        if (Scope.Timers.Set(overdue, action.Due + 1, Packed.Of(request), out var timer, 0, request) is { IsRefused: true } noTimer) return noTimer;
        return taken.TryAdd(new TakenRow(request, call.Sender, escrow, bond, action.Due, timer), out _) ? Outcome.Applied : taken.Full;
    }

    Outcome OnDeliver(in Call call, in Deliver action)
    {
        if (!Requests.TryFind(action.Request, out var request)) return Refused.UnknownRequest;
        if (!takenByRequest.TryFind(Packed.Of(request), out var row)) return Refused.UnknownRequest;
        if (call.Verdicts.Length == 0) return Refused.VerdictMissing;
        if (call.Verdicts[0] != Verdict.Valid) return Refused.InvalidProof;
        var record = taken[row];
        if (call.Received > record.Due) return Late.With(record.Due);
        Ledger.Release(record.Escrow, record.Prover, Ledger[record.Escrow].Amount, "fee");
        Scope.Settle(new SettledEvent(action.Request, record.Prover, Money, 0, 0));
        End(row, Ending.Settled);
        return Outcome.Applied;
    }

    /// <summary>The bond of who was late goes to the treasury.</summary>
    void Overdue(Handle<Request> request)
    {
        if (!takenByRequest.TryFind(Packed.Of(request), out var row)) return;
        var record = taken[row];
        Scope.Emit(new SlashedEvent(Requests[request].Key, record.Prover, Money, Ledger[record.Bond].Amount));
        Ledger.Release(record.Bond, Account.Treasury, Ledger[record.Bond].Amount, "slash");
        End(row, Ending.Refunded);
    }

    void End(Handle<TakenRow> row, Ending ending)
    {
        var record = taken[row];
        Scope.Timers.Cancel(record.Timer);
        Ledger.CloseHolding(record.Escrow, "left");
        Ledger.CloseHolding(record.Bond, "bond-back");
        taken.Remove(row);
        Requests.End(record.Request, ending);
    }

    Outcome OnGive(in Call call, in Give action)
    {
        var sender = call.Sender;
        foreach (var gift in action.Gifts)
        {
            Scope.Item(() =>
            {
                if (Ledger.Open(gift.To, out var to) is { IsRefused: true } full) return full;
                if (Ledger.Pay(sender, to, Money, gift.Amount, "gift") is { IsRefused: true } poor) return poor;
                return gift.Mark ? Asked.Mark() : Outcome.Applied;
            });
        }
        return Scope.Items.All(i => i.IsRefused) ? Asked : Outcome.Applied;
    }

    Outcome OnNote(in Call call, in Note action)
    {
        foreach (var step in action.Steps)
        {
            Scope.Emit(new Noted(step.Key, step.Value));
            if (noteByKey.TryFind(step.Key, out var row))
            {
                if (step.Remove) notes.Remove(row);
                else notes.Write(row, new NoteRow(step.Key, step.Value));
            }
            else if (!step.Remove && !notes.TryAdd(new NoteRow(step.Key, step.Value), out _))
            {
                return notes.Full;
            }
        }
        return action.Refuse ? Asked : Outcome.Applied;
    }

    Outcome OnDraw(in Call call, in Draw action)
    {
        Scope.Emit(new Drawn(Scope.Beacon.Draw(action.What.Span)));
        return Outcome.Applied;
    }

    Outcome OnRemind(in Call call, in Remind action)
    {
        if (Scope.Timers.Set(reminder, action.Due, action.Payload, out var handle, action.Phase) is { IsRefused: true } full) return full;
        lastReminder.Value = handle;
        return action.Refuse ? Asked : Outcome.Applied;
    }
}
