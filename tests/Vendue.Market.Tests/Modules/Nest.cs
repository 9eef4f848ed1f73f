namespace Vendue.Kernel.Tests.Modules;

/// <summary>Asks for a proof worth an amount.</summary>
[Action(64, "order", "Asks for a proof.")]
public readonly record struct Order(Hash32 Key, UInt128 Price, ulong Ends);

/// <summary>Says that a proof was accepted.</summary>
[Action(65, "hand-in", "Hands a proof in.")]
public readonly record struct HandIn(Hash32 Key, byte Kind);

/// <summary>Told when an order is paid.</summary>
[Event(64, "paid")]
public readonly record struct Paid(Hash32 Key, Account Prover);

public readonly record struct OrderRow(Handle<Request> Request, Handle<Holding> Escrow);

/// <summary>Pays whoever's proof is final; holds another of its kind, in a scope of its own, if asked to.</summary>
public sealed class Nest : Mechanism
{
    readonly Table<OrderRow> orders;
    readonly UniqueIndex<Handle<Request>, OrderRow> byRequest;
    readonly ushort breaking;

    public Nest(Scope scope, params string[] children) : base(scope)
    {
        orders = scope.Table<OrderRow>("orders", 10);
        byRequest = orders.IndexBy(o => o.Request);
        breaking = scope.Timers.Register((_, by) =>
        {
            scope.Emit(new Paid(default, Account.Burnt));
            _ = 1 / by;
        });
        scope.On<Order>(Post);
        scope.On<HandIn>(Take);
        if (children.Length > 0) Child = scope.Child(children[0], s => new Nest(s, children[1..]));
    }

    public Nest? Child { get; }

    public List<string> Told { get; } = [];

    public ulong DivideAtLast { get; set; } = 1;

    public void SetBreaking(ulong due) => Scope.Timers.Set(breaking, due, 0, out Handle<Timer> _).IsApplied.ShouldBeTrue();

    public override IEnumerable<Opportunity> Opportunities(Account account) => [new Opportunity { Action = 65 }];

    public override IReadOnlyList<Claim> ClaimsIn(ushort tag, ReadOnlyMemory<byte> action) =>
        tag == 65 ? [new ProofClaim(Codec<HandIn>.Of.Decode(action).Key, default, "test", default, default)] : [];

    public override Ending Expire(Handle<Request> request)
    {
        _ = 1 / DivideAtLast;
        orders.Remove(RowOf(request));
        return Ending.Expired;
    }

    public override void Final(Handle<Request> request, Account prover)
    {
        var row = RowOf(request);
        var (key, escrow, amount) = (Requests[request].Key, orders[row].Escrow, Ledger[orders[row].Escrow].Amount);
        Ledger.Release(escrow, prover, amount, "fee");
        Ledger.CloseHolding(escrow, "rest");
        orders.Remove(row);
        Scope.Settle(new SettledEvent(key, prover, new Asset(0), amount, 7));
        Scope.Emit(new Paid(key, prover));
        Requests.End(request, Ending.Settled);
    }

    public override void Replaced(Handle<Request> request, Account prover, Account by) => Told.Add($"{Ledger.NameOf(prover)} gave way to {Ledger.NameOf(by)}");

    public override void Void(Handle<Request> request) => Told.Add("void");

    public override void BeaconRevealed() => Told.Add("beacon");

    Handle<OrderRow> RowOf(Handle<Request> request) => byRequest.TryFind(request, out var row) ? row : throw new InvariantException("The request has no order.");

    Outcome Post(in Call call, in Order action)
    {
        if (Scope.OpenRequest(action.Key, call.Sender, new Statement(), action.Ends, out var request) is { IsRefused: true } refusal) return refusal;
        Ledger.OpenHolding(Place.Escrow, call.Sender, new Asset(0), request, out var escrow);
        if (Ledger.Hold(call.Sender, escrow, action.Price, "price") is { IsRefused: true } poor) return poor;
        return orders.TryAdd(new OrderRow(request, escrow), out _) ? Outcome.Applied : orders.Full;
    }

    Outcome Take(in Call call, in HandIn action) => Requests.TryFind(action.Key, out var request)
        ? Scope.Accept(new Acceptance { Request = request, Prover = call.Sender, Kind = action.Kind == 0 ? "weak" : "strong", Received = call.Received })
        : Refused.UnknownRequest;
}

/// <summary>Makes what stands final when a strong proof comes, or when it is told to.</summary>
[Action(64, "decide", "Makes what stands final, or void.")]
public readonly record struct Decide(Hash32 Key, bool Final);

public readonly record struct StandingRow(Handle<Request> Request, Account Prover);

public sealed class Patience : FinalityPolicy
{
    public static readonly Reason Weaker = new("weaker", "A weak proof stands already.");

    readonly Table<StandingRow> standing;
    readonly UniqueIndex<Handle<Request>, StandingRow> byRequest;

    public Patience(Scope scope) : base(scope)
    {
        standing = scope.Table<StandingRow>("standing", 10);
        byRequest = standing.IndexBy(s => s.Request);
        scope.On<Decide>(OnDecide);
    }

    public override IEnumerable<Opportunity> Opportunities(Account account) => [new Opportunity { Action = 64 }];

    public override Outcome Accepted(in Acceptance acceptance)
    {
        bool stands = byRequest.TryFind(acceptance.Request, out var row);
        if (acceptance.Kind == "weak") return stands ? Weaker : standing.TryAdd(new StandingRow(acceptance.Request, acceptance.Prover), out _) ? Outcome.Applied : standing.Full;
        if (stands) TellReplaced(acceptance.Request, standing[row].Prover, acceptance.Prover);
        TellFinal(acceptance.Request, acceptance.Prover);
        return Outcome.Applied;
    }

    public override void Ended(Handle<Request> request)
    {
        if (byRequest.TryFind(request, out var row)) standing.Remove(row);
    }

    Outcome OnDecide(in Call call, in Decide action)
    {
        if (!Requests.TryFind(action.Key, out var request) || !byRequest.TryFind(request, out var row)) return Refused.UnknownRequest;
        var prover = standing[row].Prover;
        if (action.Final) TellFinal(request, prover);
        else
        {
            standing.Remove(row);
            TellVoid(request);
        }
        return Outcome.Applied;
    }
}

/// <summary>Issues as much again as was paid.</summary>
public sealed class Doubling(Scope scope) : RewardSchedule(scope)
{
    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    public override void Settled(in SettledEvent settled) => Ledger.Issue(settled.Payee, new Asset(1), settled.Fee, "reward");
}
