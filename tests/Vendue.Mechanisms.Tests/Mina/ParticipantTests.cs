namespace Vendue.Mechanisms.Mina.Tests;

/// <summary>The default participants, acting only through opportunities, bring transactions to their proofs.</summary>
public sealed class ParticipantTests
{
    const uint Transactions = 9;
    static readonly (Name Account, UInt128 Price)[] Workers = [("cheap", 10), ("middling", 14), ("dear", 25)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Senders_workers_and_a_producer_bring_every_transaction_to_its_proof(bool commitments)
    {
        var parameters = new MinaSnarketplaceParameters
        {
            CapacityLog2 = 2,
            WorkDelay = 1,
            CoinbaseAmount = 2_000_000,
            AccountCreationFee = 1_000,
            Slot = 1_000,
            CommitmentTime = 4_000,
            CommitmentLatency = 4_000,
            Commitments = commitments,
        };
        var market = new Snarket(parameters, [("client", 10_000_000), ("producer", 1), .. Workers.Select(w => (w.Account, UInt128.One))]);
        for (uint i = 0; i < Transactions; i++)
            foreach (var deed in Snarket.Entry.Requester.Ask(WishOf(i))) market.Send(10 + i, "client", deed).ShouldBe(Outcome.Applied);
        var working = new Dictionary<Name, (Opportunity Opportunity, Decision Decision)>();
        var ended = new List<Hash32>();
        for (ulong now = 100; now < 120_000 && ended.Count < Transactions; now += 250)
        {
            foreach (var worker in Workers) Work(market, now, worker.Account, worker.Price, working);
            Produce(market, now);
            ended.AddRange(market.Market.Events.OfType<RequestEnded>().Where(e => e.Ending == Ending.Settled).Select(e => e.Request));
            ended.RemoveAll(e => !Enumerable.Range(0, (int)Transactions).Any(i => Snarket.Entry.Requester.RequestOf(WishOf((uint)i)) == e));
        }
        ended.Order().ShouldBe(Enumerable.Range(0, (int)Transactions).Select(i => Snarket.Entry.Requester.RequestOf(WishOf((uint)i))).Order());
        market.Balance("cheap").ShouldBeGreaterThan(1);
        market.Balance("client").ShouldBe(10_000_000 - (Transactions * 60_000));
        market.Market.Ledger.Sum(Snarket.Coin).ShouldBe(0);
    }

    [Fact]
    public void A_worker_says_why_it_passes()
    {
        var market = new Snarket(new MinaSnarketplaceParameters { CapacityLog2 = 2, WorkDelay = 1 }, ("client", 100_000), ("cheap", 1), ("dear", 1), ("producer", 1));
        market.Send(1, "client", Snarket.Entry.Requester.Ask(WishOf(0))[0]).ShouldBe(Outcome.Applied);
        market.Apply(2, "producer", new ProduceBlock(default, [])).ShouldBe(Outcome.Applied);
        var (race, commit) = (Single(market, "dear", OfferWork.Tag), Single(market, "dear", CommitWork.Tag));
        var dear = Situation(market, "dear", 3, 25);
        Snarket.Entry.Prover.Decide(race, dear).Why.ShouldBe("commits before it proves");
        Snarket.Entry.Prover.Decide(commit, dear with { FreeSlots = 0 }).Why.ShouldBe("no free slot");
        Snarket.Entry.Prover.Decide(commit, dear with { PricePerMillion = UInt128.MaxValue }).Why.ShouldBe("its cost is beyond what the market counts with");
        market.Send(3, "dear", Snarket.Entry.Prover.Decide(commit, dear).Deeds.ShouldHaveSingleItem()).ShouldBe(Outcome.Applied);
        Snarket.Entry.Prover.Decide(Single(market, "dear", OfferWork.Tag), dear).Prove.ShouldBeTrue();
        // Who is cheaper takes it over; who is dearer waits until the commitment lapses.
        var cheap = Situation(market, "cheap", 4, 10);
        market.Send(4, "cheap", Snarket.Entry.Prover.Decide(Single(market, "cheap", CommitWork.Tag), cheap).Deeds.ShouldHaveSingleItem()).ShouldBe(Outcome.Applied);
        var waits = Snarket.Entry.Prover.Decide(Single(market, "dear", OfferWork.Tag), dear);
        (waits.Why, waits.LookAgainAt > 4).ShouldBe(("another is about to prove it for as little", true));
        market.Apply(5, "cheap", Snarket.OfferOf(Single(market, "cheap", OfferWork.Tag), "cheap", 20_000)).ShouldBe(Outcome.Applied);
        Snarket.Entry.Prover.Decide(Single(market, "dear", OfferWork.Tag), dear).Why.ShouldBe("an offer stands that is not above its cost");
        market.OpportunitiesOf("cheap").ShouldNotContain(o => o.Request == race.Request);
    }

    [Fact]
    public void The_fee_decided_with_the_beginning_of_a_proof_is_the_one_it_is_offered_at()
    {
        var market = new Snarket(new MinaSnarketplaceParameters { CapacityLog2 = 2, WorkDelay = 1, Commitments = false }, ("client", 100_000), ("worker", 1), ("producer", 1));
        market.Send(1, "client", Snarket.Entry.Requester.Ask(WishOf(0))[0]).ShouldBe(Outcome.Applied);
        market.Apply(2, "producer", new ProduceBlock(default, [])).ShouldBe(Outcome.Applied);
        var opportunity = Single(market, "worker", OfferWork.Tag);
        var decision = Snarket.Entry.Prover.Decide(opportunity, Situation(market, "worker", 3, 25));
        decision.Prove.ShouldBeTrue();
        var made = Made(opportunity, decision);
        var dearer = Situation(market, "worker", 9, 90);
        market.Send(9, "worker", Snarket.Entry.Prover.Deliver(opportunity with { Terms = decision.Terms!.Value }, made, dearer)[0]).ShouldBe(Outcome.Applied);
        Codec<WorkTerms>.Of.Decode(Single(market, "producer", OfferWork.Tag).Terms.Span.ToArray()).OfferFee.ShouldBe((UInt128)(25 * 2_000));
    }

    static Wish WishOf(uint index) => new()
    {
        Account = "client",
        Statement = Snarket.StatementOf(index),
        Ceiling = 60_000,
        Now = 0,
        UnitsPerSecond = 1_000,
        Deadline = 300_000,
        Index = index,
    };

    static ProverSituation Situation(Snarket market, Name account, ulong now, UInt128 price) => new()
    {
        Account = account,
        Now = now,
        UnitsPerSecond = 1_000,
        PricePerMillion = price * 1_000_000,
        WorkPerSecond = 4_000,
        FreeSlots = 1,
        FreePayment = (UInt128)market.Balance(account),
        Secret = Hash32.Sha256(account.Bytes),
    };

    static Opportunity Single(Snarket market, Name account, ushort action) => market.OpportunitiesOf(account).First(o => o.Action == action);

    static ProofMade Made(Opportunity opportunity, Decision decision)
    {
        Statement[] statements = [opportunity.Statement, .. opportunity.Further];
        ProofMade[] proofs = [.. statements.Select((s, i) => Snarket.Prove(s, decision.Bindings[i]))];
        return proofs[0] with { Further = proofs[1..] };
    }

    /// <summary>A worker with one slot, whose proofs take one look of the market.</summary>
    static void Work(Snarket market, ulong now, Name worker, UInt128 price, Dictionary<Name, (Opportunity Opportunity, Decision Decision)> working)
    {
        var me = Situation(market, worker, now, price);
        if (working.Remove(worker, out var job))
        {
            // Another may have been cheaper meanwhile: the proof was made in vain.
            foreach (var deed in Snarket.Entry.Prover.Deliver(job.Opportunity, Made(job.Opportunity, job.Decision), me)) market.Send(now, worker, deed);
            return;
        }
        foreach (var opportunity in market.OpportunitiesOf(worker).OrderBy(o => o.Kind == OpportunityKind.Offer))
        {
            var decision = Snarket.Entry.Prover.Decide(opportunity, me);
            foreach (var deed in decision.Deeds) market.Send(now, worker, deed).ShouldBe(Outcome.Applied);
            if (decision.Prove) working[worker] = (opportunity with { Terms = decision.Terms ?? opportunity.Terms }, decision);
            if (decision.Prove || decision.Deeds.Count > 0) return;
        }
    }

    static void Produce(Snarket market, ulong now)
    {
        market.Apply(now, "clock", new Tick()).ShouldBe(Outcome.Applied);
        var me = new ProducerSituation { Account = "producer", Now = now, UnitsPerSecond = 1_000 };
        foreach (var opportunity in market.OpportunitiesOf("producer").Where(o => o.Kind == OpportunityKind.Produce))
            foreach (var deed in Snarket.Entry.Producer!.Decide(opportunity, me).Deeds) market.Send(now, "producer", deed).ShouldBe(Outcome.Applied);
    }
}
