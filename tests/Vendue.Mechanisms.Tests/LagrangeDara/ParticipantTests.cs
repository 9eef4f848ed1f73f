namespace Vendue.Mechanisms.LagrangeDara.Tests;

/// <summary>The default participants, acting only through opportunities, bring a request to its proof.</summary>
public sealed class ParticipantTests
{
    static readonly CatalogueEntry Entry = new LagrangeDaraEntry();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Truthful_participants_seal_open_prove_and_are_paid(bool isSealed, bool splittable)
    {
        var market = Open(new LagrangeDaraParameters { Sealed = isSealed, Splittable = splittable, HighestAsk = 1_000 });
        var wish = WishOf(market, ceiling: 3_000);
        Send(market, 0, wish.Account, Entry.Requester.Ask(wish));
        // Their prices rise after they have asked; what they sealed must open all the same.
        for (ulong now = 0; now <= 60_000 && market.Requests.Count > 0; now += 500)
        {
            Act(market, now, wish, "cheap", now < 3_000 ? 100u : 700u);
            Act(market, now, wish, "dear", now < 3_000 ? 250u : 800u);
        }
        market.Requests.Count.ShouldBe(0);
        // Two units at the ask of the prover that was not needed.
        BalanceOf(market, "cheap").ShouldBe(1_000_000 + 500);
        BalanceOf(market, "dear").ShouldBe(1_000_000);
        BalanceOf(market, "client").ShouldBe(10_000 - 500);
    }

    [Fact]
    public void A_prover_says_why_it_passes()
    {
        var market = Open(new LagrangeDaraParameters { HighestAsk = 1_000 });
        var wish = WishOf(market, ceiling: 3_000);
        Send(market, 0, wish.Account, Entry.Requester.Ask(wish));
        market.Ledger.TryFind("cheap", out Account cheap).ShouldBeTrue();
        var offer = market.Opportunities(cheap).ShouldHaveSingleItem();
        var able = Situation(market, "cheap", 0, 100);
        Entry.Prover.Decide(offer, able).Deeds.ShouldHaveSingleItem();
        Entry.Prover.Decide(offer, able with { FreeSlots = 0 }).Why.ShouldBe("No slot is free.");
        Entry.Prover.Decide(offer, able with { WorkPerSecond = 10 }).Why.ShouldBe("It cannot prove one unit within the proving time.");
        Entry.Prover.Decide(offer, able with { FreePayment = 1_499 }).Why.ShouldBe("It has too little free for the bond of one unit.");
        Entry.Prover.Decide(offer, able with { PricePerMillion = 1_001 }).Why.ShouldBe("Its cost is above the highest ask of this market.");
        Entry.Prover.Decide(offer, able with { PricePerMillion = UInt128.MaxValue }).Why.ShouldBe("Its cost is above the highest ask of this market.");
    }

    static Market Open(LagrangeDaraParameters parameters)
    {
        var market = Catalogue.Open(new Genesis
        {
            Mechanism = "lagrange-dara",
            Parameters = new Bytes(Codec<LagrangeDaraParameters>.Of.Encode(parameters)),
            Assets = ["LA"],
            Time = TimeUnit.Milliseconds,
            Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
            Limits = new Limits { Accounts = 100, Requests = 100, Holdings = 100, Timers = 100, Blobs = 1_000, Transfers = 100 },
        });
        foreach (var (name, amount) in new (Name, UInt128)[] { ("client", 10_000), ("cheap", 1_000_000), ("dear", 1_000_000) })
            Apply(market, 0, "bank", new Deposit(name, "LA", amount, Hash32.Sha256(name.Bytes))).IsApplied.ShouldBeTrue();
        return market;
    }

    static Wish WishOf(Market market, UInt128 ceiling) => new()
    {
        Account = "client",
        Statement = new Statement { Program = Hash32.Sha256("program"u8), Input = Hash32.Sha256("input"u8), WorkUnit = "cycles", Work = 1_500_000 },
        Ceiling = ceiling,
        Now = market.Now,
        UnitsPerSecond = 1_000,
        Deadline = 60_000,
        Index = 1,
        Secret = Hash32.Sha256("client's"u8),
    };

    static ProverSituation Situation(Market market, Name account, ulong now, UInt128 price) => new()
    {
        Account = account,
        Now = now,
        UnitsPerSecond = 1_000,
        PricePerMillion = price,
        WorkPerSecond = 100_000,
        FreeSlots = 1,
        FreePayment = (UInt128)BalanceOf(market, account),
        Secret = Hash32.Sha256(account.Bytes),
    };

    static void Act(Market market, ulong now, Wish wish, Name prover, UInt128 price)
    {
        Apply(market, now, "clock", new Tick());
        market.Ledger.TryFind(wish.Account, out Account requester).ShouldBeTrue();
        foreach (var step in market.Opportunities(requester).ToArray()) Send(market, now, wish.Account, Entry.Requester.Decide(step, wish).Deeds);
        market.Ledger.TryFind(prover, out Account account).ShouldBeTrue();
        foreach (var opportunity in market.Opportunities(account).ToArray())
        {
            var me = Situation(market, prover, now, price);
            var decision = Entry.Prover.Decide(opportunity, me);
            Send(market, now, prover, decision.Deeds);
            if (decision.Prove) Send(market, now, prover, Entry.Prover.Deliver(opportunity, new ProofMade(new Bytes([1]), Hash32.Sha256("proof"u8)), me));
        }
    }

    static void Send(Market market, ulong now, Name account, IReadOnlyList<Deed> deeds)
    {
        foreach (var deed in deeds)
        {
            market.Ledger.TryFind(account, out Account sender).ShouldBeTrue();
            var body = deed.Body.Span.ToArray();
            var verdicts = market.ClaimsIn(deed.Action, body).Select(_ => Verdict.Valid).ToArray();
            var outcome = market.Apply(new Command { Now = now, Sender = sender, Verdicts = verdicts }, deed.Action, body);
            outcome.IsApplied.ShouldBeTrue(outcome.ToString());
        }
    }

    static Outcome Apply<T>(Market market, ulong now, Name account, in T action) where T : struct
    {
        market.Ledger.TryFind(account, out Account sender).ShouldBeTrue();
        return market.Apply(new Command { Now = now, Sender = sender }, action);
    }

    static Int128 BalanceOf(Market market, Name account) => market.Ledger.TryFind(account, out Account found) ? market.Ledger.Balance(found, new Asset(0)) : 0;
}
