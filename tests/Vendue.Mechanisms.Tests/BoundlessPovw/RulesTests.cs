using System.Numerics;
using CsCheck;
using Vendue.Mechanisms.BoundlessPovw;

namespace Vendue.Mechanisms.Tests.BoundlessPovw;

public sealed class RulesTests
{
    static readonly Gen<UInt128> Money = Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[8, 128], (high, low, shift) => shift == 128 ? 0 : new UInt128(high, low) >> shift);

    static readonly Gen<ReportedWork[]> Reports =
        Gen.Select(Gen.OneOf(Gen.ULong[0, 9], Gen.ULong), Gen.Int[0, 3], (value, who) => new ReportedWork($"r{who}", value)).Array[0, 12];

    [Fact]
    public void A_log_is_paid_at_most_its_cap_and_at_most_its_share_of_the_pool() =>
        Gen.Select(Reports, Money, Money, Gen.ULong).Sample((reports, pool, cap, others) =>
        {
            var own = Sum(reports);
            if (own + others == 0) return;
            var left = cap;
            var payouts = MiningReward.Of(reports, own + others, pool, ref left);
            var paid = payouts.Aggregate(BigInteger.Zero, (sum, p) => sum + (BigInteger)p.Amount);
            paid.ShouldBe((BigInteger)(cap - left));
            paid.ShouldBeLessThanOrEqualTo((BigInteger)cap);
            (paid * (BigInteger)(own + others)).ShouldBeLessThanOrEqualTo((BigInteger)own * (BigInteger)pool);
        });

    [Fact]
    public void All_logs_together_are_paid_at_most_the_pool() =>
        Gen.Select(Reports.Array[1, 5], Money).Sample((logs, pool) =>
        {
            var total = logs.Aggregate((UInt128)0, (sum, log) => sum + Sum(log));
            BigInteger paid = 0;
            foreach (var log in logs)
            {
                var left = UInt128.MaxValue;
                foreach (var payout in MiningReward.Of(log, total, pool, ref left)) paid += (BigInteger)payout.Amount;
            }
            paid.ShouldBeLessThanOrEqualTo((BigInteger)pool);
        });

    [Fact]
    public void The_order_of_a_logs_updates_does_not_matter() =>
        Gen.Select(Reports, Money, Money).Sample((reports, pool, cap) =>
        {
            if (Sum(reports) == 0) return;
            UInt128 forward = cap, backward = cap;
            MiningReward.Of([.. reports.Reverse()], Sum(reports), pool, ref backward).ShouldBe(MiningReward.Of(reports, Sum(reports), pool, ref forward));
            backward.ShouldBe(forward);
        });

    [Fact]
    public void Splitting_a_stake_and_its_work_over_two_logs_gains_nothing() =>
        Gen.Select(Money, Money, Gen.ULong[1, ulong.MaxValue], Gen.ULong[1, ulong.MaxValue], Money).Sample((pool, stake, one, other, kept) =>
        {
            var total = (UInt128)one + other;
            var part = stake == 0 ? 0 : kept % (stake + 1);
            Paid(pool, stake, total, total).ShouldBeGreaterThanOrEqualTo(Paid(pool, part, one, total) + Paid(pool, stake - part, other, total));
        });

    [Fact]
    public void Where_caps_bind_reward_follows_stake_and_where_none_binds_it_follows_work()
    {
        UInt128 pool = 1_000_000, stake = 15_000;
        Paid(pool, 2 * stake, 500, 1_000).ShouldBe(2 * Paid(pool, stake, 500, 1_000));
        Paid(pool, 1_000 * stake, 500, 1_000).ShouldBe(2 * Paid(pool, 1_000 * stake, 250, 1_000));
    }

    [Fact]
    public void Work_beyond_a_fifteenth_of_the_stake_earns_nothing_more()
    {
        UInt128 pool = 1_000_000, stake = 150;
        Paid(pool, stake, 900_000, 1_000_000).ShouldBe(Paid(pool, stake, 11, 1_000_000));
    }

    [Fact]
    public void The_supply_never_falls_and_never_passes_what_a_ledger_holds()
    {
        var supply = new TokenSupply(new PovwParameters().InitialSupply);
        Gen.OneOf(Gen.ULong[0, 200_000], Gen.ULong).Sample(epoch =>
        {
            if (epoch == ulong.MaxValue) return;
            supply.At(epoch + 1).ShouldBeGreaterThanOrEqualTo(supply.At(epoch));
            supply.At(epoch).ShouldBeLessThanOrEqualTo(Ledger.LargestSupply);
        }, threads: 1);
    }

    [Fact]
    public void The_supply_of_an_epoch_is_the_same_in_whatever_order_epochs_are_asked_for() =>
        Gen.ULong[0, 5_000].Sample(epoch => new TokenSupply(1_000_000_007).At(epoch).ShouldBe(OneByOne(1_000_000_007, epoch)));

    [Fact]
    public void What_epochs_emit_never_sums_to_more_than_may_have_been_minted()
    {
        var emission = new Emission(new PovwParameters());
        UInt128 staking = 0, ends = 0;
        for (ulong epoch = 0; epoch < 400; epoch++)
        {
            var pools = emission.Of(epoch);
            (pools.Mining + pools.Staking).ShouldBe(emission.SupplyAt(epoch + 1) - emission.SupplyAt(epoch));
            staking += pools.Staking;
            ends = emission.MintedAtMost(epoch + 1).Staking;
            staking.ShouldBeLessThanOrEqualTo(ends);
        }
        (ends - staking).ShouldBeLessThan((UInt128)400);
    }

    static UInt128 OneByOne(UInt128 initial, ulong epoch)
    {
        var supply = new TokenSupply(initial);
        UInt128 last = 0;
        for (ulong e = 0; e <= epoch; e++) last = supply.At(e);
        return last;
    }

    static UInt128 Paid(UInt128 pool, UInt128 stake, UInt128 work, UInt128 total)
    {
        var cap = MiningReward.Cap(stake, 1, 15);
        return MiningReward.Of([new ReportedWork("p", work)], total, pool, ref cap).Aggregate((UInt128)0, (sum, p) => sum + p.Amount);
    }

    static UInt128 Sum(ReportedWork[] reports) => reports.Aggregate((UInt128)0, (sum, r) => sum + r.Value);
}
