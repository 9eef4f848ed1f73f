using CsCheck;

namespace Vendue.Mechanisms.Mina.Tests;

public sealed class MarketTests
{
    static readonly MinaSnarketplaceParameters Small = new() { CapacityLog2 = 2, WorkDelay = 1, CoinbaseAmount = 500, AccountCreationFee = 7, Slot = 10, PurgeEvery = 3, CommitmentTime = 40, CommitmentLatency = 5, LongestLife = 3_000 };

    static readonly Name[] Sellers = ["S0", "S1", "S2", "nobody", "producer"];

    /// <summary>A step of a random life: what is done, with which of the things at hand, at what fee.</summary>
    static readonly Gen<(int What, int Which, ulong Fee)> Step = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 50], Gen.ULong[0, 200]);

    [Fact]
    public void Whatever_happens_money_trees_and_proofs_stay_within_their_bounds() =>
        Step.Array[0, 200].Sample(
            steps =>
            {
                var market = Open();
                ulong now = 0;
                for (uint i = 0; i < steps.Length; i++)
                {
                    now += (ulong)steps[i].Which % 7;
                    Take(market, now, i, steps[i]);
                    market.Market.Ledger.Sum(Snarket.Coin).ShouldBe(0);
                    foreach (var block in market.Market.Events.OfType<BlockProduced>())
                    {
                        (block.Leaves, block.Bundles).ShouldSatisfyAllConditions(b => b.Leaves.ShouldBeLessThanOrEqualTo(4u), b => b.Bundles.ShouldBeLessThanOrEqualTo(4u));
                    }
                    market.Table("jobs").Count.ShouldBeLessThanOrEqualTo(ScanState.MostTrees(2, 1) * ScanState.JobsOfTree(2));
                    foreach (Name account in (Name[])["S0", "client", "producer"]) market.Balance(account).ShouldBeGreaterThanOrEqualTo(0);
                }
            },
            iter: 300);

    [Fact]
    public void A_block_pays_out_the_coinbase_and_its_fees_and_nothing_else() =>
        Step.Array[50, 200].Sample(
            steps =>
            {
                var market = Open();
                ulong now = 0;
                for (uint i = 0; i < steps.Length; i++)
                {
                    now += (ulong)steps[i].Which % 7;
                    Take(market, now, i, steps[i]);
                    foreach (var block in market.Market.Events.OfType<BlockProduced>())
                    {
                        var moved = market.Market.Events.OfType<Moved>().ToArray();
                        Sum(moved.Where(m => m.From == Account.Issued)).ShouldBe(block.CoinbaseParts > 0 ? (UInt128)500 : 0);
                        Sum(moved.Where(m => m.Reason == "fees")).ShouldBe(Sum(moved.Where(m => m.FromPlace == Place.Pot)));
                        if (moved.Any(m => m.Reason == "account-creation")) continue;
                        // The receiver's own works are paid with what is left over, or with its own coinbase.
                        var bought = market.Market.Events.OfType<WorkBought>().Where(w => w.Prover != block.Receiver).Aggregate(UInt128.Zero, (sum, w) => sum + w.Fee);
                        bought.ShouldBe(Sum(moved.Where(m => m.Reason == "snark-fee" || (m.Reason == "coinbase-snark-fee" && m.To != Of(market, block.Receiver)))));
                    }
                }
            },
            iter: 200);

    [Fact]
    public void A_market_restored_from_its_snapshot_goes_on_alike() =>
        Gen.Select(Step.Array[20, 80], Step.Array[1, 40]).Sample(
            (before, after) =>
            {
                var (one, other) = (Open(), Open());
                ulong now = 0;
                for (uint i = 0; i < before.Length + after.Length; i++)
                {
                    var step = i < before.Length ? before[i] : after[i - before.Length];
                    if (i == before.Length) other.RestoreFromSnapshot();
                    now += (ulong)step.Which % 7;
                    Take(one, now, i, step);
                    Take(other, now, i, step);
                }
                other.Market.StateHash().ShouldBe(one.Market.StateHash());
            },
            iter: 100);

    [Fact]
    public void When_nobody_acts_any_more_every_request_ends_and_no_fee_is_held()
    {
        var market = Open();
        for (uint i = 0; i < 6; i++) market.Apply(1, "client", new SendTransaction(i, Snarket.StatementOf(i), 100, 500, 1)).ShouldBe(Outcome.Applied);
        market.Apply(2, "producer", new ProduceBlock(default, [])).ShouldBe(Outcome.Applied);
        market.Market.Requests.Count.ShouldBeGreaterThan(6);
        market.Apply(10_000, "clock", new Tick()).ShouldBe(Outcome.Applied);
        market.Market.Requests.Count.ShouldBe(0);
        (market.Table("transactions").Count, market.Table("bundles").Count).ShouldBe((0, 0));
        // The jobs are still there; the next block opens their bundles anew.
        market.Apply(10_010, "client", new SendTransaction(9, Snarket.StatementOf(9), 100, 11_000, 1)).ShouldBe(Outcome.Applied);
        market.Apply(10_011, "producer", new ProduceBlock(default, [])).ShouldBe(Outcome.Applied);
        market.Provable("S0").Length.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_proof_for_another_prover_or_another_fee_is_refused()
    {
        var market = Open();
        market.Apply(1, "client", new SendTransaction(1, Snarket.StatementOf(1), 100, 500, 1)).ShouldBe(Outcome.Applied);
        market.Apply(2, "producer", new ProduceBlock(default, [])).ShouldBe(Outcome.Applied);
        var bundle = market.OpportunitiesOf("S0").First(o => o.Action == OfferWork.Tag);
        var offer = Snarket.OfferOf(bundle, "S0", 50);
        market.Apply(3, "S1", offer with { Prover = "S1" }).Code.ShouldBe("invalid-proof");
        market.Apply(3, "S0", offer with { Fee = 49 }).Code.ShouldBe("invalid-proof");
        market.Apply(3, "S0", offer with { Proofs = [.. offer.Proofs.Reverse()] }).Code.ShouldBe("invalid-proof");
        market.Apply(3, "S0", offer with { Proofs = offer.Proofs[..1] }).Code.ShouldBe("wrong-number-of-proofs");
        market.Apply(3, "S0", offer with { Prover = default }).Code.ShouldBe("no-prover");
        market.Apply(3, "S0", offer with { Fee = UInt128.MaxValue }).Code.ShouldBe("fee-too-high");
        // Anybody may pass another's offer on: the proofs say whose it is.
        market.Apply(3, "S1", offer).ShouldBe(Outcome.Applied);
        market.Apply(3, "S2", Snarket.OfferOf(bundle, "S2", 50)).Code.ShouldBe("offer-equal");
        market.Apply(3, "S2", Snarket.OfferOf(bundle, "S2", 51)).Code.ShouldBe("offer-higher");
    }

    [Fact]
    public void A_statement_is_refused_that_would_stand_in_the_way_of_blocks()
    {
        var market = Open();
        SendTransaction Send(Statement statement) => new(1, statement, 100, 500, 1);
        market.Apply(1, "client", Send(Snarket.StatementOf(1, ulong.MaxValue))).Code.ShouldBe("work-too-large");
        market.Apply(1, "client", Send(Snarket.StatementOf(1) with { Predicate = new Predicate(PredicateKind.Prefix, new Bytes(new byte[5_000])) })).Code.ShouldBe("predicate-too-long");
        market.Apply(1, "client", Send(Snarket.StatementOf(1)) with { Until = 0 }).Code.ShouldBe("until-too-soon");
        market.Apply(1, "client", Send(Snarket.StatementOf(1)) with { Until = 4_000 }).Code.ShouldBe("until-too-far");
        market.Apply(1, "client", Send(Snarket.StatementOf(1)) with { Fee = UInt128.MaxValue }).Code.ShouldBe("fee-too-high");
    }

    [Fact]
    public void Switches_that_the_source_does_not_have_bound_fees_from_below()
    {
        var market = Open(Small with { LeastFee = 20, LeastUndercut = 5, Commitments = false });
        market.Apply(1, "client", new SendTransaction(1, Snarket.StatementOf(1), 100, 500, 1)).ShouldBe(Outcome.Applied);
        market.Apply(2, "producer", new ProduceBlock(default, [])).ShouldBe(Outcome.Applied);
        var bundle = market.OpportunitiesOf("S0").First(o => o.Action == OfferWork.Tag);
        market.Apply(3, "S0", Snarket.OfferOf(bundle, "S0", 19)).Code.ShouldBe("below-least-fee");
        market.Apply(3, "S0", Snarket.OfferOf(bundle, "S0", 30)).ShouldBe(Outcome.Applied);
        market.Apply(3, "S1", Snarket.OfferOf(bundle, "S1", 26)).Code.ShouldBe("offer-higher");
        market.Apply(3, "S1", Snarket.OfferOf(bundle, "S1", 25)).ShouldBe(Outcome.Applied);
        market.Apply(3, "S1", new CommitWork([new(1, 4), new(1, 5)], 22)).Code.ShouldBe("no-commitments");
    }

    static Snarket Open(MinaSnarketplaceParameters? parameters = null) => new(parameters ?? Small, ("client", 100_000), ("S0", 1), ("S1", 1), ("S2", 1), ("producer", 1));

    static Account Of(Snarket market, Name name) => market.Market.Ledger.TryFind(name, out Account account) ? account : default;

    static UInt128 Sum(IEnumerable<Moved> moved) => moved.Aggregate(UInt128.Zero, (sum, m) => sum + m.Amount);

    static void Take(Snarket market, ulong now, uint index, (int What, int Which, ulong Fee) step)
    {
        var seller = Sellers[step.Which % Sellers.Length];
        switch (step.What)
        {
            case 0 or 1:
                market.Apply(now, "client", new SendTransaction(index, Snarket.StatementOf(index), step.Fee * 5, now + step.Fee, 1));
                break;
            case 2:
                market.Apply(now, "client", new CancelTransaction(Snarket.Entry.Requester.RequestOf(new Wish { Account = "client", Statement = new(), Ceiling = 0, Now = 0, UnitsPerSecond = 1, Deadline = 0, Index = index - 1 })));
                break;
            case 3 or 4 or 5:
                market.Apply(now, "producer", new ProduceBlock(step.Which % 9 == 0 ? (Name)"fresh" : default, []));
                break;
            case 6:
                market.Apply(now, "S1", new CommitWork([new(1 + ((ulong)step.Which % 9), 4), new(1 + ((ulong)step.Which % 9), 5)], step.Fee));
                break;
            default:
                var bundles = market.OpportunitiesOf("client").Where(o => o.Action == OfferWork.Tag).ToArray();
                if (bundles.Length > 0) market.Apply(now, "S0", Snarket.OfferOf(bundles[step.Which % int.Min(bundles.Length, 4)], seller, step.Fee % 40));
                break;
        }
    }
}
