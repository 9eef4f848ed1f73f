using CsCheck;

namespace Vendue.Mechanisms.Mina.Tests;

public sealed class ScanStateTests
{
    static readonly Gen<(int Depth, int Delay, uint[] Transactions)> Runs =
        from depth in Gen.Int[1, 4]
        from delay in Gen.Int[1, 3]
        from transactions in Gen.UInt[0, 1u << depth].Array[0, 60]
        select (depth, delay, transactions);

    [Fact]
    public void The_documentations_example_is_reproduced()
    {
        var blocks = ScanRun.Of(2, 1, [4, 4, 4, 4, 4, 4, 4, 2, 3, 4, 3]);
        blocks.Select(b => b.Proofs).ShouldBe([0u, 0, 4, 4, 6, 6, 7, 4, 5, 7, 5]);
        blocks[4].Bought.ShouldBe([Leaves(3, 4), Merges(3, 2)]);
        blocks[6].Bought.ShouldBe([Leaves(5, 4), Merges(5, 3)]);
        blocks[6].Trees.ShouldBe(7u);
        blocks[7].Bought.ShouldBe([Leaves(6, 4)]);
        blocks[8].Bought.ShouldBe([Merges(6, 3), Leaves(7, 2)]);
        blocks[8].Parts.ShouldBe([new Partition(2, 2), new Partition(2, 2)]);
        blocks[9].Bought.ShouldBe([Leaves(7, 2), Merges(7, 3), Leaves(8, 2)]);
        blocks[10].Bought.ShouldBe([Leaves(9, 2), Merges(8, 2), Merges(9, 1)]);
        blocks.SelectMany((b, i) => b.Emitted.Select(tree => (Block: i + 1, tree))).ShouldBe([(7, 1ul), (9, 2ul), (10, 3ul), (11, 4ul)]);
    }

    [Fact]
    public void On_the_main_network_full_blocks_come_to_buy_a_whole_tree_each()
    {
        var blocks = ScanRun.Of(7, 2, Enumerable.Repeat(128u, 40).ToArray());
        blocks.Select(b => b.Proofs).Take(26).ShouldBe([0u, 0, 0, 128, 128, 128, 192, 192, 192, 224, 224, 224, 240, 240, 240, 248, 248, 248, 252, 252, 252, 254, 254, 254, 255, 255]);
        foreach (var block in blocks.Skip(24)) (block.Proofs, block.Bundles, block.Emitted.Length, block.Trees).ShouldBe((255u, 128u, 1, 25u));
    }

    [Fact]
    public void Trees_and_proofs_stay_within_their_bounds_and_trees_leave_in_order() =>
        Runs.Sample(run =>
        {
            var blocks = ScanRun.Of(run.Depth, run.Delay, run.Transactions);
            blocks.ShouldAllBe(b => b.Trees <= (uint)ScanState.MostTrees(run.Depth, run.Delay));
            blocks.ShouldAllBe(b => b.Proofs <= (uint)ScanState.JobsOfTree(run.Depth));
            blocks.SelectMany(b => b.Emitted).ShouldBe(Enumerable.Range(1, blocks.Sum(b => b.Emitted.Length)).Select(n => (ulong)n));
        });

    [Fact]
    public void A_full_tree_never_leaves_work_behind_that_blocks_the_next() =>
        Runs.Sample(run =>
        {
            var state = new ScanState(run.Depth, run.Delay);
            foreach (uint n in run.Transactions)
            {
                foreach (var job in state.RequiredFor((int)n)) state.Finish(job);
                for (uint i = 0; i < n; i++) state.Append();
                state.Emit();
                var (first, second) = state.Partitions();
                first.Bundles.ShouldBeLessThanOrEqualTo(first.Slots);
                if (second is { } next) (first.Slots + next.Slots).ShouldBe(1u << run.Depth);
                if (second is { } part) part.Bundles.ShouldBeLessThanOrEqualTo(part.Slots);
            }
        });

    [Fact]
    public void Every_job_is_provable_once_and_none_beside_them() =>
        Runs.Sample(run =>
        {
            var state = new ScanState(run.Depth, run.Delay);
            foreach (uint n in run.Transactions)
            {
                foreach (var job in state.RequiredFor((int)n)) state.Finish(job);
                for (uint i = 0; i < n; i++) state.Append();
                state.Emit();
                var provable = state.Provable().SelectMany(b => Enumerable.Range(0, b.Count).Select(i => b[i])).ToList();
                provable.ShouldBe(provable.Distinct());
                var todo = state.Trees.SelectMany(t => Enumerable.Range(0, run.Depth + 1).SelectMany(t.TodoAt).Select(node => new JobId(t.Number, node)));
                provable.ToHashSet().SetEquals(todo).ShouldBeTrue();
            }
        });

    [Fact]
    public void A_bundle_on_sale_is_a_root_or_two_siblings_and_stays_the_same_until_it_is_bought() =>
        Runs.Sample(run =>
        {
            var state = new ScanState(run.Depth, run.Delay);
            HashSet<Bundle> onSale = [];
            foreach (uint n in run.Transactions)
            {
                var bought = state.RequiredFor((int)n);
                foreach (var job in bought) state.Finish(job);
                for (uint i = 0; i < n; i++) state.Append();
                state.Emit();
                HashSet<Bundle> now = [.. state.Purchasable()];
                now.ShouldAllBe(b => b.IsWhole);
                onSale.Where(b => !bought.Contains(b.First) && !bought.Contains(b.Second)).ShouldBeSubsetOf(now);
                onSale = now;
            }
        });

    [Fact]
    public void Without_a_delay_work_is_left_behind_that_the_leaves_cannot_carry()
    {
        // The block that fills a tree then buys leaves of that very tree, but not those that it fills itself.
        var state = new ScanState(2, 0);
        foreach (int n in new[] { 3, 4, 4, 4 })
        {
            foreach (var job in state.RequiredFor(n)) state.Finish(job);
            for (int i = 0; i < n; i++) state.Append();
            state.Emit();
        }
        state.Partitions().First.ShouldBe(new Partition(1, 2));
    }

    static JobsBought Leaves(uint born, uint count) => new(false, born, count);

    static JobsBought Merges(uint born, uint count) => new(true, born, count);
}
