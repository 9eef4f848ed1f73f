using CsCheck;

namespace Vendue.Mechanisms.Mina.Tests;

/// <summary>A block to plan, of a scan state that a run of blocks can reach: no part has more bundles than leaves.</summary>
public sealed record Proposal(UInt128[] Fees, WorkOffer[] Works, Partition First, Partition? Second, UInt128 Coinbase, bool ReceiverIsNew)
{
    public const int Most = 4;

    public static readonly Gen<Proposal> Random =
        from fees in Gen.ULong[0, 12].Array[0, 7]
        from sellers in Gen.Int[1, 5]
        from works in Gen.Select(Gen.Int[0, sellers], Gen.ULong[0, 6]).Array[0, 8]
        from free in Gen.Int[1, Most]
        from bundles in Gen.Int[0, free]
        from later in Gen.Int[0, Most - free]
        from coinbase in Gen.ULong[0, 8]
        from isNew in Gen.Bool
        select new Proposal(
            [.. fees.Select(f => (UInt128)f)],
            [.. works.Take(bundles + (free < Most ? later : 0)).Select(w => new WorkOffer(Name.Parse("S" + w.Item1), w.Item2))],
            new Partition((uint)free, (uint)bundles),
            free < Most ? new Partition((uint)(Most - free), (uint)later) : null,
            coinbase,
            isNew);

    /// <summary>S0 is the producer, which may sell works of its own.</summary>
    public PlanRules Rules => new(Most, Coinbase, 2, "S0", ReceiverIsNew);

    public BlockPlan Plan() => BlockPlan.Of(Rules, Fees, Works, (First, Second));

    public override string ToString() => $"fees {string.Join(' ', Fees)} works {string.Join(' ', Works.Select(w => $"{w.Prover}:{w.Fee}"))} parts {First} {Second} coinbase {Coinbase} new {ReceiverIsNew}";
}

public sealed class PlanTests
{
    const int Many = 10_000;

    static IEnumerable<(PartitionPlan Plan, Partition Part, WorkOffer[] Works, UInt128[] Fees)> PartsOf(Proposal proposal, BlockPlan plan)
    {
        UInt128[] sorted = [.. plan.Candidates.Select(i => proposal.Fees[i])];
        yield return (plan.First, proposal.First, proposal.Works[..plan.FirstWorks], sorted);
        if (plan.Second is { } second) yield return (second, proposal.Second!.Value, proposal.Works[plan.FirstWorks..], sorted[plan.First.Transactions..]);
    }

    [Fact]
    public void Each_part_has_room_and_balances_its_own_fees() =>
        Proposal.Random.Sample(
            proposal =>
            {
                foreach (var (plan, part, works, fees) in PartsOf(proposal, proposal.Plan()))
                {
                    plan.SlotsUsed.ShouldBeLessThanOrEqualTo((int)part.Slots);
                    plan.Budget.ShouldBeGreaterThanOrEqualTo(0);
                    Int128 income = fees.Take(plan.Transactions).Aggregate(Int128.Zero, (sum, f) => sum + (Int128)f);
                    income.ShouldBe(plan.Budget + plan.Transfers.Aggregate(Int128.Zero, (sum, t) => sum + (Int128)t.Amount));
                    plan.Transfers.ShouldAllBe(t => t.Amount > 0 && t.Prover != "S0");
                }
            },
            iter: Many);

    [Fact]
    public void The_coinbase_is_in_at_most_one_part_and_never_pays_more_than_it_is() =>
        Proposal.Random.Sample(
            proposal =>
            {
                var plan = proposal.Plan();
                (plan.First.CoinbaseParts > 0 && plan.Second is { CoinbaseParts: > 0 }).ShouldBeFalse();
                foreach (var (part, _, _, _) in PartsOf(proposal, plan))
                {
                    part.CoinbaseParts.ShouldBeLessThanOrEqualTo(2);
                    part.PaidByCoinbase.Count.ShouldBeLessThanOrEqualTo(part.CoinbaseParts);
                    part.CoinbasePays.ShouldBeLessThanOrEqualTo(proposal.Rules.CoinbaseForWork);
                }
            },
            iter: Many);

    [Fact]
    public void What_is_paid_is_the_coinbase_and_the_fees_to_the_last_unit() =>
        Proposal.Random.Sample(
            proposal =>
            {
                var plan = proposal.Plan();
                var sellers = BlockIncome.OfSellers(proposal.Rules, plan, proposal.Works).Aggregate(UInt128.Zero, (sum, t) => sum + t.Amount);
                var due = BlockIncome.Bought(plan, proposal.Works).Where(w => w.Prover != "S0").Aggregate(UInt128.Zero, (sum, w) => sum + w.Fee);
                sellers.ShouldBe(due);
                var coinbase = plan.First.CoinbaseParts + (plan.Second?.CoinbaseParts ?? 0) > 0 ? proposal.Coinbase : 0;
                var fees = PartsOf(proposal, plan).Aggregate(UInt128.Zero, (sum, p) => sum + p.Fees.Take(p.Plan.Transactions).Aggregate(UInt128.Zero, (s, f) => s + f));
                (BlockIncome.OfReceiver(proposal.Rules, plan, proposal.Works) + sellers).ShouldBe(coinbase + fees);
            },
            iter: Many);

    [Fact]
    public void A_block_brings_the_work_that_its_leaves_require() =>
        Proposal.Random.Sample(
            proposal =>
            {
                foreach (var (plan, part, works, _) in PartsOf(proposal, proposal.Plan()))
                {
                    plan.Works.ShouldBeLessThanOrEqualTo(int.Min(works.Length, (int)part.Bundles));
                    // What is left unbought fits the leaves that are left, so that a full tree leaves no work behind.
                    if (plan.SlotsUsed > 0) ((int)part.Bundles - plan.Works).ShouldBeLessThanOrEqualTo((int)part.Slots - plan.SlotsUsed);
                }
            },
            iter: Many);

    [Fact]
    public void A_second_part_begins_only_when_the_first_is_full() =>
        Proposal.Random.Sample(
            proposal =>
            {
                if (proposal.Plan() is { Second: { } second } plan) (plan.First.FreeSlots, second.SlotsUsed > 0).ShouldBe((0, true));
            },
            iter: Many);

    [Fact]
    public void Better_fees_go_in_first() =>
        Proposal.Random.Sample(
            proposal =>
            {
                var plan = proposal.Plan();
                var sorted = plan.Candidates.Select(i => proposal.Fees[i]).ToArray();
                sorted.ShouldBe(sorted.OrderDescending());
                sorted.ShouldBe(proposal.Fees.OrderDescending().Take(Proposal.Most));
            },
            iter: Many);

    [Fact]
    public void A_producer_buys_its_own_work_for_nothing()
    {
        var rules = new PlanRules(4, 720, 1, "producer", false);
        var plan = BlockPlan.Of(rules, [2, 1], [new("producer", 500), new("producer", 600), new("S1", 1)], (new Partition(4, 3), null));
        (plan.First.Transactions, plan.First.Works, plan.First.CoinbaseParts, plan.First.Budget).ShouldBe((2, 3, 1, 3));
        BlockIncome.OfReceiver(rules, plan, [new("producer", 500), new("producer", 600), new("S1", 1)]).ShouldBe(UInt128.Parse("722"));
    }

    [Fact]
    public void Two_free_leaves_take_the_coinbase_in_two_parts_that_pay_the_two_cheapest_works()
    {
        // Without fees the second work cannot be paid, and without it there is work for one transaction only.
        var rules = new PlanRules(4, 720, 1, "producer", false);
        WorkOffer[] works = [new("S1", 0), new("S2", 5)];
        var plan = BlockPlan.Of(rules, [0, 0], works, (new Partition(3, 2), new Partition(1, 0)));
        (plan.First.Transactions, plan.First.Works, plan.First.CoinbaseParts, plan.First.SlotsUsed).ShouldBe((1, 2, 2, 3));
        plan.First.PaidByCoinbase.ShouldBe([0, 1]);
        plan.Second.ShouldNotBeNull().Transactions.ShouldBe(1);
        BlockIncome.OfReceiver(rules, plan, works).ShouldBe((UInt128)715);
        BlockIncome.OfSellers(rules, plan, works).ShouldBe([new Transfer("S2", 5)]);
    }

    [Fact]
    public void One_free_leaf_takes_the_coinbase_and_brings_a_work_back()
    {
        // Without fees the work cannot be paid; the coinbase can.
        var rules = new PlanRules(4, 720, 1, "producer", false);
        var plan = BlockPlan.Of(rules, [0, 0], [new("S1", 5)], (new Partition(2, 1), new Partition(2, 0)));
        (plan.First.Transactions, plan.First.Works, plan.First.CoinbaseParts).ShouldBe((1, 1, 1));
        (plan.Second.ShouldNotBeNull().Transactions, plan.Second.CoinbaseParts).ShouldBe((1, 0));
    }

    [Fact]
    public void A_dear_cheapest_work_is_paid_from_fees_beside_a_whole_coinbase()
    {
        var rules = new PlanRules(4, 10, 1, "producer", false);
        var plan = BlockPlan.Of(rules, [30], [new("S1", 11)], (new Partition(4, 1), null));
        (plan.First.CoinbaseParts, plan.First.PaidByCoinbase.Count, plan.First.Budget).ShouldBe((1, 0, 19));
        // A new receiver's account is opened out of the coinbase first.
        var fresh = new PlanRules(4, 11, 1, "producer", true);
        BlockPlan.Of(fresh, [30], [new("S1", 11)], (new Partition(4, 1), null)).First.PaidByCoinbase.ShouldBeEmpty();
        BlockPlan.Of(fresh with { ReceiverIsNew = false }, [30], [new("S1", 11)], (new Partition(4, 1), null)).First.PaidByCoinbase.ShouldBe([0]);
    }
}
