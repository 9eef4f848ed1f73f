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
    readonly ushort overdue, reminder, draw;

    public TrialMechanism(Market market) : base(market)
    {
        taken = market.Table<TakenRow>("taken", 1_000_000);
        takenByRequest = taken.IndexBy(t => Packed.Of(t.Request));
        notes = market.Table<NoteRow>("notes", 1_000);
        noteByKey = notes.IndexBy(n => n.Key);
        NotesByValue = notes.OrderBy(n => n.Value);
        lastReminder = market.Cell<Handle<Timer>>("last-reminder");
        overdue = market.Timers.Register((_, payload) => Overdue(Packed.Handle<Request>(payload)));
        reminder = market.Timers.Register((due, payload) => Market.Emit(new Told(due, payload, Market.Now)));
        draw = market.Timers.Register((_, payload) => Market.Emit(new Drawn(Market.Beacon.Draw([(byte)payload]))));
        market.On<Post>(OnPost);
        market.On<Take>(OnTake);
        market.On<Deliver>(OnDeliver);
        market.On<Give>(OnGive);
        market.On<Note>(OnNote);
        market.On<Draw>(OnDraw);
        market.On<Divide>((in _, in action) => Wide.MulDivFloor(action.A, action.B, action.By) > 0 ? Outcome.Applied : Asked.Mark());
        market.On<Remind>(OnRemind);
        market.On<Forget>((in _, in _) => { Market.Timers.Cancel(lastReminder.Value); return Outcome.Applied; });
        market.On<Break>((in _, in _) => throw new InvariantException("The test asked for it."));
        market.On<DrawLater>((in call, in action) => Market.Timers.Set(draw, action.Due, 7, out Handle<Timer> _));
    }

    public Table<NoteRow> Notes => notes;

    public OrderedIndex<ulong, NoteRow> NotesByValue { get; }

    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    /// <summary>Leaves escrow and bond to the kernel.</summary>
    public override Ending Expire(Handle<Request> request)
    {
        if (!takenByRequest.TryFind(Packed.Of(request), out var row)) return Ending.Expired;
        Market.Timers.Cancel(taken[row].Timer);
        taken.Remove(row);
        return Ending.Refunded;
    }

    Outcome OnPost(in Call call, in Post action)
    {
        if (Requests.Open(action.Key, call.Sender, action.Statement ?? new(), action.Ends, out var request) is { IsRefused: true } closed) return closed;
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
        if (Market.Timers.Set(overdue, action.Due + 1, Packed.Of(request), out var timer, 0, request) is { IsRefused: true } noTimer) return noTimer;
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
        Market.Emit(new SettledEvent(action.Request, record.Prover, Money, 0, 0));
        End(row, Ending.Settled);
        return Outcome.Applied;
    }

    /// <summary>The bond of who was late goes to the treasury.</summary>
    void Overdue(Handle<Request> request)
    {
        if (!takenByRequest.TryFind(Packed.Of(request), out var row)) return;
        var record = taken[row];
        Market.Emit(new SlashedEvent(Requests[request].Key, record.Prover, Money, Ledger[record.Bond].Amount));
        Ledger.Release(record.Bond, Account.Treasury, Ledger[record.Bond].Amount, "slash");
        End(row, Ending.Refunded);
    }

    void End(Handle<TakenRow> row, Ending ending)
    {
        var record = taken[row];
        Market.Timers.Cancel(record.Timer);
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
            Market.Item(() =>
            {
                if (Ledger.Open(gift.To, out var to) is { IsRefused: true } full) return full;
                if (Ledger.Pay(sender, to, Money, gift.Amount, "gift") is { IsRefused: true } poor) return poor;
                return gift.Mark ? Asked.Mark() : Outcome.Applied;
            });
        }
        return Market.Items.All(i => i.IsRefused) ? Asked : Outcome.Applied;
    }

    Outcome OnNote(in Call call, in Note action)
    {
        foreach (var step in action.Steps)
        {
            Market.Emit(new Noted(step.Key, step.Value));
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
        Market.Emit(new Drawn(Market.Beacon.Draw(action.What.Span)));
        return Outcome.Applied;
    }

    Outcome OnRemind(in Call call, in Remind action)
    {
        if (Market.Timers.Set(reminder, action.Due, action.Payload, out var handle, action.Phase) is { IsRefused: true } full) return full;
        lastReminder.Value = handle;
        return action.Refuse ? Asked : Outcome.Applied;
    }
}
