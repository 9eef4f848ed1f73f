using System.Numerics;
using System.Text;
using CsCheck;

namespace Vendue.Kernel.Tests;

public sealed class DrawTests
{
    [Theory]
    [InlineData("", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    public void Keccak_is_that_of_the_original_submission(string text, string hash) => Keccak256.Hash(Encoding.ASCII.GetBytes(text)).ToString().ShouldBe(hash);

    [Fact]
    public void A_draw_over_stated_bytes_is_their_hash_and_a_raw_draw_takes_its_place()
    {
        var trial = new TrialMarket("alice");
        trial.Market.Beacon.Draw([1, 2], DrawHash.Keccak256).ShouldBe(Keccak256.Hash([1, 2]));
        trial.Market.Beacon.Draw([1, 2], DrawHash.Sha256).ShouldBe(Hash32.Sha256([1, 2]));
    }

    [Fact]
    public void A_draw_below_a_bound_is_its_big_endian_remainder() =>
        Gen.Select(Gen.Byte.Array[32], Gen.ULong, Gen.ULong.Where(u => u > 0)).Sample((bytes, high, low) =>
        {
            var bound = new UInt128(high, low);
            Draws.Below(new Hash32(bytes), bound).ShouldBe((UInt128)(new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % bound));
        });

    [Fact]
    public void A_weighted_draw_finds_the_first_position_whose_sum_exceeds_it()
    {
        UInt128[] weights = [5, 0, 3, 1];
        Enumerable.Range(0, 10).Select(at => Draws.Weighted(weights, (UInt128)at)).ShouldBe([0, 0, 0, 0, 0, 2, 2, 2, 3, -1]);
    }
}
