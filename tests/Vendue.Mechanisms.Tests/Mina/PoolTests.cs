using CsCheck;

namespace Vendue.Mechanisms.Mina.Tests;

public sealed class PoolTests
{
    [Fact]
    public void The_pool_keeps_the_lowest_fee_and_the_first_of_those_that_ask_it() =>
        Gen.ULong[0, 9].Array[1, 12].Sample(fees =>
        {
            int stands = -1;
            for (int i = 0; i < fees.Length; i++)
                if (Pool.Judge(stands < 0 ? null : fees[stands], fees[i], 0, 0) is PoolAnswer.Stored or PoolAnswer.Replaces) stands = i;
            stands.ShouldBe(Array.IndexOf(fees, fees.Min()));
        });

    [Theory]
    [InlineData(0, false, true)]
    [InlineData(1, false, false)]
    [InlineData(999, false, false)]
    [InlineData(1000, false, true)]
    [InlineData(1, true, true)]
    public void A_newcomer_asks_nothing_or_at_least_what_its_account_costs(int fee, bool exists, bool usable) =>
        Pool.IsUsable((UInt128)fee, exists, 1000).ShouldBe(usable);

    [Fact]
    public void Commitments_are_ordered_wholly_so_that_nodes_agree() =>
        Gen.Select(Gen.ULong[0, 2], Gen.Int[0, 3], Gen.ULong[0, 2], Gen.Int[0, 3]).Sample((fee, prover, otherFee, otherProver) =>
        {
            var bundle = new Bundle(new JobId(1, 4), new JobId(1, 5));
            var one = new WorkOffer(Name.Parse("P" + prover), fee);
            var other = new WorkOffer(Name.Parse("P" + otherProver), otherFee);
            bool better = CommitmentOrder.IsBetter(bundle, one, other), worse = CommitmentOrder.IsBetter(bundle, other, one);
            (better && worse).ShouldBeFalse();
            (better || worse).ShouldBe(one != other);
            if (fee != otherFee) better.ShouldBe(fee < otherFee);
        });

    [Fact]
    public void Ties_fall_differently_for_different_bundles()
    {
        var winners = Enumerable.Range(0, 64).Select(i => CommitmentOrder.IsBetter(new Bundle(new JobId((ulong)i, 1), default), new("A", 1), new("B", 1)));
        winners.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_commitment_lasts_ten_seconds_for_each_update_and_ten_more() => CommitmentOrder.Lasts(10_000, 3, 10_000).ShouldBe(40_000ul);

    [Theory]
    [InlineData(WorkSelectionMethod.Sequence)]
    [InlineData(WorkSelectionMethod.Random)]
    [InlineData(WorkSelectionMethod.RandomOffset)]
    public void A_worker_is_given_an_eligible_bundle_whenever_there_is_one(WorkSelectionMethod method) =>
        Gen.Select(Gen.Select(Gen.Bool, Gen.ULong[0, 3], Gen.Bool, Gen.ULong[0, 9]).Array[0, 6], Gen.ULong).Sample((bundles, draw) =>
        {
            WorkChoice[] choices = [.. bundles.Select(b => new WorkChoice(b.Item1, b.Item2, b.Item3, b.Item4))];
            int picked = WorkSelection.Pick(choices, 1, 9, 5, method, draw);
            if (picked < 0) choices.ShouldAllBe(c => !WorkSelection.IsEligible(c, 1, 9, 5));
            else WorkSelection.IsEligible(choices[picked], 1, 9, 5).ShouldBeTrue();
        });
}
