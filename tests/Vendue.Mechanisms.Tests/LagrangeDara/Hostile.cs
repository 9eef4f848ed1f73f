using CsCheck;

namespace Vendue.Mechanisms.LagrangeDara.Tests;

/// <summary>One random move in a market: what it means depends on what can be done when it comes.</summary>
public readonly record struct Move(uint Kind, uint Who, uint A, uint B, uint C)
{
    public static readonly Gen<Move[]> Games =
        Gen.Select(Gen.UInt[0, 19], Gen.UInt[0, 7], Gen.UInt[0, 1_000], Gen.UInt[0, 1_000], Gen.UInt[0, 1_000], (k, w, a, b, c) => new Move(k, w, a, b, c)).Array[20, 250];
}

/// <summary>Plays random moves, sensible and senseless, in a market and in its twin that is restored from snapshots on the way.</summary>
sealed class Hostile
{
    const int People = 8;
    static readonly Hash32 Salt = Hash32.Sha256("salt"u8);

    readonly Genesis genesis;
    readonly Market market;
    Market twin;
    ulong now = 1_000;
    uint receipts;

    public Hostile(LagrangeDaraParameters parameters, Limits limits)
    {
        genesis = new Genesis
        {
            Mechanism = "lagrange-dara",
            Parameters = new Bytes(Codec<LagrangeDaraParameters>.Of.Encode(parameters)),
            Assets = ["LA"],
            Time = TimeUnit.Milliseconds,
            Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
            VerdictWait = 40,
            Limits = limits,
        };
        (market, twin) = (Catalogue.Open(genesis), Catalogue.Open(genesis));
        for (uint i = 0; i < People; i++)
            Send("bank", new Deposit($"a{i}", "LA", 300 + (UInt128)(i * i * 200), Hash32.Sha256([(byte)i]))).IsApplied.ShouldBeTrue();
    }

    /// <summary>How often each kind of outcome, ending and event was seen.</summary>
    public Dictionary<string, int> Seen { get; } = [];

    public void Play(Move[] game)
    {
        foreach (var move in game)
        {
            Take(move);
            if (move.C % 16 == 0) twin = Catalogue.Restore(genesis, market.Snapshot());
        }
        now += 10_000_000;
        Send("clock", new Tick()).IsApplied.ShouldBeTrue();
        market.Requests.Count.ShouldBe(0);
        market.Timers.Count.ShouldBe(0);
        for (var holdings = market.Ledger.Holdings; holdings.MoveNext();) market.Ledger[holdings.Current].Amount.ShouldBe(UInt128.Zero, "money is held for nothing");
        foreach (var table in market.Tables)
            if (table.Name is "rounds" or "jobs" or "asks" or "slices" or "holdings" or "receipts" or "blobs") table.Count.ShouldBe(0, table.Name);
    }

    void Take(Move move)
    {
        Name who = $"a{move.Who}";
        var account = Find(who);
        var open = market.Opportunities(account).ToArray();
        var request = Hash32.Sha256([(byte)(move.A % 12)]);
        switch (move.Kind)
        {
            case 0 or 1 or 2: now += move.A % 60; Send("clock", new Tick()); break;
            case 3 or 4 or 5: PlaceBid(who, request, move); break;
            case 6 or 7 or 8: Ask(who, open, move); break;
            case 9 or 10 or 11 or 12 or 13: Follow(move); break;
            case 14: Deliver(who, request, move.B % 4, move.C % 3 == 0, default); break;
            case 15: GiveUp(who, open, request, move); break;
            case 16: Send(who, new CancelBid(request)); break;
            case 17: Send(who, new RevealBid(request, move.B, move.C % 2 == 0 ? Salt : default)); break;
            case 18: Receive(who, open, request, move); break;
            default: Send(who, new RevealAsk(move.A % 9, move.B % 50, Salt)); break;
        }
    }

    void PlaceBid(Name who, Hash32 request, Move move)
    {
        ulong deadline = move.C % 20 == 0 ? ulong.MaxValue : now + 60 + (move.C % 300);
        var statement = new Statement { Work = move.B % 11, System = move.A % 5 == 0 ? "other" : "groth16-bn254" };
        UInt128 value = move.B % 17 == 0 ? UInt128.MaxValue : 1 + (move.B % 400);
        Send(who, new PlaceBid(request, statement, value, deadline, Seal.OfBid(who, request, value - (move.A % 2), Salt)));
    }

    void Ask(Name who, Opportunity[] open, Move move)
    {
        var terms = open.FirstOrDefault(o => o.Action == PlaceAsk.Tag) is { } offer ? Codec<AskTerms>.Of.Decode(offer.Terms.Span.ToArray()) : default;
        ulong capacity = move.A % 13 == 0 ? ulong.MaxValue - move.B : move.A % 12;
        UInt128 price = move.B % 45;
        bool shows = terms.Round > 0 && (!terms.IsSealed || move.C % 9 == 0);
        Send(who, new PlaceAsk("groth16-bn254", "constraints", terms.Round, capacity, shows ? price : 0, Seal.OfAsk(who, terms.Round, capacity, price, Salt), Derived.FromAmount(price)));
    }

    /// <summary>Does what the market says that somebody can do, mostly rightly.</summary>
    void Follow(Move move)
    {
        var open = Enumerable.Range(0, People).SelectMany(i => market.Opportunities(Find($"a{i}")).Select(o => (Who: (Name)$"a{i}", Opportunity: o))).ToArray();
        if (open.Length == 0) return;
        if (Array.FindAll(open, o => o.Opportunity.Kind != OpportunityKind.Offer) is { Length: > 0 } duties && move.C % 5 > 0) open = duties;
        var (who, chosen) = open[move.A % (uint)open.Length];
        switch (chosen.Action)
        {
            case PlaceAsk.Tag: Ask(who, [chosen], move); break;
            case RevealAsk.Tag:
                var ask = Codec<RevealTerms>.Of.Decode(chosen.Terms.Span.ToArray());
                Send(who, new RevealAsk(ask.Round, Derived.ToAmount(ask.Memo), Salt));
                break;
            case RevealBid.Tag:
                if (!Send(who, new RevealBid(chosen.Request, chosen.PriceCeiling, Salt)).IsApplied) Send(who, new RevealBid(chosen.Request, chosen.PriceCeiling - 1, Salt));
                break;
            default:
                Deliver(who, chosen.Request, Codec<SliceTerms>.Of.Decode(chosen.Terms.Span.ToArray()).Slice, move.B % 6 == 0, default);
                break;
        }
    }

    void GiveUp(Name who, Opportunity[] open, Hash32 request, Move move)
    {
        var chosen = open.FirstOrDefault(o => o.Kind == OpportunityKind.Prove);
        Send(who, chosen is null ? new GiveUp(request, (move.B % 3) + 1) : new GiveUp(chosen.Request, Codec<SliceTerms>.Of.Decode(chosen.Terms.Span.ToArray()).Slice));
    }

    void Receive(Name who, Opportunity[] open, Hash32 request, Move move)
    {
        var chosen = open.FirstOrDefault(o => o.Kind == OpportunityKind.Prove);
        var digest = Hash32.Sha256(BitConverter.GetBytes(receipts++));
        if (!Send("clock", new ReceiveProof(digest, chosen?.Request ?? request, who)).IsApplied) return;
        now += move.B % 80;
        uint slice = chosen is null ? 1 : Codec<SliceTerms>.Of.Decode(chosen.Terms.Span.ToArray()).Slice;
        if (move.C % 4 > 0) Deliver(who, chosen?.Request ?? request, slice, move.C % 4 == 1, digest);
    }

    void Deliver(Name who, Hash32 request, uint slice, bool invalid, Hash32 receipt) =>
        Send(who, new Deliver(request, slice, new Bytes([1]), request), new Command { Receipt = receipt, Verdicts = new[] { invalid ? Verdict.Invalid : Verdict.Valid } });

    Account Find(Name name) => market.Ledger.TryFind(name, out Account account) ? account : throw new InvalidOperationException($"no {name}");

    Outcome Send<T>(Name who, in T action, Command command = default) where T : struct
    {
        var circumstances = command with { Now = now, Sender = Find(who) };
        var tick = new Command { Now = now, Sender = Find("clock") };
        Note(market.Apply(tick, new Tick()));
        twin.Apply(tick, new Tick());
        var before = StateBut("clock", "receipts", "requests");
        var outcome = market.Apply(circumstances, action);
        Note(outcome);
        twin.Apply(circumstances, action).ShouldBe(outcome);
        if (outcome.IsRefused && command.Receipt.IsZero) StateBut("clock", "receipts", "requests").ShouldBe(before, $"a refused {typeof(T).Name} changed something");
        market.Ledger.Sum(new Asset(0)).ShouldBe(Int128.Zero);
        for (int i = 2; i <= market.Ledger.Accounts; i++) market.Ledger.Balance(new Account(i), new Asset(0)).ShouldBeGreaterThanOrEqualTo(Int128.Zero);
        twin.StateHash().ShouldBe(market.StateHash());
        return outcome;
    }

    void Note(Outcome outcome)
    {
        Count(outcome.Code);
        foreach (var ended in market.Events.OfType<RequestEnded>()) Count("ended " + ended.Ending);
        foreach (var cleared in market.Events.OfType<RoundCleared>()) Count(cleared.Trades ? "trade " + cleared.Variant : "no trade");
        foreach (var missed in market.Events.OfType<SliceMissed>()) Count("missed " + missed.Why);
        foreach (var slice in market.Events.OfType<SliceAssigned>()) Count(slice.Slice > 1 ? "later slice" : "first slice");
        foreach (var _ in market.Events.OfType<Compensated>()) Count("compensated");
        foreach (var _ in market.Events.OfType<BidVoid>()) Count("void bid");
        foreach (var _ in market.Events.OfType<AskVoid>()) Count("void ask");
    }

    void Count(string what) => Seen[what] = Seen.GetValueOrDefault(what) + 1;

    Hash32 StateBut(params string[] names)
    {
        var bytes = new CanonicalWriter();
        foreach (var table in market.Tables)
        {
            if (names.Contains(table.Name)) continue;
            bytes.Name(table.Name);
            table.Visit((place, row) =>
            {
                bytes.Int32(place);
                bytes.Raw(row.Span);
            });
        }
        return Hash32.Sha256(bytes.Written);
    }
}
