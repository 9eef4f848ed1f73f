using BenchmarkDotNet.Attributes;
using Vendue.Mechanisms.LagrangeDara;

namespace Vendue.Bench;

/// <summary>Batch clearing of a knapsack double auction.</summary>
[MemoryDiagnoser]
public class ClearingBenchmarks
{
    public static readonly ClearingRules[] Rules =
    [
        new(Variant.Lookback, Fill.Priority, true, 200_000_000_000_000),
        new(Variant.Lookback, Fill.CheapestFirst, true, 200_000_000_000_000),
        new(Variant.Clock, Fill.Priority, true, 200_000_000_000_000),
    ];

    Bid[] bids = [];
    Ask[] asks = [];

    [Params(1_000, 500_000)]
    public int Offers { get; set; }

    [Params(0, 1, 2)]
    public int Rule { get; set; }

    [GlobalSetup]
    public void Setup() => (bids, asks) = Round(Offers, Offers);

    [Benchmark]
    public Clearing Clear() => Clearing.Of(Rules[Rule], bids, asks);

    /// <summary>Sizes to 1,000 units, capacities to 2,000, densities of 20 to 120 and asks of 10 to 100 trillions: few ties, most jobs win.</summary>
    public static (Bid[] Bids, Ask[] Asks) Round(int bids, int asks)
    {
        var random = new Random(1);
        var demand = new Bid[bids];
        for (int i = 0; i < bids; i++)
        {
            ulong size = (ulong)random.Next(1, 1_000);
            demand[i] = new Bid((ulong)i, size, (UInt128)size * (UInt128)random.NextInt64(20_000_000_000_000, 120_000_000_000_000));
        }
        var supply = new Ask[asks];
        for (int j = 0; j < asks; j++) supply[j] = new Ask((ulong)j, (ulong)random.Next(1, 2_000), (UInt128)random.NextInt64(10_000_000_000_000, 100_000_000_000_000));
        return (demand, supply);
    }
}
