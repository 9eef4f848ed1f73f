namespace Vendue.Mechanisms.Stages.Tests;

/// <summary>Opens a stage of a request under any terms.</summary>
[Action(64, "open", "Opens a stage under any terms.")]
readonly record struct OpenAny(byte Format, UInt128 Purse, UInt128 Start, UInt128 Ceiling, ulong Ramp, ulong Window, ulong ProvingTime, ulong Life, uint MinOffers, UInt128 Bond, byte Racers, uint ConsolationBps);

/// <summary>Takes a stage back.</summary>
[Action(65, "take-back", "Takes a stage back.")]
readonly record struct TakeBack(Hash32 Request);

/// <summary>A mechanism that only holds stages, and reckons what they do with its money.</summary>
sealed class Holder : Mechanism, IStageHost
{
    readonly record struct Held(Handle<Request> Request, Handle<Holding> Escrow, Handle<Holding> Pot, UInt128 Purse, UInt128 Ceiling, byte Format, bool Assigned);

    readonly Table<Held> table;
    readonly UniqueIndex<Handle<Request>, Held> byRequest;
    readonly Stage[] stages;
    readonly Cell<ulong> count;

    public Holder(Scope scope) : base(scope)
    {
        table = scope.Table<Held>("held", 100);
        byRequest = table.IndexBy(h => h.Request);
        count = scope.Cell<ulong>("count");
        scope.On<OpenAny>(Open);
        scope.On<TakeBack>(Cancel);
        stages =
        [
            scope.Child("sealed", s => new SecondPriceStage(s, this, new SecondPriceParameters { RevealWindow = 5_000 })),
            scope.Child("dutch", s => new DutchStage(s, this, new DutchParameters())),
            scope.Child("race", s => new OpenRaceStage(s, this, new OpenRaceParameters { Grace = 5_000 })),
        ];
    }

    /// <summary>The reports made, with what the stage was lent.</summary>
    public List<(StageReport Report, UInt128 Ceiling)> Reports { get; } = [];

    /// <summary>Whom it admits; everybody when empty.</summary>
    public Name Only { get; set; }

    public override IEnumerable<Opportunity> Opportunities(Account account) => [];

    public override Ending Expire(Handle<Request> request)
    {
        byRequest.TryFind(request, out var handle);
        stages[table[handle].Format].Close(request);
        ShouldHaveAllBack(table[handle], 0);
        table.Remove(handle);
        return Ending.Expired;
    }

    Outcome IStageHost.Admits(Handle<Request> request, Account prover, ulong due) =>
        Only.IsEmpty || Ledger.NameOf(prover) == Only ? Outcome.Applied : StageReasons.OwnRequest;

    void IStageHost.Assigned(Handle<Request> request, in StageAssignment assignment)
    {
        byRequest.TryFind(request, out var handle);
        assignment.Price.ShouldBeLessThanOrEqualTo(table[handle].Ceiling);
        assignment.Due.ShouldBeLessThanOrEqualTo(Requests[request].Ends);
        table[handle].Assigned.ShouldBeFalse("a stage binds once");
        table.Write(handle, table[handle] with { Assigned = true });
    }

    void IStageHost.Ended(Handle<Request> request, in StageReport report)
    {
        byRequest.TryFind(request, out var handle).ShouldBeTrue("a stage reports once");
        ShouldHaveAllBack(table[handle], report.Paid);
        report.Paid.ShouldBeLessThanOrEqualTo(table[handle].Ceiling);
        Ledger[table[handle].Pot].Amount.ShouldBeGreaterThanOrEqualTo(report.Slashed);
        Ledger.HoldingsOf(request).Count.ShouldBe(2, "a stage that has reported holds nothing");
        Reports.Add((report, table[handle].Ceiling));
        Forget(handle);
        Requests.End(request, report.Ending);
    }

    void ShouldHaveAllBack(in Held held, UInt128 paid) => (Ledger[held.Escrow].Amount + paid).ShouldBe(held.Purse);

    void Forget(Handle<Held> handle)
    {
        Ledger.CloseHolding(table[handle].Escrow, "rest");
        Ledger.CloseHolding(table[handle].Pot, "rest");
        table.Remove(handle);
    }

    Outcome Open(in Call call, in OpenAny action)
    {
        count.Value++;
        ulong ends = call.Now + action.Life;
        if (Scope.OpenRequest(Id(count.Value), call.Sender, new Statement(), ends, out var request) is { IsRefused: true } refusal) return refusal;
        Ledger.OpenHolding(Place.Escrow, call.Sender, default, request, out var escrow);
        Ledger.OpenHolding(Place.Pot, call.Sender, default, request, out var pot);
        if (Ledger.Hold(call.Sender, escrow, action.Purse, "purse") is { IsRefused: true } poor) return poor;
        byte format = (byte)(action.Format % 3);
        if (!table.TryAdd(new Held(request, escrow, pot, action.Purse, action.Ceiling, format, false), out _)) return table.Full;
        var opened = stages[format].Open(request, new StageTerms
        {
            Purse = Purse.Of(call.Sender, escrow),
            Forfeits = pot,
            Start = action.Start,
            Ceiling = action.Ceiling,
            Ramp = action.Ramp,
            Window = action.Window,
            ProvingTime = action.ProvingTime,
            Deadline = ends,
            MinOffers = action.MinOffers,
            Bond = format == 2 ? 0 : action.Bond,
            Racers = action.Racers,
            ConsolationBps = action.ConsolationBps,
        });
        if (action.Ceiling > action.Purse) opened.IsRefused.ShouldBeTrue("no stage is lent more than the purse holds");
        if (!opened.IsRefused) Ledger[escrow].Amount.ShouldBe(action.Purse - action.Ceiling);
        return opened;
    }

    Outcome Cancel(in Call call, in TakeBack action)
    {
        if (!Requests.TryFind(action.Request, out var request) || !byRequest.TryFind(request, out var handle)) return Refused.UnknownRequest;
        if (stages[table[handle].Format].Cancel(request) is { IsRefused: true } assigned) return assigned;
        ShouldHaveAllBack(table[handle], 0);
        Forget(handle);
        Requests.End(request, Ending.Cancelled);
        return Outcome.Applied;
    }

    /// <summary>The id of the n-th request.</summary>
    public static Hash32 Id(ulong number) => Hash32.Sha256(BitConverter.GetBytes(number));
}
