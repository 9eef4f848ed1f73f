using System.Numerics;
using CsCheck;

namespace Vendue.Mechanisms.TaikoMultiProofs.Tests;

public sealed class BondTests
{
    static readonly BondRules Mainnet = new(BondRule.Friction, 1_250, 3, 1), Alpha7 = new(BondRule.Quarters, 0, 0, 0);
    static readonly UInt128 Token = 1_000_000_000_000_000_000, TenThousandth = Token / 10_000;

    [Fact]
    public void An_upheld_claim_costs_the_contester_its_bond()
    {
        var split = Mainnet.Split(Resolution.Upheld, 250 * Token, 1_640 * Token);
        split.ShouldBe(new BondSplit(250 * Token, 0, 1_435 * Token, 205 * Token));
    }

    [Fact]
    public void An_overturned_claim_pays_the_contester_ten_percent()
    {
        var split = Mainnet.Split(Resolution.Overturned, 250 * Token, 1_640 * Token);
        split.ShouldBe(new BondSplit(0, 18_040_625 * TenThousandth, 546_875 * TenThousandth, 312_500 * TenThousandth));
    }

    [Fact]
    public void A_direct_override_pays_seven_eighths() =>
        Mainnet.Split(Resolution.Overridden, 250 * Token, 0).NewProver.ShouldBe(2_187_500 * TenThousandth);

    [Fact]
    public void The_documents_own_figures_come_out() =>
        Mainnet.Split(Resolution.Overturned, 100 * Token, 500 * Token).ShouldBe(new BondSplit(0, 5_656_250 * TenThousandth, 218_750 * TenThousandth, 125_000 * TenThousandth));

    [Fact]
    public void Odd_bonds_are_rounded_down_and_the_rest_is_kept()
    {
        Mainnet.Split(Resolution.Overturned, 101, 663).ShouldBe(new BondSplit(0, 729, 22, 13));
        Mainnet.Split(Resolution.Upheld, 101, 663).ShouldBe(new BondSplit(101, 0, 580, 83));
    }

    [Fact]
    public void In_alpha_7_winner_and_new_prover_get_a_quarter_each()
    {
        Alpha7.Split(Resolution.Upheld, 500, 1_000).ShouldBe(new BondSplit(750, 0, 250, 500));
        Alpha7.Split(Resolution.Overturned, 500, 1_000).ShouldBe(new BondSplit(0, 1_125, 125, 250));
        Alpha7.Split(Resolution.Overridden, 500, 0).ShouldBe(new BondSplit(0, 0, 250, 250));
    }

    [Theory]
    [InlineData(250, 10, 1_640)]
    [InlineData(500, 10, 3_281)]
    [InlineData(10_000, 10, 65_625)]
    [InlineData(10_000, 21, 31_250)]
    public void The_contest_bond_follows_from_the_return_wanted(ulong validity, uint percent, ulong contest) =>
        BondRules.ContestBondFor(validity, percent).ShouldBe((UInt128)contest);

    [Fact]
    public void Bonds_are_divided_without_remainder_and_friction_is_never_below_an_eighth() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 2], Gen.Bool).Sample((validity, contest, which, mainnet) =>
        {
            var resolution = (Resolution)which;
            var contested = resolution == Resolution.Overridden ? UInt128.Zero : contest;
            var split = (mainnet ? Mainnet : Alpha7).Split(resolution, validity, contested);
            ((BigInteger)split.Original + split.Contester + split.NewProver + split.Kept).ShouldBe((BigInteger)validity + contested);
            BigInteger lost = resolution == Resolution.Upheld ? contest : validity;
            if (mainnet) (8 * (BigInteger)split.Kept).ShouldBeGreaterThanOrEqualTo(lost);
        });

    /// <summary>Derived in the specification: who contests a right claim and proves it himself loses the friction alone.</summary>
    [Fact]
    public void A_delay_bought_by_a_false_contest_of_ones_own_costs_an_eighth_of_the_bond() =>
        Gen.ULong.Sample(contest => (contest - Mainnet.Split(Resolution.Upheld, 250, contest).NewProver).ShouldBe(contest - ((UInt128)contest * 7 / 8)));
}
