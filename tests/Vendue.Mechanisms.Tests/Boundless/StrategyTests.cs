using Vendue.Mechanisms.BoundlessMarket;

namespace Vendue.Mechanisms.Tests.BoundlessMarket;

/// <summary>A requester and two provers that do nothing but what their strategies say.</summary>
public sealed class StrategyTests
{
    const ulong Work = 10_000_000;

    static readonly BoundlessEntry Entry = new();
    static readonly ProofMade Proof = new(new Bytes([1]), Hash32.Sha256("proof"u8));

    readonly Market market = Catalogue.Open(new Genesis
    {
        Mechanism = "boundless",
        Parameters = Entry.DefaultParameters,
        Assets = ["ETH", "ZKC"],
        Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
    });

    readonly Wish wish = new()
    {
        Account = "client",
        Statement = new Statement { WorkUnit = "cycles", Work = Work },
        Ceiling = 1_000_000,
        Now = 100,
        UnitsPerSecond = 1,
        Deadline = 400,
        Index = 1,
    };

    public StrategyTests()
    {
        Send(new Deed(1, new Bytes(Codec<Deposit>.Of.Encode(new Deposit("client", "ETH", 1_000_000, Hash32.Sha256("1"u8))))), "bank", 100, 0);
        foreach (var prover in new Name[] { "fast", "slow" })
            Send(new Deed(1, new Bytes(Codec<Deposit>.Of.Encode(new Deposit(prover, "ZKC", 20_000_000, Hash32.Sha256(prover.Bytes))))), "bank", 100, 0);
    }

    [Fact]
    public void The_requester_asks_within_its_deadline()
    {
        var deed = Entry.Requester.Ask(wish).ShouldHaveSingleItem();
        var asked = Codec<RequestProof>.Of.Decode(deed.Body.Memory);
        asked.Offer.Deadline.ShouldBeLessThanOrEqualTo(wish.Deadline);
        asked.Offer.MaxPrice.ShouldBe(wish.Ceiling);
        Send(deed, "client", 100, 0);
        market.Requests.TryFind(Entry.Requester.RequestOf(wish), out _).ShouldBeTrue();
    }

    [Fact]
    public void A_prover_waits_for_its_price_locks_proves_and_is_paid_it()
    {
        Send(Entry.Requester.Ask(wish)[0], "client", 100, 0);
        var me = Prover("fast", 100, 0, pricePerMillion: 50_000);
        var wait = Entry.Prover.Decide(For("fast"), me);
        wait.Deeds.ShouldBeEmpty();
        Pass(wait.LookAgainAt, 1);
        var take = Entry.Prover.Decide(For("fast"), me with { Now = wait.LookAgainAt });
        Send(take.Deeds.ShouldHaveSingleItem(), "fast", wait.LookAgainAt, 1);
        var locked = For("fast");
        locked.Kind.ShouldBe(OpportunityKind.Prove);
        locked.Price.ShouldBeGreaterThanOrEqualTo((UInt128)500_000);
        Entry.Prover.Decide(locked, me).Prove.ShouldBeTrue();
        DeliverAll(locked, me with { Now = market.Now });
        BalanceOf("fast", 0).ShouldBe((Int128)locked.Price);
        market.Opportunities(Find("fast")).ShouldBeEmpty();
    }

    [Fact]
    public void Another_prover_takes_up_an_expired_lock_and_earns_half_of_its_collateral()
    {
        Send(Entry.Requester.Ask(wish)[0], "client", 100, 0);
        Send(Deed.Of(new LockRequest(For("slow").Request, Codec<BoundlessTerms>.Of.Decode(For("slow").Terms.Memory).Digest)), "slow", 101, 1);
        var me = Prover("fast", 101, 1, pricePerMillion: 50_000);
        var race = For("fast");
        race.Kind.ShouldBe(OpportunityKind.Race);
        var wait = Entry.Prover.Decide(race, me);
        wait.LookAgainAt.ShouldBe(race.From);
        Pass(race.From, 2);
        Entry.Prover.Decide(For("fast"), me with { Now = race.From, Block = 2 }).Prove.ShouldBeTrue();
        DeliverAll(For("fast"), me with { Now = race.From, Block = 2 });
        BalanceOf("client", 0).ShouldBe((Int128)1_000_000);
        Pass(race.Until + 1, 10);
        Send(Entry.Prover.Decide(For("fast"), me).Deeds.ShouldHaveSingleItem(), "fast", market.Now, market.Block);
        BalanceOf("fast", 1).ShouldBe((Int128)25_000_000);
    }

    [Theory]
    [InlineData(0u, 50_000u, 20_000_000u, 1_000_000u, "no free slot")]
    [InlineData(1u, 200_000u, 20_000_000u, 1_000_000u, "its highest price is below ours")]
    [InlineData(1u, 50_000u, 9_999_999u, 1_000_000u, "too little free collateral")]
    [InlineData(1u, 50_000u, 20_000_000u, 10u, "the proof would not be done by the lock deadline")]
    public void A_prover_passes_what_it_cannot_do_and_says_why(uint slots, uint pricePerMillion, uint collateral, uint speed, string why)
    {
        Send(Entry.Requester.Ask(wish)[0], "client", 100, 0);
        var me = Prover("fast", 100, 0, pricePerMillion) with { FreeSlots = slots, FreeCollateral = collateral, WorkPerSecond = speed };
        Entry.Prover.Decide(For("fast"), me).ShouldBe(Decision.Pass(why), new SameDecision());
    }

    [Fact]
    public void A_client_has_its_refund_settled_when_its_locker_failed()
    {
        Send(Entry.Requester.Ask(wish)[0], "client", 100, 0);
        var offered = For("slow");
        Send(Deed.Of(new LockRequest(offered.Request, Codec<BoundlessTerms>.Of.Decode(offered.Terms.Memory).Digest)), "slow", 150, 1);
        BalanceOf("client", 0).ShouldBeLessThan((Int128)1_000_000);
        Pass(401, 2);
        var step = For("client");
        step.Kind.ShouldBe(OpportunityKind.Step);
        Send(Entry.Requester.Decide(step, wish).Deeds.ShouldHaveSingleItem(), "client", 401, 2);
        BalanceOf("client", 0).ShouldBe((Int128)1_000_000);
    }

    sealed class SameDecision : IEqualityComparer<Decision>
    {
        public bool Equals(Decision? x, Decision? y) => x?.Why == y?.Why && x?.Deeds.Count == y?.Deeds.Count && x?.Prove == y?.Prove;

        public int GetHashCode(Decision obj) => obj.Why.GetHashCode(StringComparison.Ordinal);
    }

    static ProverSituation Prover(Name name, ulong now, ulong block, uint pricePerMillion) => new()
    {
        Account = name,
        Now = now,
        Block = block,
        UnitsPerSecond = 1,
        PricePerMillion = pricePerMillion,
        WorkPerSecond = 1_000_000,
        FreeSlots = 1,
        FreeCollateral = 20_000_000,
    };

    Opportunity For(Name name) => market.Opportunities(Find(name)).ShouldHaveSingleItem();

    void DeliverAll(Opportunity opportunity, ProverSituation me)
    {
        foreach (var deed in Entry.Prover.Deliver(opportunity, Proof, me)) Send(deed, me.Account, market.Now, ulong.Max(market.Block, deed.NotBeforeBlock));
    }

    void Pass(ulong now, ulong block) => Send(Deed.Of(new Tick()), "clock", now, block);

    void Send(Deed deed, Name sender, ulong now, ulong block)
    {
        var verdicts = new Verdict[market.ClaimsIn(deed.Action, deed.Body.Memory).Count];
        market.Apply(new Command { Now = now, Block = block, Sender = Find(sender), Verdicts = verdicts }, deed.Action, deed.Body.Memory).ToString().ShouldBe("applied");
    }

    Int128 BalanceOf(Name name, byte asset) => market.Ledger.Balance(Find(name), new Asset(asset));

    Account Find(Name name)
    {
        market.Ledger.TryFind(name, out Account account);
        return account;
    }
}
