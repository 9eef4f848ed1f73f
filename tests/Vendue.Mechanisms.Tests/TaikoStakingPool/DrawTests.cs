using System.Numerics;
using CsCheck;

namespace Vendue.Mechanisms.TaikoStakingPool.Tests;

public sealed class DrawTests
{
    static readonly Gen<Seat> AnySeat = Gen.Select(Gen.ULong[0, 1_000_000], Gen.ULong[1, 40], Gen.UInt[0, 2], (stake, reward, capacity) => new Seat(stake, reward, capacity));

    [Fact]
    public void The_weights_of_the_worked_example_are_those_of_the_source()
    {
        Seat[] seats = [new(500_000_000_000, 10, 64), new(300_000_000_000, 8, 32), new(900_000_000_000, 20, 32), new(100_000_000_000, 5, 0)];
        var weights = Weights(WeightRule.StakeOverSquare, seats, 10);
        weights.ShouldBe([5_000_000_000, 4_687_500_000, 6_250_000_000, 0]);
        int[] picked = [.. new UInt128[] { 0, 4_999_999_999, 5_000_000_000, 9_687_499_999, 9_687_500_000, 14_359_567_890, 15_937_499_999, 15_937_500_000 }.Select(r => Draws.Weighted(weights, r))];
        picked.ShouldBe([0, 0, 1, 1, 2, 2, 2, -1]);
    }

    [Fact]
    public void A_seat_with_capacity_weighs_at_least_one() =>
        Draw.Weight(WeightRule.StakeOverSquare, new Seat(10, 1_000, 1), 1_000, 1_000).ShouldBe(UInt128.One);

    [Theory]
    [InlineData(10, 5, 7)]
    [InlineData(10, 9, 9)]
    [InlineData(10, 20, 12)]
    [InlineData(1, 5, 1)]
    [InlineData(ulong.MaxValue / 2, ulong.MaxValue, 11529215046068469758UL)]
    public void A_reward_is_clamped_to_three_and_five_quarters_of_the_fee(ulong fee, ulong asked, ulong clamped) =>
        Draw.ClampedReward(asked, fee, 75, 125).ShouldBe(clamped);

    [Fact]
    public void Every_number_below_the_sum_picks_the_seat_that_a_ticket_for_each_unit_of_weight_would() =>
        Gen.UInt[0, 5].Array[1, 8].Sample(units =>
        {
            UInt128[] weights = [.. units.Select(u => (UInt128)u)];
            int[] tickets = [.. units.SelectMany((u, slot) => Enumerable.Repeat(slot, (int)u))];
            for (int drawn = 0; drawn < tickets.Length; drawn++) Draws.Weighted(weights, (UInt128)drawn).ShouldBe(tickets[drawn]);
            Draws.Weighted(weights, (UInt128)tickets.Length).ShouldBe(-1);
        });

    [Fact]
    public void Weights_agree_with_the_formulas_written_in_whole_numbers_of_any_size() =>
        Gen.Select(AnySeat, Gen.ULong[1, 60], Gen.Bool).Sample((seat, fee, document) =>
        {
            ulong clamped = Draw.ClampedReward(seat.Reward, fee, 75, 125);
            BigInteger naive = seat.Capacity == 0 || clamped == 0 ? 0
                : BigInteger.Max(1, document ? (BigInteger)seat.Stake * fee * fee / ((BigInteger)clamped * clamped) : (BigInteger)seat.Stake / clamped / clamped);
            ((BigInteger)Draw.Weight(document ? WeightRule.FeeSquareOverSquare : WeightRule.StakeOverSquare, seat, clamped, fee)).ShouldBe(naive);
        });

    /// <summary>The source's claim: weight is linear in stake, but for roundings and the floor of one.</summary>
    [Fact]
    public void Splitting_a_stake_over_two_seats_gains_no_more_than_the_rounding() =>
        Gen.Select(Gen.ULong[10_000, 1_000_000], Gen.ULong[1, 20]).Sample((stake, reward) =>
        {
            UInt128 Of(UInt128 part) => Draw.Weight(WeightRule.StakeOverSquare, new Seat(part, reward, 1), reward, reward);
            var (whole, halves) = (Of(stake), Of(stake / 2) + Of(stake - (stake / 2)));
            halves.ShouldBeLessThanOrEqualTo(whole + 1);
            whole.ShouldBeLessThanOrEqualTo(halves + 1);
        });

    /// <summary>Derived in the specification: to ask for less than the clamp's lower bound is never better.</summary>
    [Fact]
    public void Asking_below_the_clamp_changes_neither_weight_nor_reward() =>
        Gen.Select(Gen.ULong[100, 10_000], Gen.ULong[1, 74]).Sample((fee, percent) =>
        {
            ulong low = Draw.ClampedReward(fee * percent / 100, fee, 75, 125);
            low.ShouldBe(Draw.ClampedReward(fee * 75 / 100, fee, 75, 125));
        });

    [Fact]
    public void The_seed_is_the_previous_hash_and_the_number_as_32_bytes()
    {
        Span<byte> seed = stackalloc byte[Draw.SeedSize];
        seed.Fill(0xff);
        Draw.WriteSeed(Hash32.Sha256("parent"u8), 0x0102, seed);
        Convert.ToHexString(seed).ShouldBe(Convert.ToHexString(Hash32.Sha256("parent"u8).ToArray()) + new string('0', 60) + "0102");
    }

    /// <summary>Derived in the specification, a failing search: who may choose the hash, or when to propose, chooses the prover.</summary>
    [Fact]
    public void A_proposer_that_chooses_among_a_few_hashes_finds_one_for_the_prover_it_wants()
    {
        UInt128[] weights = [5_000_000_000, 4_687_500_000, 6_250_000_000];
        for (int wanted = 0; wanted < weights.Length; wanted++)
            Enumerable.Range(0, 40).Select(attempt => Drawn(weights, Hash32.Sha256([(byte)attempt]))).ShouldContain(wanted);
    }

    [Fact]
    public void Over_many_blocks_seats_are_drawn_in_proportion_to_their_weights()
    {
        UInt128[] weights = [1, 2, 5];
        var counts = new int[weights.Length];
        for (uint block = 0; block < 8_000; block++) counts[Drawn(weights, default, block)]++;
        for (int slot = 0; slot < weights.Length; slot++) counts[slot].ShouldBeInRange((1_000 * (int)weights[slot]) - 200, (1_000 * (int)weights[slot]) + 200);
    }

    static int Drawn(UInt128[] weights, Hash32 previous, ulong block = 1)
    {
        Span<byte> seed = stackalloc byte[Draw.SeedSize];
        Draw.WriteSeed(previous, block, seed);
        return Draws.Weighted(weights, Draws.Below(Keccak256.Hash(seed), weights.Aggregate(UInt128.Zero, (sum, weight) => sum + weight)));
    }

    static UInt128[] Weights(WeightRule rule, Seat[] seats, ulong fee) =>
        [.. seats.Select(s => Draw.Weight(rule, s, Draw.ClampedReward(s.Reward, fee, 75, 125), fee))];
}
