using Vendue.Mechanisms.Stages;

namespace Vendue.Mechanisms.EscalationLadder.Tests;

/// <summary>A market of ladders under commands made of arbitrary bytes, and what a bystander can reckon from its events.</summary>
sealed class World
{
    public const int CommandSize = 10;
    const uint BountyBps = 5_000;

    static readonly Name[] People = ["ann", "bob", "carl", "dora", "emil"];
    static readonly Statement Statement = new() { Work = 1_000 };

    readonly List<Hash32> requests = [];
    readonly Dictionary<(Hash32, Name), (UInt128 Price, ulong Stands, Hash32 Salt)> sealedOffers = [];
    readonly Dictionary<Hash32, UInt128> caps = [], paid = [], bounties = [], slashed = [], ceilings = [];
    readonly HashSet<(Hash32, Account)> excluded = [];
    ulong now = 1_000;

    public World()
    {
        Market = Catalogue.Open(new Genesis
        {
            Mechanism = "escalation",
            Parameters = new Bytes(Codec<EscalationParameters>.Of.Encode(new EscalationParameters
            {
                BountyBps = BountyBps,
                AcceptWindow = 5_000,
                ObjectionsToStop = 2,
                Samples = 5,
                MaxRequests = 6,
                MaxRows = 12,
                Memory = 100_000,
                SecondPrice = new SecondPriceParameters { RevealWindow = 6_000, MaxStandingOffers = 10 },
                Race = new OpenRaceParameters { CommitLead = 1_000, Grace = 5_000, MaxCommitments = 6 },
            })),
            Assets = ["ETH"],
            Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
        });
        foreach (var person in People) Do(new Deposit(person, "ETH", 4_000, Hash32.Sha256(person.Bytes)), "bank").IsApplied.ShouldBeTrue();
    }

    public Market Market { get; }

    /// <summary>How often each class of events was told.</summary>
    public HashSet<string> Seen { get; } = [];

    public void Pass(byte[] bytes)
    {
        now += bytes[0] < 180 ? bytes[0] % 4u : bytes[0] % 50u;
        Do(new Tick(), "clock").IsApplied.ShouldBeTrue();
    }

    public void PassLong()
    {
        now += 1_000_000;
        Do(new Tick(), "clock").IsApplied.ShouldBeTrue();
    }

    public Outcome Act(byte[] bytes)
    {
        var (who, request) = (People[bytes[2] % People.Length], Pick(bytes[3]));
        if (bytes[1] % 16 is 10 or 11 && bytes[4] < 200) (who, request) = Bound(bytes[3]) ?? (who, request);
        var proof = Hash32.Sha256([.. who.Bytes, bytes[4]]);
        return (bytes[1] % 16) switch
        {
            0 or 1 => Post(who, bytes),
            2 or 3 or 4 => Seal(who, request, bytes),
            5 or 6 or 7 => Reveal(who, request, bytes),
            8 or 9 => Do(new TakeRequest(request), who, Escalation.DutchSlot),
            10 => Do(new Deliver(request, default, proof), who, Escalation.SecondPriceSlot, VerdictOf(bytes)),
            11 => Do(new Deliver(request, default, proof), who, Escalation.DutchSlot, VerdictOf(bytes)),
            12 => Do(new CommitProof(request, StageSeal.OfProof(who, request, default, proof)), who, Escalation.RaceSlot),
            13 => Do(new Deliver(request, default, proof), who, Escalation.RaceSlot, VerdictOf(bytes)),
            14 => Do(new CancelRequest(request), who),
            _ => Do(new ObjectToRequest(request), who),
        };
    }

    /// <summary>The money of every open request adds up to its cap, and what a bystander reckons stays within the bounds that the ladder promises.</summary>
    public void ShouldKeepItsPromises()
    {
        Market.Ledger.Sum(default).ShouldBe(0);
        for (int i = 2; i <= Market.Ledger.Accounts; i++) Market.Ledger.Balance(new Account(i), default).ShouldBeGreaterThanOrEqualTo(0);
        foreach (var request in requests)
        {
            paid.GetValueOrDefault(request).ShouldBeLessThanOrEqualTo(caps[request]);
            bounties.GetValueOrDefault(request).ShouldBeLessThanOrEqualTo(slashed.GetValueOrDefault(request));
            if (!Market.Requests.TryFind(request, out var open)) continue;
            var held = Market.Ledger.HoldingsOf(open).Where(h => Market.Ledger[h].Place == Place.Escrow).Aggregate(UInt128.Zero, (sum, h) => sum + Market.Ledger[h].Amount);
            (held + paid.GetValueOrDefault(request)).ShouldBe(caps[request]);
        }
    }

    static Verdict VerdictOf(byte[] bytes) => (bytes[5] % 8) switch
    {
        0 => Verdict.Invalid,
        1 => Verdict.Unexecutable,
        _ => Verdict.Valid,
    };

    /// <summary>Somebody who is bound to a request, and the request.</summary>
    (Name, Hash32)? Bound(byte from)
    {
        foreach (var person in People.Skip(from % People.Length).Concat(People))
            if (Market.Ledger.TryFind(person, out Account account) && Market.Opportunities(account).FirstOrDefault(o => o.Kind == OpportunityKind.Prove) is { } work) return (person, work.Request);
        return null;
    }

    Hash32 Pick(byte from) => requests.Count == 0 ? default : requests[^(1 + (from % int.Min(3, requests.Count)))];

    Outcome Post(Name who, byte[] bytes)
    {
        ulong nonce = bytes[3] % 8u;
        var id = RequestId.Of(who, Statement, nonce);
        UInt128 cap = 50 + (bytes[4] * 4u), bond = bytes[5] * 2u;
        ulong deadline = now + 60 + bytes[6], proving = 1_000 * (1 + (bytes[7] % 40UL));
        var ladder = new Ladder
        {
            Formats = (bytes[8] % 5) switch { 0 => [Format.SecondPrice], 1 => [Format.Dutch], 2 => [Format.Dutch, Format.Race], _ => [Format.SecondPrice, Format.Dutch, Format.Race] },
            FromCap = bytes[8] > 128,
            Window = 1_000 * (4 + (bytes[9] % 12UL)),
            Ramp = 1_000 * (bytes[9] % 16UL),
            DutchToCap = bytes[9] > 128,
            Backoff = [0, 1_000 * (bytes[8] % 8UL)],
            MinOffers = bytes[7] % 3u,
            AttemptsPerFormat = 1 + (bytes[6] % 3u),
            MaxAttempts = 1 + (bytes[5] % 6u),
            PanicRace = bytes[4] % 4 != 0,
            Racers = (byte)(1 + (bytes[4] % 3)),
            ConsolationBps = bytes[3] * 39u,
            OnTimeOnly = bytes[5] % 7 == 0,
        };
        var outcome = Do(new RequestOnLadder(nonce, Statement, cap, deadline, proving, bond, ladder), who);
        return outcome;
    }

    Outcome Seal(Name who, Hash32 request, byte[] bytes)
    {
        var offer = ((UInt128)bytes[4] * 3, bytes[5] > 100 ? now + bytes[5] : 0, Hash32.Sha256([bytes[6]]));
        var outcome = Do(new SealOffer(request, StageSeal.OfOffer(who, request, offer.Item1, offer.Item2, offer.Item3), default), who, Escalation.SecondPriceSlot);
        if (outcome.IsApplied) sealedOffers[(request, who)] = offer;
        return outcome;
    }

    Outcome Reveal(Name who, Hash32 request, byte[] bytes)
    {
        var mine = sealedOffers.Keys.OrderBy(k => k.Item1).ThenBy(k => k.Item2).ToArray();
        if (mine.Length > 0 && bytes[4] < 230) (request, who) = mine[bytes[5] % mine.Length];
        var (price, stands, salt) = sealedOffers.GetValueOrDefault((request, who));
        var outcome = Do(new RevealOffer(request, price, stands, salt), who, Escalation.SecondPriceSlot);
        if (!outcome.IsRefused || outcome.Code == "unknown-offer") sealedOffers.Remove((request, who));
        return outcome;
    }

    Outcome Do<T>(T action, Name by, int slot = 0, params Verdict[] verdicts) where T : struct
    {
        if (!Market.Ledger.TryFind(by, out Account sender)) sender = default;
        var deed = Deed.Of(action);
        var outcome = Market.Apply(new Command { Now = now, Sender = sender, Verdicts = verdicts }, slot == 0 ? deed.Action : deed.In(slot).Action, deed.Body.Span.ToArray());
        Follow();
        if (outcome.IsRefused) Seen.Add(outcome.Code);
        return outcome;
    }

    void Follow()
    {
        var events = Market.Events;
        for (int i = 0; i < events.Count; i++) Seen.Add(events.KindAt(i).Name);
        foreach (var e in events.OfType<Climbing>())
        {
            if (!requests.Contains(e.Request)) requests.Add(e.Request);
            caps[e.Request] = e.Cap;
            foreach (var sums in new[] { paid, bounties, slashed, ceilings }) sums.Remove(e.Request);
            excluded.RemoveWhere(x => x.Item1 == e.Request);
        }
        foreach (var e in events.OfType<RungOpened>())
        {
            e.Ceiling.ShouldBeGreaterThanOrEqualTo(ceilings.GetValueOrDefault(e.Request), "ceilings never fall");
            if (e.Format != Format.Dutch) ceilings[e.Request] = e.Ceiling;
        }
        foreach (var e in events.OfType<AssignedEvent>()) excluded.Contains((e.Request, e.Prover)).ShouldBeFalse("who failed is not bound again");
        foreach (var e in events.OfType<Excluded>()) excluded.Add((e.Request, e.Prover));
        foreach (var e in events.OfType<SettledEvent>()) paid[e.Request] = paid.GetValueOrDefault(e.Request) + e.Fee;
        foreach (var e in events.OfType<SlashedEvent>()) slashed[e.Request] = slashed.GetValueOrDefault(e.Request) + e.Amount;
        foreach (var e in events.OfType<BountyPaid>()) bounties[e.Request] = bounties.GetValueOrDefault(e.Request) + e.Amount;
    }
}
