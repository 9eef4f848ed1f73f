using System.Collections.Concurrent;
using System.Diagnostics;
using Vendue.Simulation.Tests.Stores;
using Vendue.Simulation.Tests.World;

namespace Vendue.Simulation.Tests;

/// <summary>
/// The node under simulated faults. A few hundred seeds by default; <c>VENDUE_SOAK=10000</c> runs so many, and
/// <c>VENDUE_SEED=42</c> that one alone, which goes the same way every time.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    const int Usual = 150;
    const int Most = 5;

    static readonly int? Only = int.TryParse(Environment.GetEnvironmentVariable("VENDUE_SEED"), out int seed) ? seed : null;
    static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("VENDUE_SOAK"), out int seeds) ? seeds : Usual;

    [Fact]
    public void The_node_keeps_its_promises_over_the_real_journal_on_a_disk_with_faults() =>
        Run(chance => new SqliteStore(chance, Codec<Genesis>.Of.Encode(Population.Genesis)));

    [Fact]
    public void The_node_keeps_its_promises_over_any_store_that_keeps_the_contract() =>
        Run(chance => new MemoryStore(chance, Codec<Genesis>.Of.Encode(Population.Genesis)));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_seed_goes_the_same_way_every_time(int seed)
    {
        var (first, second) = (Story(), Story());
        first.Trace.ShouldBe(second.Trace);
        first.Head.ShouldBe(second.Head);

        World.Simulation Story()
        {
            using var simulation = Of(seed, chance => new SqliteStore(chance, Codec<Genesis>.Of.Encode(Population.Genesis)));
            simulation.Run();
            return simulation;
        }
    }

    static World.Simulation Of(int seed, Func<Random, Store> storeOf) => new(seed, storeOf, (journal, time, options) => new SimulatedNode(journal, time, options));

    void Run(Func<Random, Store> storeOf)
    {
        var taken = new ConcurrentDictionary<string, int>();
        var broken = new ConcurrentDictionary<int, string>();
        int acknowledged = 0;
        long begin = Stopwatch.GetTimestamp();
        Parallel.For(Only ?? 0, Only + 1 ?? Seeds, (seed, loop) =>
        {
            using var simulation = Of(seed, storeOf);
            try
            {
                simulation.Run();
            }
            catch (Violation violation)
            {
                broken[seed] = violation.ToString();
                if (broken.Count >= Most) loop.Stop();
            }
            Interlocked.Add(ref acknowledged, simulation.Acknowledged);
            foreach (var (step, times) in simulation.Taken) taken.AddOrUpdate(step, times, (_, before) => before + times);
        });
        output.WriteLine($"{(Only is null ? Seeds : 1):N0} seeds in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s, {acknowledged:N0} commands acknowledged; {string.Join(", ", taken.OrderByDescending(t => t.Value).Select(t => $"{t.Key} {t.Value:N0}"))}");
        if (!broken.IsEmpty) Assert.Fail(string.Join("\n\n", broken.OrderBy(b => b.Key).Select(b => $"VENDUE_SEED={b.Key} breaks a promise: {b.Value}")));
    }
}
