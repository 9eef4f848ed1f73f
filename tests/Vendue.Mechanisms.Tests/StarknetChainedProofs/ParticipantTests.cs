using Vendue.Mechanisms.StarknetChainedProofs;

namespace Vendue.Mechanisms.Tests.StarknetChainedProofs;

/// <summary>A proposer, a requester and provers that do nothing but what their strategies say, in a market of whole seconds.</summary>
public sealed class ParticipantTests
{
    const uint Wishes = 7;

    static readonly StarknetChainedProofsEntry Entry = new();

    readonly Dictionary<Hash32, (Opportunity Opportunity, Name Prover, ulong ReadyAt)> proving = [];
    readonly List<Wish> pending = [];
    readonly List<string> told = [];
    readonly Market market;
    ulong now = 1;

    public ParticipantTests()
    {
        var parameters = new StarknetChainedProofsParameters { Strands = 3, MostEmpty = 1, BlockTime = 2, RoundTime = 2, PriceFull = 15_000, PriceEmpty = 100, TakeTime = 40, TaskBond = 5 };
        market = Catalogue.Open(new Genesis
        {
            Mechanism = "starknet-chained-proofs",
            Parameters = new Bytes(Codec<StarknetChainedProofsParameters>.Of.Encode(parameters)),
            Assets = ["STRK"],
            Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
        });
        foreach (var who in new Name[] { "rollup", "producer", "cheap", "dear" })
            Apply(Deed.Of(new Deposit(who, "STRK", 1_000_000, Hash32.Sha256(who.Bytes))), "bank").ShouldBe(Outcome.Applied);
    }

    [Fact]
    public void All_wishes_are_proven_and_paid_for_with_no_block_empty_when_provers_are_fast()
    {
        for (uint i = 0; i < Wishes; i++) pending.Add(WishOf(i));
        Run(seconds: 80, provingTime: 2);
        AllIsSettled();
        told.ShouldNotContain("chain-frozen");
        BalanceOf("cheap").ShouldBe(1_000_000 + (Wishes * 15_000));
        BalanceOf("dear").ShouldBe(1_000_000);
    }

    [Fact]
    public void A_slow_prover_brings_empty_blocks_and_stands_the_chain_still_until_it_delivers()
    {
        for (uint i = 0; i < Wishes; i++) pending.Add(WishOf(i));
        Run(seconds: 400, provingTime: 25);
        AllIsSettled();
        told.ShouldContain("chain-frozen");
        told.ShouldContain("chain-thawed");
        BalanceOf("cheap").ShouldBeGreaterThan(1_000_000 + (Wishes * 15_000), "empty blocks add to the price");
    }

    [Fact]
    public void A_requester_that_submits_itself_pays_the_proposer_that_includes_it()
    {
        var wish = WishOf(0);
        foreach (var deed in Entry.Requester.Ask(wish)) Apply(deed, "rollup").ShouldBe(Outcome.Applied);
        market.Requests.TryFind(Entry.Requester.RequestOf(wish), out _).ShouldBeTrue();
        Run(seconds: 30, provingTime: 1);
        AllIsSettled();
        BalanceOf("rollup").ShouldBe(1_000_000 - 60_000);
        BalanceOf("producer").ShouldBe(1_000_000 + 60_000 - 15_000);
    }

    [Fact]
    public void With_nothing_wanted_nothing_is_proposed()
    {
        Run(seconds: 20, provingTime: 1);
        told.ShouldNotContain("block-appended");
    }

    void AllIsSettled()
    {
        market.Requests.Count.ShouldBe(0);
        pending.ShouldBeEmpty();
        for (var holdings = market.Ledger.Holdings; holdings.MoveNext();) market.Ledger[holdings.Current].Amount.ShouldBe(UInt128.Zero);
        market.Ledger.Sum(new Asset(0)).ShouldBe(Int128.Zero);
    }

    void Run(uint seconds, ulong provingTime)
    {
        for (uint i = 0; i < seconds; i++)
        {
            now++;
            Apply(Deed.Of(new Tick()), "clock");
            foreach (var ready in proving.Values.Where(p => p.ReadyAt <= now).ToArray()) Deliver(ready.Opportunity, ready.Prover);
            foreach (var prover in new Name[] { "cheap", "dear" }) Prove(prover, provingTime);
            Produce();
        }
    }

    void Prove(Name prover, ulong provingTime)
    {
        foreach (var opportunity in market.Opportunities(Find(prover)).Where(o => o.Kind is OpportunityKind.Offer or OpportunityKind.Prove).ToArray())
        {
            var decision = Entry.Prover.Decide(opportunity, Prover(prover));
            foreach (var deed in decision.Deeds) Apply(deed, prover);
            if (decision.Prove && !proving.ContainsKey(opportunity.Request)) proving[opportunity.Request] = (opportunity, prover, now + provingTime);
        }
    }

    /// <summary>A proof that has meanwhile become partial is extended at once: it is delivered by what the task says now.</summary>
    void Deliver(Opportunity begun, Name prover)
    {
        proving.Remove(begun.Request);
        var task = market.Opportunities(Find(prover)).FirstOrDefault(o => o.Request == begun.Request && o.Kind is OpportunityKind.Prove or OpportunityKind.Race);
        if (task is null) return;
        if (now < task.From) proving[begun.Request] = (begun, prover, task.From);
        else foreach (var deed in Entry.Prover.Deliver(task, new ProofMade(new Bytes([1]), Hash32.Sha256("proof"u8)), Prover(prover))) Apply(deed, prover);
    }

    void Produce()
    {
        foreach (var opportunity in market.Opportunities(Find("producer")).Where(o => o.Kind == OpportunityKind.Produce).ToArray())
        {
            var me = new ProducerSituation { Account = "producer", Now = now, UnitsPerSecond = 1, Pending = [.. pending], FreePayment = (UInt128)BalanceOf("producer") };
            foreach (var deed in Entry.Producer.Decide(opportunity, me).Deeds)
                if (Apply(deed, "producer").IsApplied && market.StatementsIn(deed.Action, deed.Body.Memory).Count > 0) pending.RemoveAt(0);
        }
    }

    Outcome Apply(Deed deed, Name sender)
    {
        var outcome = market.Apply(new Command { Now = now, Sender = Find(sender), Verdicts = new Verdict[1] }, deed.Action, deed.Body.Memory);
        for (int i = 0; i < market.Events.Count; i++) told.Add(market.Events.KindAt(i).Name);
        return outcome;
    }

    static Wish WishOf(uint index) => new()
    {
        Account = "rollup",
        Statement = new Statement { Program = Hash32.Sha256("program"u8), Input = Hash32.Sha256(BitConverter.GetBytes(index)), Work = 1_000 },
        Ceiling = 60_000,
        Now = 1,
        UnitsPerSecond = 1,
        Deadline = 10_000,
        Index = index,
    };

    ProverSituation Prover(Name account) => new()
    {
        Account = account,
        Now = now,
        UnitsPerSecond = 1,
        PricePerMillion = account == "cheap" ? 10_000_000UL : 25_000_000UL,
        WorkPerSecond = 1_000,
        FreeSlots = 4,
        FreePayment = (UInt128)BalanceOf(account),
    };

    Int128 BalanceOf(Name who) => market.Ledger.Balance(Find(who), new Asset(0));

    Account Find(Name name) => market.Ledger.TryFind(name, out Account account) ? account : throw new InvalidOperationException($"There is no {name}.");
}
