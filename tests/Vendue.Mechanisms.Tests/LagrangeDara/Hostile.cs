using Vendue.Mechanisms.Tests.Playing;

namespace Vendue.Mechanisms.LagrangeDara.Tests;

/// <summary>Plays random moves, sensible and senseless, in a market of double auctions.</summary>
sealed class Hostile
{
    const int People = 8;
    static readonly Hash32 Salt = Hash32.Sha256("salt"u8);

    readonly Arena arena;
    uint receipts;

    public Hostile(LagrangeDaraParameters parameters, Limits limits)
    {
        arena = new Arena("lagrange-dara", _ => Arena.Encoded(parameters), limits) { Watch = Note };
        for (uint i = 0; i < People; i++) arena.Fund($"a{i}", 300 + (UInt128)(i * i * 200));
    }

    /// <summary>How often each kind of outcome, ending and event was seen.</summary>
    public Dictionary<string, int> Seen => arena.Seen;

    public void Play(Move[] game)
    {
        foreach (var move in game)
        {
            Take(move);
            if (move.C % 16 == 0) arena.Restore();
        }
        arena.Now += 10_000_000;
        arena.Send("clock", new Tick()).IsApplied.ShouldBeTrue();
        arena.Market.Requests.Count.ShouldBe(0);
        arena.Market.Timers.Count.ShouldBe(0);
        arena.Held().ShouldBe(UInt128.Zero, "money is held for nothing");
        arena.ShouldBeEmpty("rounds", "jobs", "asks", "slices", "holdings", "receipts", "blobs");
    }

    void Take(Move move)
    {
        Name who = $"a{move.Who}";
        var open = arena.Market.Opportunities(arena.Find(who)).ToArray();
        var request = Hash32.Sha256([(byte)(move.A % 12)]);
        switch (move.Kind % 20)
        {
            case 0 or 1 or 2: arena.Now += move.A % 60; arena.Send("clock", new Tick()); break;
            case 3 or 4 or 5: PlaceBid(who, request, move); break;
            case 6 or 7 or 8: Ask(who, open, move); break;
            case 9 or 10 or 11 or 12 or 13: Follow(move); break;
            case 14: Deliver(who, request, move.B % 4, move.C % 3 == 0, default); break;
            case 15: GiveUp(who, open, request, move); break;
            case 16: arena.Send(who, new CancelBid(request)); break;
            case 17: arena.Send(who, new RevealBid(request, move.B, move.C % 2 == 0 ? Salt : default)); break;
            case 18: Receive(who, open, request, move); break;
            default: arena.Send(who, new RevealAsk(move.A % 9, move.B % 50, Salt)); break;
        }
    }

    void PlaceBid(Name who, Hash32 request, Move move)
    {
        ulong deadline = move.C % 20 == 0 ? ulong.MaxValue : arena.Now + 60 + (move.C % 300);
        var statement = new Statement { Work = move.B % 11, System = move.A % 5 == 0 ? "other" : "groth16-bn254" };
        UInt128 value = move.B % 17 == 0 ? UInt128.MaxValue : 1 + (move.B % 400);
        arena.Send(who, new PlaceBid(request, statement, value, deadline, Seal.OfBid(who, request, value - (move.A % 2), Salt)));
    }

    void Ask(Name who, Opportunity[] open, Move move)
    {
        var terms = open.FirstOrDefault(o => o.Action == PlaceAsk.Tag) is { } offer ? Codec<AskTerms>.Of.Decode(offer.Terms.Span.ToArray()) : default;
        ulong capacity = move.A % 13 == 0 ? ulong.MaxValue - move.B : move.A % 12;
        UInt128 price = move.B % 45;
        bool shows = terms.Round > 0 && (!terms.IsSealed || move.C % 9 == 0);
        arena.Send(who, new PlaceAsk("groth16-bn254", "constraints", terms.Round, capacity, shows ? price : 0, Seal.OfAsk(who, terms.Round, capacity, price, Salt), Derived.FromAmount(price)));
    }

    /// <summary>Does what the market says that somebody can do, mostly rightly.</summary>
    void Follow(Move move)
    {
        var open = Enumerable.Range(0, People).SelectMany(i => arena.Market.Opportunities(arena.Find($"a{i}")).Select(o => (Who: (Name)$"a{i}", Opportunity: o))).ToArray();
        if (open.Length == 0) return;
        if (Array.FindAll(open, o => o.Opportunity.Kind != OpportunityKind.Offer) is { Length: > 0 } duties && move.C % 5 > 0) open = duties;
        var (who, chosen) = open[move.A % (uint)open.Length];
        switch (chosen.Action)
        {
            case PlaceAsk.Tag: Ask(who, [chosen], move); break;
            case RevealAsk.Tag:
                var ask = Codec<RevealTerms>.Of.Decode(chosen.Terms.Span.ToArray());
                arena.Send(who, new RevealAsk(ask.Round, Derived.ToAmount(ask.Memo), Salt));
                break;
            case RevealBid.Tag:
                if (!arena.Send(who, new RevealBid(chosen.Request, chosen.PriceCeiling, Salt)).IsApplied) arena.Send(who, new RevealBid(chosen.Request, chosen.PriceCeiling - 1, Salt));
                break;
            default:
                Deliver(who, chosen.Request, Codec<SliceTerms>.Of.Decode(chosen.Terms.Span.ToArray()).Slice, move.B % 6 == 0, default);
                break;
        }
    }

    void GiveUp(Name who, Opportunity[] open, Hash32 request, Move move)
    {
        var chosen = open.FirstOrDefault(o => o.Kind == OpportunityKind.Prove);
        arena.Send(who, chosen is null ? new GiveUp(request, (move.B % 3) + 1) : new GiveUp(chosen.Request, Codec<SliceTerms>.Of.Decode(chosen.Terms.Span.ToArray()).Slice));
    }

    void Receive(Name who, Opportunity[] open, Hash32 request, Move move)
    {
        var chosen = open.FirstOrDefault(o => o.Kind == OpportunityKind.Prove);
        var digest = Hash32.Sha256(BitConverter.GetBytes(receipts++));
        if (!arena.Send("clock", new ReceiveProof(digest, chosen?.Request ?? request, who)).IsApplied) return;
        arena.Now += move.B % 80;
        uint slice = chosen is null ? 1 : Codec<SliceTerms>.Of.Decode(chosen.Terms.Span.ToArray()).Slice;
        if (move.C % 4 > 0) Deliver(who, chosen?.Request ?? request, slice, move.C % 4 == 1, digest);
    }

    void Deliver(Name who, Hash32 request, uint slice, bool invalid, Hash32 receipt) =>
        arena.Send(who, new Deliver(request, slice, new Bytes([1]), request), new Command { Receipt = receipt, Verdicts = new[] { invalid ? Verdict.Invalid : Verdict.Valid } });

    void Note(EventLog events)
    {
        foreach (var cleared in events.OfType<RoundCleared>()) arena.Count(cleared.Trades ? "trade " + cleared.Variant : "no trade");
        foreach (var missed in events.OfType<SliceMissed>()) arena.Count("missed " + missed.Why);
        foreach (var slice in events.OfType<SliceAssigned>()) arena.Count(slice.Slice > 1 ? "later slice" : "first slice");
        foreach (var _ in events.OfType<Compensated>()) arena.Count("compensated");
        foreach (var _ in events.OfType<BidVoid>()) arena.Count("void bid");
        foreach (var _ in events.OfType<AskVoid>()) arena.Count("void ask");
    }
}
