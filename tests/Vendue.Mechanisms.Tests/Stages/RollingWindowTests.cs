using CsCheck;

namespace Vendue.Mechanisms.Components.Tests;

public sealed class RollingWindowTests
{
    [Fact]
    public void A_window_keeps_the_latest_samples_one_a_source_as_a_plain_list_would() =>
        Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[0, 6], Gen.ULong[0, 50]).Array[1, 60], Gen.UInt[1, 5]).Sample((samples, length) =>
        {
            var window = WindowOf(length, 100);
            var naive = Enumerable.Range(0, 3).Select(_ => new List<(int Source, ulong Value)>()).ToArray();
            foreach (var (owner, source, value) in samples)
            {
                window.Add(HashOf(owner), HashOf(source), value);
                naive[owner].RemoveAll(s => s.Source == source);
                naive[owner].Add((source, value));
                if (naive[owner].Count > length) naive[owner].RemoveAt(0);
            }
            for (int owner = 0; owner < 3; owner++)
            {
                var values = naive[owner].Select(s => (UInt128)s.Value).ToArray();
                window.Total(HashOf(owner)).ShouldBe((values.Length, values.Aggregate(UInt128.Zero, (a, b) => a + b)));
                window.Median(HashOf(owner)).ShouldBe(values.Length == 0 ? null : OrderStatistics.Median(values));
                window.Percentile(HashOf(owner), 95).ShouldBe(values.Length == 0 ? null : values.Max());
            }
        });

    [Fact]
    public void One_pair_that_trades_with_itself_moves_a_median_by_one_sample_only()
    {
        var window = WindowOf(101, 1_000);
        for (int honest = 0; honest < 9; honest++) window.Add(HashOf(0), HashOf(honest), 690);
        for (ulong wash = 0; wash < 500; wash++) window.Add(HashOf(0), HashOf(99), 1_000_000 + wash);
        window.Median(HashOf(0)).ShouldBe((UInt128)690);
    }

    [Fact]
    public void A_full_table_gives_up_its_oldest_sample()
    {
        var window = WindowOf(10, 3);
        for (int i = 0; i < 4; i++) window.Add(HashOf(i), HashOf(i), (UInt128)i);
        window.Total(HashOf(0)).Count.ShouldBe(0);
        window.Total(HashOf(3)).Count.ShouldBe(1);
    }

    static Hash32 HashOf(int number) => Hash32.Sha256(BitConverter.GetBytes(number));

    static RollingWindow WindowOf(uint length, uint limit)
    {
        RollingWindow? window = null;
        _ = new Market(new Genesis { Assets = ["ETH"], Authorities = [new("custodian", "bank"), new("sequencer", "clock")] }, new Modules(scope =>
        {
            window = new RollingWindow(scope, "samples", length, limit);
            return new Stages.DutchStage(scope, null, new Stages.DutchParameters());
        }));
        return window!;
    }
}
