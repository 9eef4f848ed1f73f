using CsCheck;
using Vendue.Mechanisms.StarknetChainedProofs;

namespace Vendue.Mechanisms.Tests.StarknetChainedProofs;

public sealed class StrandRuleTests
{
    static readonly Gen<(uint Strands, uint MostEmpty, uint[] Missing)> Games =
        Gen.Select(Gen.UInt[1, 7], Gen.UInt[0, 4], Gen.UInt[0, 120].Array[0, 80]);

    [Fact]
    public void What_a_strand_owes_begins_with_a_full_block_goes_on_with_at_most_P_empty_ones_and_has_no_gap() => Games.Sample(game =>
    {
        var blocks = Schedule.Of(game.Strands, game.MostEmpty, 120, [.. game.Missing.Select(m => (ulong)m)]);
        foreach (var block in blocks)
        {
            blocks[(int)block.Unproven[0]].Kind.ShouldNotBe(BlockKind.Empty);
            foreach (ulong height in block.Unproven.Skip(1)) blocks[(int)height].Kind.ShouldBe(BlockKind.Empty);
            block.Unproven.Length.ShouldBeLessThanOrEqualTo((int)game.MostEmpty + 1);
            for (int i = 1; i < block.Unproven.Length; i++) (block.Unproven[i] - block.Unproven[i - 1]).ShouldBe(game.Strands);
        }
    });

    [Fact]
    public void The_backlog_is_at_most_K_times_P_plus_1_of_which_at_most_K_full() => Games.Sample(game =>
    {
        var unproven = new Dictionary<ulong, ScheduledBlock>();
        foreach (var block in Schedule.Of(game.Strands, game.MostEmpty, 120, [.. game.Missing.Select(m => (ulong)m)]))
        {
            unproven[block.Strand] = block;
            unproven.Values.Sum(b => b.Unproven.Length).ShouldBeLessThanOrEqualTo((int)(game.Strands * (game.MostEmpty + 1)));
        }
    });

    [Fact]
    public void Every_block_of_a_schedule_is_valid() => Games.Sample(game =>
    {
        foreach (var block in Schedule.Of(game.Strands, game.MostEmpty, 120, [.. game.Missing.Select(m => (ulong)m)]))
        {
            bool carries = block.Kind is BlockKind.FullWithProof or BlockKind.FullAfterFreeze;
            StrandRules.Fault(block.Kind != BlockKind.Empty, carries, (ulong)block.Expected.Length, game.MostEmpty).ShouldBe(BlockFault.None);
        }
    });

    [Fact]
    public void With_as_many_strands_as_the_sizing_rule_says_no_block_is_ever_empty() =>
        Gen.Select(Gen.ULong[1, 200], Gen.ULong[1, 20], Gen.UInt[0, 3]).Sample((latency, blockTime, mostEmpty) =>
        {
            uint strands = (uint)StrandRules.StrandsFor(latency, blockTime);
            var given = new TimelineGiven { Strands = strands, MostEmpty = mostEmpty, BlockTime = blockTime, FullTime = latency, EmptyTime = 1, Heights = strands * 4 };
            Timeline.Of(given).ShouldAllBe(b => b.IsFull && b.Proposed == b.Start);
            if (strands > 1) Timeline.Of(given with { Strands = strands - 1 }).ShouldContain(b => !b.IsFull || b.Proposed > b.Start);
        }, iter: 200);

    [Fact]
    public void In_steady_state_as_many_blocks_are_empty_as_the_throttling_rule_says() =>
        Gen.Select(Gen.ULong[2, 6], Gen.ULong[1, 20], Gen.ULong[1, 200], Gen.ULong[1, 10]).Sample((strands, blockTime, full, empty) =>
        {
            ulong between = StrandRules.EmptyBetweenFull(strands, blockTime, full, empty, 50);
            if (between > 50) return;
            uint round = (uint)((between + 1) * strands);
            var given = new TimelineGiven { Strands = (uint)strands, MostEmpty = (uint)between, BlockTime = blockTime, FullTime = full, EmptyTime = empty, Heights = 3 * round };
            Timeline.Of(given).Skip((int)round).Count(b => b.IsFull).ShouldBe(2 * (int)strands);
        }, iter: 200);
}
