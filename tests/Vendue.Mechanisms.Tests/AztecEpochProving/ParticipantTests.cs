using Vendue.Mechanisms.AztecEpochProving;

namespace Vendue.Mechanisms.Tests.AztecEpochProving;

/// <summary>A proposer and provers that do nothing but what their strategies say.</summary>
public sealed class ParticipantTests
{
    const ulong Slot = 36, Epoch = 32 * Slot;

    static readonly AztecEpochProvingEntry Entry = new();
    static readonly Name[] Provers = ["cheap", "dear"];

    readonly Market market = Catalogue.Open(new Genesis
    {
        Mechanism = "aztec-epoch-proving",
        Parameters = Entry.DefaultParameters,
        Assets = ["FEE", "STK"],
        Authorities = [new("custodian", "bank"), new("sequencer", "clock")],
    });

    ulong now = 1;
    uint deposits;

    public ParticipantTests()
    {
        foreach (var who in new Name[] { "sequencer", "cheap", "dear" })
        {
            Fund(who, "FEE");
            Fund(who, "STK");
        }
    }

    [Fact]
    public void A_prover_fills_its_deposit_up_to_ten_bonds_and_no_further()
    {
        Act("cheap");
        market.Ledger.Balance(Find("cheap"), new Asset(1)).ShouldBe(100_000 - 10_000);
        Act("cheap").ShouldBe(0);
    }

    [Fact]
    public void The_honest_proposer_takes_the_cheapest_quote_and_its_prover_is_paid_its_cost()
    {
        var prover = Play(Proposer.Honest);
        prover.ShouldBe("cheap");
        BalanceOf("cheap").ShouldBe(100_000 + 10_000);
        BalanceOf("sequencer").ShouldBe(100_000 - 10_000);
    }

    [Fact]
    public void A_proposer_that_is_kicked_back_takes_the_dearest_at_the_cost_of_the_coinbases_and_none_of_its_own()
    {
        Play(Proposer.KickedBack).ShouldBe("dear");
        BalanceOf("dear").ShouldBe(100_000 + 25_000);
        BalanceOf("sequencer").ShouldBe(100_000 - 25_000);
    }

    [Fact]
    public void A_prover_whose_cost_exceeds_the_reward_does_not_quote()
    {
        Act("cheap");
        Produce(Proposer.Honest, WishOf(ceiling: 9_999));
        market.Opportunities(Find("cheap")).Where(o => o.Kind == OpportunityKind.Offer).Select(o => Entry.Prover.Decide(o, Prover("cheap", 10)))
            .ShouldAllBe(d => d.Deeds.Count == 0);
    }

    /// <summary>One wish of 1,000 units of work at 50,000 from its block to its payment; the blocks' coinbase is the proposer.</summary>
    string Play(Proposer proposer)
    {
        foreach (var prover in Provers) Act(prover);
        Produce(proposer, WishOf(ceiling: 50_000));
        foreach (var prover in Provers) Act(prover).ShouldBe(1, $"{prover} quotes");
        Pass(Epoch);
        Produce(proposer).ShouldBe(1, "the epoch is claimed");
        var winner = Provers.Single(p => market.Opportunities(Find(p)).Any(o => o.Kind == OpportunityKind.Prove));
        var work = market.Opportunities(Find(winner)).Single(o => o.Kind == OpportunityKind.Prove);
        var me = Prover(winner, CostOf(winner));
        Entry.Prover.Decide(work, me).Prove.ShouldBeTrue();
        foreach (var deed in Entry.Prover.Deliver(work, new ProofMade(new Bytes([1]), Hash32.Sha256("proof"u8)), me)) Send(deed, winner);
        market.Requests.Count.ShouldBe(0);
        return winner.ToString();
    }

    static Wish WishOf(UInt128 ceiling) => new()
    {
        Account = "rollup",
        Statement = new Statement { Program = Hash32.Sha256("program"u8), Input = Hash32.Sha256("input"u8), Work = 1_000 },
        Ceiling = ceiling,
        Now = 1,
        UnitsPerSecond = 1,
        Deadline = 10_000,
        Index = 0,
    };

    static ulong CostOf(Name prover) => prover == "cheap" ? 10UL : 25UL;

    ProverSituation Prover(Name account, ulong perUnit) => new()
    {
        Account = account,
        Now = now,
        UnitsPerSecond = 1,
        PricePerMillion = perUnit * 1_000_000,
        WorkPerSecond = 1_000,
        FreeSlots = 1,
        FreePayment = (UInt128)market.Ledger.Balance(Find(account), new Asset(0)),
        FreeCollateral = (UInt128)market.Ledger.Balance(Find(account), new Asset(1)),
    };

    /// <summary>Does all that a prover's strategy says now, and counts it.</summary>
    int Act(Name prover)
    {
        int done = 0;
        foreach (var opportunity in market.Opportunities(Find(prover)).ToArray())
            foreach (var deed in Entry.Prover.Decide(opportunity, Prover(prover, CostOf(prover))).Deeds)
            {
                Send(deed, prover);
                done++;
            }
        return done;
    }

    int Produce(Proposer proposer, params Wish[] pending)
    {
        int done = 0;
        var me = new ProducerSituation { Account = "sequencer", Now = now, UnitsPerSecond = 1, Pending = pending, FreePayment = 100_000 };
        foreach (var opportunity in market.Opportunities(Find("sequencer")).Where(o => o.Kind == OpportunityKind.Produce).ToArray())
            foreach (var deed in proposer.Decide(opportunity, me).Deeds)
            {
                Send(deed, "sequencer");
                done++;
            }
        return done;
    }

    void Pass(ulong time)
    {
        now += time;
        market.Apply(new Command { Now = now, Sender = Find("clock") }, new Tick()).IsApplied.ShouldBeTrue();
    }

    void Fund(Name who, Name asset) =>
        Send(Deed.Of(new Deposit(who, asset, 100_000, Hash32.Sha256(BitConverter.GetBytes(deposits++)))), "bank");

    void Send(Deed deed, Name sender) =>
        market.Apply(new Command { Now = now, Sender = Find(sender), Verdicts = new Verdict[1] }, deed.Action, deed.Body.Memory).ShouldBe(Outcome.Applied);

    Int128 BalanceOf(Name who) => market.Ledger.Balance(Find(who), new Asset(0));

    Account Find(Name name) => market.Ledger.TryFind(name, out Account account) ? account : throw new InvalidOperationException($"There is no {name}.");
}
